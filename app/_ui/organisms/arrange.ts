import type { OrganismKind, OrganismState } from '../../../lib/contract/organism.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'

export const orders = ['name', 'state', 'success', 'incident', 'pulses'] as const
export type Order = (typeof orders)[number]

export interface Wish {
  sort: Order
  state: OrganismState | null
  kind: OrganismKind | null
  /** All of them have to be in what is told of an organism. */
  words: string
}

/** From what needs somebody to what does not. */
const urgency: readonly OrganismState[] = ['quarantined', 'crashed', 'healing', 'degraded', 'paused', 'healthy']

const before: Record<Order, (a: OrganismView, b: OrganismView) => number> = {
  name: () => 0,
  state: (a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state),
  // Who has had no pulse yet has had no bad one.
  success: (a, b) => rate(a) - rate(b),
  incident: (a, b) => (b.incidents[0]?.openedAt ?? -1) - (a.incidents[0]?.openedAt ?? -1),
  pulses: (a, b) => b.pulses - a.pulses,
}
const rate = ({ good, pulses }: OrganismView): number => (pulses === 0 ? 2 : good / pulses)

/** Those that are asked for, in the order that is asked for; what is equal stands by name. */
export function arrange(organisms: readonly OrganismView[], { sort, state, kind, words }: Wish): OrganismView[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== '')
  return organisms
    .filter((one) => (state === null || one.state === state) && (kind === null || one.kind === kind) && wanted.every((word) => told(one).includes(word)))
    .sort((a, b) => before[sort](a, b) || a.id.localeCompare(b.id))
}

const told = ({ id, title, teaches, kind }: OrganismView): string => `${id} ${title} ${teaches} ${kind}`.toLowerCase()

/** How many there are in each state, those that need somebody first. */
export function tally(organisms: readonly OrganismView[]): { state: OrganismState; count: number }[] {
  return urgency.map((state) => ({ state, count: organisms.filter((one) => one.state === state).length })).filter(({ count }) => count > 0)
}
