import { deathCause } from '../../../lib/contract/search.ts'

export interface DeadCandidate {
  tried: string
  why: string
  /** What it died of, so that those that died alike have one. */
  cause: string
}

/**
 * The attachment of a search's end, read again: one candidate a line, `TRIED: WHY`. Both may hold colons of their own;
 * the causes that the search reported say where the second begins.
 */
export function readCandidates(text: string, causes: readonly string[]): DeadCandidate[] {
  const known = new Set(causes)
  return text.split('\n').filter((line) => line !== '').map((line) => {
    const cuts = Array.from(line.matchAll(/: /g), ({ index }) => index)
    const cut = cuts.find((place) => known.has(deathCause(line.slice(place + 2)))) ?? cuts[0]
    if (cut === undefined) return { tried: line, why: '', cause: 'no cause was told' }
    const why = line.slice(cut + 2)
    return { tried: line.slice(0, cut), why, cause: deathCause(why) }
  })
}

/** Each cause with how many died of it, the commonest first. */
export function countCauses(candidates: readonly DeadCandidate[]): { cause: string; count: number }[] {
  return [...Map.groupBy(candidates, ({ cause }) => cause)].map(([cause, all]) => ({ cause, count: all.length })).sort((a, b) => b.count - a.count)
}
