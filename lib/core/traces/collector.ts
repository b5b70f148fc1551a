import { Agent as PlainAgent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { readableSpans } from './readable-span.ts'
import type { Span } from './span.ts'

export interface CollectorOptions {
  url: URL
  /** Secret. */
  headers: Record<string, string>
  version: string
  /** For one trace, with all that the exporter tries again meanwhile. */
  timeLimitMs: number
}

/** Where traces go, by OTLP over HTTP in JSON. */
export interface Collector {
  /** @throws in words why it did not take the trace, within the time limit */
  send: (incident: string, spans: readonly Span[]) => Promise<void>
  /** Breaks off what is under way. */
  close: () => void
}

/** As the exporter counts its results. */
const taken = 0

export function openCollector({ url, headers, version, timeLimitMs }: CollectorOptions): Collector {
  // Its own, to be cut: the exporter's time limit begins anew with every byte that comes. A trace is rare, and a connection that waits for the next one is stale by then.
  const agent = url.protocol === 'https:' ? new SecureAgent({ keepAlive: false }) : new PlainAgent({ keepAlive: false })
  const exporter = new OTLPTraceExporter({ url: url.href, headers, timeoutMillis: timeLimitMs, httpAgentOptions: () => agent })
  const readable = readableSpans(version)
  return {
    async send(incident, spans) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const limit = setTimeout(() => {
        agent.destroy()
        reject(new Error(`it did not answer within ${timeLimitMs / 1000} s`))
      }, timeLimitMs)
      try {
        exporter.export(readable(incident, spans), ({ code, error }) => (Number(code) === taken ? resolve() : reject(new Error(inWords(error)))))
        await promise
      } finally {
        clearTimeout(limit)
      }
    },
    close: () => agent.destroy(),
  }
}

/** Not what the collector wrote with it, which may be a page of anything. */
function inWords(error: (Error & { code?: unknown }) | undefined): string {
  if (typeof error?.code === 'number') return `it answered ${error.code}`
  return error?.message || 'it took nothing, again and again'
}
