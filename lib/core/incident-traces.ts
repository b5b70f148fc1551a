import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import type { LedgerEvent } from '../contract/event.ts'
import type { Log } from '../log.ts'
import { keepSecret } from '../log/secrets.ts'
import type { Collector } from './traces/collector.ts'
import { incidentTrace } from './traces/incident-trace.ts'
import type { Span } from './traces/span.ts'

export interface TracesOptions {
  /** Base address of an OTLP/HTTP collector; undefined: no trace is made. */
  endpoint: string | undefined
  /** Secret. */
  headers: Record<string, string>
  version: string
  /** All of one incident, oldest first. Asked some moments after the incident was closed, and again where its end is not among them yet. */
  events: (incident: string) => LedgerEvent[]
  log: Log
  /** Traces that wait, at most. */
  most?: number
  timeLimitMs?: number
  closeMs?: number
  /** From one complaint about the collector to the next. */
  complainMs?: number
}

export interface Traces {
  /** The incident's end is in the ledger. Returns at once, and never throws. */
  closed: (incident: string) => void
  /** Sends what waits, as long as that is done soon. Harmless when called twice. */
  close: () => Promise<void>
}

/** Where the ledger is read from a copy of it, an incident's end shows a moment later. */
const lag = { tries: 8, everyMs: 250 } as const

/**
 * Tells a collector of each incident, as one trace, when it has ended. Healing never waits for it: what the collector
 * does not take in time is lost, and the ledger still has it.
 */
export function openTraces({ endpoint, headers, version, events, log, most = 64, timeLimitMs = 5_000, closeMs = 1_000, complainMs = 60_000 }: TracesOptions): Traces {
  const nothing: Traces = { closed: () => undefined, close: async () => undefined }
  if (endpoint === undefined || endpoint === '') return nothing
  for (const value of Object.values(headers)) keepSecret(value)
  // It may have a password in it.
  if (endpoint.includes('@')) keepSecret(endpoint)
  const url = tracesAddress(endpoint)
  if (url === null) {
    log.error({ otlpEndpoint: endpoint }, 'no traces are sent: otlpEndpoint is no address of a collector, like http://127.0.0.1:4318')
    return nothing
  }

  // Loaded while nothing is being healed, and only where traces are wanted: it takes a moment.
  const collector = import('./traces/collector.ts').then(({ openCollector }): Collector => openCollector({ url, headers, version, timeLimitMs }))
  collector.catch(() => undefined)
  const waiting: string[] = []
  let sending: Promise<void> | null = null
  let closing: Promise<void> | null = null
  let isOver = false
  /** Since the last line about it. */
  let lost = { count: 0, why: '' }
  let complainedAt = -Infinity

  function lose(count: number, why: string): void {
    lost = { count: lost.count + count, why }
    if (performance.now() - complainedAt >= complainMs) complain()
  }
  function complain(): void {
    log.warn({ collector: url?.host, lost: lost.count, why: lost.why }, 'traces of incidents were lost')
    complainedAt = performance.now()
    lost = { count: 0, why: '' }
  }

  async function read(incident: string): Promise<Span[]> {
    for (let tries = 1; ; tries += 1) {
      const trace = incidentTrace(incident, events(incident))
      if (trace !== null) return trace.spans
      if (tries === lag.tries || closing !== null) throw new Error('its end is not in the ledger')
      await sleep(lag.everyMs)
    }
  }

  async function send(): Promise<void> {
    // Whoever has just closed an incident goes on first.
    await setImmediate()
    for (let incident = waiting.shift(); incident !== undefined && !isOver; incident = waiting.shift()) {
      try {
        const spans = await read(incident)
        await (await collector).send(incident, spans)
      } catch (error) {
        lose(1, error instanceof Error ? error.message : String(error))
      }
    }
    sending = null
  }

  async function end(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await Promise.race([sending, new Promise((resolve) => { timer = setTimeout(resolve, closeMs) })])
    clearTimeout(timer)
    isOver = true
    if (sending !== null) lose(1 + waiting.length, 'there was no more time')
    if (lost.count > 0) complain()
    ;(await collector.catch(() => null))?.close()
  }

  return {
    closed(incident) {
      if (waiting.length >= most) return lose(1, `more than ${most} were waiting`)
      waiting.push(incident)
      sending ??= send()
    },
    close: () => (closing ??= end()),
  }
}

/** `/v1/traces` below the base address, as the protocol has it. Whoever has written that down already means the same. */
function tracesAddress(endpoint: string): URL | null {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return null
  if (!/\/v1\/traces\/?$/.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/$/, '')}/v1/traces`
  return url
}
