/** What is known of a patch that passes everything: enough to say how much it is to be trusted. */
export interface Plausible {
  /** How far its edits go, together. */
  cost: number
  /** Characters of the words and signs that it takes away and adds. */
  size: number
  /** How much of what it leaves nobody would write on purpose. */
  oddness: number
  /** Of the statement that it changes, 0 to 1. */
  suspicion: number
  /** When it was found, counting candidates. */
  order: number
  /** On varied calls it comes to what the program does without the condition that it edits. */
  isIdle: boolean
  /** It throws where a test that failed wants that: then it may throw near by as well. */
  refuses: boolean
  /** What it comes to on varied calls; null where it could not be asked. */
  outcomes: readonly string[] | null
}

/** What the unchanged program came to on the same calls, and which of them are near to a test that it passed. */
export interface Before { outcomes: readonly string[] | null; fromPassing: readonly boolean[] }

export interface Ranked<T> {
  patch: T
  /** How many behave alike, itself among them. */
  agreeing: number
  /** The less, the more it is to be trusted. */
  penalty: number
}

/**
 * Weights, found on the corpus of `npm run bench -- healing`: what a patch loses when all of its outcomes near passing
 * tests differ (`near`), when all outcomes differ (`all`), when all that were answers are failures (`broken`)
 * or nothing (`hollow`), when all stay the same near failing tests (`same`), when the condition that it edits might as well be gone (`idle`), when its statement is not suspicious at all; and what each doubling of those that agree with it gains, up to a few.
 */
const weights = { odd: 2, near: 2, all: 0.5, broken: 2, hollow: 2, same: 0.2, idle: 1.3, unsuspected: 0.2, size: 0.003, agreeing: 0.5, mostAgreeing: 4 }

/**
 * Patches, the most trustworthy first. Those that behave alike on inputs of no test stand together: what many edits
 * agree on is seldom an accident. A group loses by what it changes, near tests that passed already above all, and by failing where
 * the program answered; within a group the smallest change comes first.
 */
export function rank<T extends Plausible>(patches: readonly T[], before: Before): Ranked<T>[] {
  const groups = new Map<string, T[]>()
  for (const patch of patches) {
    const key = patch.outcomes === null ? `unknown ${patch.order}` : patch.outcomes.join('\n')
    const group = groups.get(key)
    if (group) group.push(patch)
    else groups.set(key, [patch])
  }
  const scored = [...groups.values()].map((members) => {
    const inOrder = members.toSorted((a, b) => a.cost + weights.odd * a.oddness + weights.size * a.size - (b.cost + weights.odd * b.oddness + weights.size * b.size) || a.order - b.order)
    const [best] = inOrder
    return { members: inOrder, penalty: best ? penaltyOf(best, before) - weights.agreeing * Math.log2(1 + Math.min(members.length, weights.mostAgreeing)) : Infinity }
  })
  scored.sort((a, b) => a.penalty - b.penalty)
  return scored.flatMap(({ members, penalty }, group) => members.map((patch, place) => ({ patch, group, penalty, agreeing: members.length, place })))
    // The best of each group first: the second of one that behaves alike tells nothing new.
    .sort((a, b) => Math.min(a.place, 1) - Math.min(b.place, 1) || a.group - b.group || a.place - b.place)
    .map(({ patch, agreeing, penalty }) => ({ patch, agreeing, penalty }))
}

function penaltyOf(patch: Plausible, { outcomes, fromPassing }: Before): number {
  const base = patch.cost + weights.odd * patch.oddness + (patch.isIdle ? weights.idle : 0) + weights.size * patch.size + weights.unsuspected * (1 - patch.suspicion)
  if (patch.outcomes === null || outcomes === null) return base
  const share = (of: (is: string, was: string, index: number) => boolean, among: (was: string, index: number) => boolean): number => {
    const asked = outcomes.keys().filter((index) => among(outcomes[index] ?? '', index)).toArray()
    return asked.length === 0 ? 0 : asked.filter((index) => of(patch.outcomes?.[index] ?? '', outcomes[index] ?? '', index)).length / asked.length
  }
  const answered = (was: string): boolean => !isFailure(was)
  const differs = (is: string, was: string): boolean => is !== was && !(patch.refuses && isRefusal(is))
  return base
    + weights.near * share(differs, (was, index) => answered(was) && fromPassing[index] === true)
    + weights.all * share(differs, answered)
    + weights.broken * share((is) => isFailure(is) && !(patch.refuses && isRefusal(is)), answered)
    + weights.hollow * share((is, was) => isHollow(is) && !isHollow(was), answered)
    + weights.same * share((is, was) => is === was, (_, index) => fromPassing[index] === false)
}

/** No number, or nothing at all, where something might have been. */
const isHollow = (outcome: string): boolean => outcome.includes('#NaN') || outcome.startsWith('["#undefined"') || outcome.startsWith('[null')

export const isRefusal = (outcome: string): boolean => outcome.startsWith('throws ')

const isFailure = (outcome: string): boolean => outcome === 'ran on' || isRefusal(outcome)
