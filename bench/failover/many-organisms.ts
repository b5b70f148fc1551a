import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { dial } from '../../lib/core/elector/dial.ts'
import { beatMs } from '../../lib/core/elector/leader-socket.ts'
import { startPair, type Pair } from '../../tests/integration/core/start-pair.ts'
import { percentile, type Figure } from '../figure.ts'
import { none, timed } from './figures.ts'

const watchMs = 90_000
const manifest = { kind: 'task', title: 'Crash loop', teaches: 'what a crash loop costs', entry: 'organism.js', pulseMs: 1_000, budget: { restarts: 5, periodMs: 60_000 }, healing: { rungs: ['restart'] } }
/** A restart helps for a while, and then it falls again. */
const source = 'exports.perform = () => { if (Date.now() % 10 < 7) throw new Error("again") }\n'
const spec = `import fc from 'fast-check'\nexport const spec = { task: fc.constant(1), examples: [], properties: [], limits: { timeoutMs: 2000, heapMb: 32, rssMb: 200, cpuSeconds: 5, outputBytes: 10000 }, fitness: () => 1 }\n`

/** So many that were set apart are woken at a time, each by a command: what is measured is the core, not whoever asks it. */
const wokenAtOnce = 10

/** Organisms that crash most times that they run; each is woken again when it has been set apart. */
export async function manyOrganisms(count: number): Promise<Figure[]> {
  const folders = Object.fromEntries(Array.from({ length: count }, (_, index) => [`crasher-${index}`, { 'organism.json': JSON.stringify(manifest), 'organism.js': source, 'spec.ts': spec }]))
  const pair = await startPair({ folders })
  try {
    const { leader } = await pair.settled()
    const late: number[] = []
    let heardAt: number | null = null
    // As a core that stands by hears it: a beat that comes late is an event loop that was busy.
    const link = await dial(`${pair.config.dataDir}/core-${leader.name}.sock`, { core: 'bench', host: '', pid: process.pid, startedAt: Date.now() }, {
      heard(message) {
        const now = performance.now()
        if (message.type === 'beat' && heardAt !== null) late.push(Math.max(0, now - heardAt - beatMs))
        heardAt = now
      },
      ended: () => undefined,
    })
    const idle = monitorEventLoopDelay({ resolution: 10 })
    idle.enable()
    for (const until = performance.now() + watchMs; performance.now() < until; await sleep(2_000)) {
      const apart = Object.values(pair.reader.view().organisms).filter(({ state }) => state === 'quarantined')
      for (const { id } of apart.slice(0, wokenAtOnce)) pair.insert({ kind: 'organism-resume', organism: id })
    }
    link.close()
    idle.disable()
    return [
      timed(`${count} organisms that crash again and again: how late the event loop of their core is, p99 (n = ${late.length}, ${pair.events('organism-restart').length} restarts)`, percentile(late, 99), idle.percentile(99) / 1e6, 50),
      none('restarts beyond the intensity of an organism', tooMany(pair)),
    ]
  } finally {
    await pair.close()
  }
}

/** Each that has more restarts before it, within the period, than are allowed. A resume begins a new count. */
function tooMany(pair: Pair): number {
  const restarts = new Map<string, number[]>()
  let beyond = 0
  for (const event of pair.reader.events({ kinds: ['organism-restart', 'organism-state'], limit: 1_000_000 })) {
    const id = event.organism ?? ''
    if (event.kind === 'organism-state') {
      if (event.data.from === 'quarantined') restarts.delete(id)
    } else if (event.kind === 'organism-restart') {
      const { allowed, periodMs } = event.data
      const recent = [...(restarts.get(id) ?? []).filter((at) => event.at - at < periodMs), event.at]
      restarts.set(id, recent)
      if (recent.length > allowed) beyond += 1
    }
  }
  return beyond
}
