import { Counter, Gauge, Registry } from '@prometheus-io/client'
import { organismStates } from '../../contract/organism.ts'
import type { Lab } from '../lab.ts'
import { operation } from '../operation.ts'
import { activeCore } from './health.ts'

export const readMetrics = operation({
  method: 'GET', path: '/metrics', role: 'viewer', summary: 'The same numbers for Prometheus',
  answer: { status: 200, mediaType: 'text/plain' },
  refusals: ['ledger-unavailable'],
  handle: async (_input, lab) => {
    const registry = collect(lab)
    return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' } })
  },
})

/** Made anew for each scrape from the projections: they count across restarts, and nothing is counted twice. */
function collect(lab: Lab): Registry {
  const registry = new Registry()
  const registers = [registry]
  const counter = (name: string, help: string) => new Counter({ name, help, labelNames: ['organism'], registers })
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]) => new Gauge<L>({ name, help, labelNames, registers })

  const pulses = counter('ouroboros_pulses_total', 'Pulses so far')
  const bad = counter('ouroboros_crashes_total', 'Pulses with a bad verdict')
  const up = gauge('ouroboros_up_seconds', 'Time spent healthy or degraded', ['organism'])
  const states = gauge('ouroboros_organism_state', '1 for the state that it is in', ['organism', 'state'])
  const work = gauge('ouroboros_pulse_work_seconds', 'Work of the newest pulse', ['organism'])
  const heal = gauge('ouroboros_heal_seconds', 'Median time from incident to its end, of the recent ones', ['organism'])
  const detect = gauge('ouroboros_detect_seconds', 'Median time from fault to incident, of the recent ones', ['organism'])
  const heals = gauge('ouroboros_heals_recent', 'Incidents that ended well, of the recent ones', ['organism'])

  const view = lab.readers.view()
  for (const each of Object.values(view.organisms)) {
    const organism = { organism: each.id }
    const running = each.state === 'healthy' || each.state === 'degraded' ? Math.max(0, lab.now() - each.stateSince) : 0
    pulses.inc(organism, each.pulses)
    bad.inc(organism, each.crashes)
    up.set(organism, (each.upMs + running) / 1000)
    for (const state of organismStates) states.set({ ...organism, state }, state === each.state ? 1 : 0)
    const newest = each.points.at(-1)
    if (newest) work.set(organism, newest.workMs / 1000)
    if (each.healMs.length > 0) heal.set(organism, median(each.healMs) / 1000)
    if (each.detectMs.length > 0) detect.set(organism, median(each.detectMs) / 1000)
    heals.set(organism, each.healMs.length)
  }
  gauge('ouroboros_ledger_head', 'seq of the newest event', []).set(view.seq)
  gauge('ouroboros_chaos_stopped', '1 while the global stop is on', []).set(view.chaosStopped ? 1 : 0)
  gauge('ouroboros_core_up', '1 while a core leads and its heart beats', []).set(activeCore(lab).core ? 1 : 0)
  return registry
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [below = 0, above = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return (below + above) / 2
}
