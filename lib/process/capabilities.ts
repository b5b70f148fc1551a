import { probeHost } from './probe-host.ts'
import { probeMachine } from './probe-machine.ts'
import { probeNamespaces } from './probe-namespaces.ts'

/** One thing that this machine can or cannot do, found out by doing it. */
export interface Capability {
  id: string
  label: string
  ok: boolean
  /** Where not ok: what is missing. Where ok: what it does not cover, if that must be known. */
  why: string | null
  /** What to do about it; null where nothing is wrong or nothing can be done. */
  fix: string | null
}

/** Starts some twenty short processes; takes a second or two. Never rejects: a probe that fails is a capability that is not there. */
export async function probeCapabilities(): Promise<Capability[]> {
  const groups = await Promise.all([probeHost(), probeNamespaces(), probeMachine()])
  return groups.flat()
}

/** The strongest tier that was seen to work, at most `wanted`. Tier 3 is reported, and not run yet. */
export function pickTier(capabilities: readonly Capability[], wanted: 1 | 2 = 2): 1 | 2 {
  const works = (id: string): boolean => capabilities.some((capability) => capability.id === id && capability.ok)
  return wanted === 2 && works('bwrap') && works('pid-namespace') ? 2 : 1
}
