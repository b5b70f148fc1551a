import type { Clock } from '../contract/ports/clock.ts'
import type { Sandbox } from '../contract/ports/sandbox.ts'
import { systemClock } from './clock.ts'
import { HostProcess } from './host-process.ts'
import { SandboxedRun } from './sandboxed-run.ts'
import { SparePool } from './spare-pool.ts'
import { sweepOrphans } from './sweep-orphans.ts'

/**
 * @param options.tier one that `probeCapabilities` found to work here: nothing is checked again
 *
 * Answers may hold what their type `Json` says but JSON cannot: NaN, Infinity and -0 arrive as the numbers they are.
 */
export function openSandbox(options: { tier: 1 | 2; clock?: Clock }): Sandbox {
  const { tier, clock = systemClock } = options
  sweepOrphans()
  const boot = (profile: { heapMb: number; network: 'none' | 'loopback' }) => new HostProcess(tier, profile)
  const pool = new SparePool(boot, clock)
  const runs = new Set<SandboxedRun>()
  return {
    tier,
    start(request, listener = {}) {
      const profile = { heapMb: request.limits.heapMb, network: request.network }
      const run = new SandboxedRun({ host: pool.take(profile) ?? boot(profile), request, listener, clock, tier })
      runs.add(run)
      void run.ended.then(() => runs.delete(run))
      return run
    },
    warm: (profile, count) => pool.warm(profile, count),
    async close() {
      await Promise.all([pool.close(), ...[...runs].map((run) => run.stop('stopped'))])
    },
  }
}
