import type { CodeFault, Mutation, Random } from '../../contract/fault.ts'
import { shuffle } from '../random.ts'
import { clampIntensity } from '../severity.ts'
import { applyEdits, collide, lineOf, losesComment, type Site } from './edit.ts'
import { type Spot, spotsOf } from './spots.ts'
import { parses, parseTree, type Tree } from './tree.ts'

/** What a fault's finder is given: the file, and the code in it that runs. */
export interface Code {
  tree: Tree
  spots: readonly Spot[]
  /** 1 to 5. */
  intensity: number
}

interface Finder extends Omit<CodeFault, 'class' | 'mutate'> {
  /** How many places are hit; the intensity where left out. */
  places?: 1
  /** Every place there is, in any order. */
  sites: (code: Code) => Iterable<Site>
}

/**
 * A code fault from the places that its finder names. The seed chooses among them, those that matter most first.
 * Whatever is chosen leaves a source that still parses, differs, and has all its comments.
 */
export function codeFault({ sites, places, ...text }: Finder): CodeFault {
  return {
    ...text,
    class: 'code',
    mutate: (source, choice) => {
      const tree = parseTree(source)
      if (!tree) return null
      const intensity = clampIntensity(choice.intensity)
      const found = [...sites({ tree, spots: spotsOf(tree), intensity })]
      const chosen: Site[] = []
      let mutated = source
      for (const site of byRank(found, choice.random)) {
        if (chosen.length === (places ?? intensity)) break
        if (chosen.some((other) => collide(site, other)) || losesComment(tree, site)) continue
        const next = applyEdits(source, [...chosen, site].flatMap(({ edits }) => edits))
        if (next === mutated || !parses(next, tree.type)) continue
        chosen.push(site)
        mutated = next
      }
      return chosen.length === 0 ? null : { source: mutated, summary: summarise(source, chosen) }
    },
  }
}

/** Shuffled within each rank, the lowest rank first. */
export const byRank = <T extends { rank: number }>(sites: readonly T[], random: Random): T[] =>
  shuffle(sites, random).sort((a, b) => a.rank - b.rank)

/** Two changes in full, the rest as a count: it is read in one line. */
export function summarise(source: string, sites: readonly Pick<Site, 'at' | 'said'>[]): Mutation['summary'] {
  const inOrder = sites.toSorted((a, b) => a.at - b.at)
  const told = inOrder.slice(0, 2).map(({ at, said }) => `line ${lineOf(source, at)}: ${said}`)
  const rest = sites.length - told.length
  return told.join('; ') + (rest > 0 ? `; and ${rest} more` : '')
}
