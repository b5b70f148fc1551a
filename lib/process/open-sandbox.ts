import type { Clock } from '../contract/ports/clock.ts'
import type { Sandbox } from '../contract/ports/sandbox.ts'
import { systemClock } from './clock.ts'
import { HostProcess } from './host-process.ts'
import type { Profile } from './launch-command.ts'
import { findPython, isPython, whyNoPython } from './python-service.ts'
import { refusedRun } from './refused-run.ts'
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
  const boot = (profile: Profile) => new HostProcess(tier, profile)
  const pool = new SparePool(boot, clock)
  const runs = new Set<SandboxedRun>()
  return {
    tier,
    start(request, listener = {}) {
      const { entry, limits, network, work } = request
      const python = isPython(entry)
      const why = python ? whyNoPython(request, tier, findPython()) : null
      if (why !== null) return refusedRun(request, why, { clock, tier })
      const folder = work.mode === 'service' ? work.folder : undefined
      const profile: Profile = { heapMb: limits.heapMb, network, ...(folder === undefined ? {} : { folder }), ...(python ? { language: 'python' } : {}) }
      // Nobody else's process may have had this folder before, and all spares are Node.
      const spare = folder === undefined && !python ? pool.take(profile) : undefined
      const run = new SandboxedRun({ host: spare ?? boot(profile), request, listener, clock, tier })
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
