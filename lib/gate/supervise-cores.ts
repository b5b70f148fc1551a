import type { CoreHealth } from '../contract/stream.ts'
import type { SupervisorOptions, Supervisor } from './supervisor.ts'
import { superviseCore } from './supervisor.ts'

/** Keeps all cores alive until they are stopped. */
export interface Supervisors {
  /** Harmless when called twice. */
  start: () => void
  /** By name. The same list until something changes. */
  health: () => CoreHealth[]
  /** @returns how to stop listening */
  onHealth: (listener: (cores: CoreHealth[]) => void) => () => void
  stop: () => Promise<void>
}

/** After that the others are started, whatever the first one does, ms. */
const patienceMs = 4_000

/**
 * Cores that are all alike: which one leads is theirs to find out. The first is started by itself and the others when it
 * is up, so that on a small machine they do not hold it up.
 */
export function superviseCores(names: readonly string[], options: (name: string) => SupervisorOptions): Supervisors {
  const supervisors: Supervisor[] = names.map((name) => superviseCore(options(name)))
  let known: CoreHealth[] = []
  const health = (): CoreHealth[] => {
    const now = supervisors.map((each) => each.health())
    if (known.length !== now.length || now.some((each, index) => each !== known[index])) known = now
    return known
  }
  return {
    start() {
      const [first, ...others] = supervisors
      const startOthers = (): void => {
        clearTimeout(atLast)
        stopListening?.()
        for (const other of others) other.start()
      }
      // It may have to wait for a core that is still ending.
      const atLast = setTimeout(startOthers, patienceMs)
      const stopListening = first?.onHealth(({ state, role }) => {
        if (role === 'active' || state === 'restarting' || state === 'down') startOthers()
      })
      first?.start()
    },
    health,
    onHealth(listener) {
      const stops = supervisors.map((each) => each.onHealth(() => listener(health())))
      return () => stops.forEach((stop) => stop())
    },
    stop: async () => void (await Promise.all(supervisors.map((each) => each.stop()))),
  }
}
