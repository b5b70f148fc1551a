import { isDeepStrictEqual } from 'node:util'
import type { GenomeFiles } from '../../contract/genome.ts'
import { defaultBudgetsMs } from '../../contract/healing.ts'
import type { Genomes } from '../../contract/ports/genomes.ts'
import { changesBetween, nearestFirst, takeBack, type Change } from '../changes.ts'
import type { GenomeCandidate, Rung } from '../rung.ts'
import { whole } from '../../contract/whole.ts'

/** Changes that are taken back two at a time: the nearest ones, for pairs are many. */
const paired = 8

/**
 * Takes back what damaged the failing version, and keeps what was well done since the last healthy one: each change
 * alone, nearest to the failure first, then two together, then all that the last version brought. What comes to the
 * healthy version itself is left to going back.
 */
export const graft = (ports: { genomes: Pick<Genomes, 'files' | 'read'>; proven: (organism: string) => string[] }): Rung => ({
  id: 'graft',
  budgetMs: defaultBudgetsMs.graft,
  *propose(sick) {
    const { genomes } = ports
    const failing = whole(() => genomes.files(sick.genome))
    if (failing === null) return 'its files are damaged on disk'
    const ancestor = healthyAncestor(genomes, sick.genome, new Set(ports.proven(sick.organism.id)))
    if (ancestor === null) return 'no healthy version came before it'

    const changes = nearestFirst(changesBetween(ancestor.files, failing), sick.verdict.frames)
    const offered = [failing, ancestor.files]
    const isNew = (files: GenomeFiles): boolean => !offered.some((known) => isDeepStrictEqual(known, files)) && offered.push(files) > 0
    const candidate = (files: GenomeFiles, what: string): GenomeCandidate =>
      ({ kind: 'genome', origin: 'graft', tried: `took back ${what}`.slice(0, 300), files, from: ancestor.id, reason: `took back ${what}`.slice(0, 300) })

    for (const taken of [...changes.map((one) => [one]), ...pairsOf(changes.slice(0, paired))]) {
      const files = takeBack(ancestor.files, failing, taken)
      if (isNew(files)) yield candidate(files, `${taken.map(placeOf).join(' and ')}, of ${changes.length} changes since ${ancestor.id}`)
    }
    const parent = genomes.read(sick.genome).parents[0]
    const before = parent === undefined ? null : whole(() => genomes.files(parent))
    if (before !== null && isNew(before)) yield candidate(before, `all that came after ${parent}`)
    return changes.length < 2 ? `nothing but the damage came after ${ancestor.id}` : 'none of its changes taken back heals it'
  },
})

/** The nearest version before it that is proven and whole, and has other content; every parent is a way back. */
function healthyAncestor(genomes: Pick<Genomes, 'files' | 'read'>, id: string, proven: ReadonlySet<string>): { id: string; files: GenomeFiles } | null {
  const { hash, parents } = genomes.read(id)
  const line = [...parents]
  // Grows while it is walked, generation by generation.
  for (const one of line) {
    const version = whole(() => genomes.read(one))
    // With a damaged record, nobody knows what came before it.
    if (version === null) continue
    const files = proven.has(one) && version.hash !== hash ? whole(() => genomes.files(one)) : null
    if (files !== null) return { id: one, files }
    line.push(...version.parents.filter((parent) => !line.includes(parent)))
  }
  return null
}

const placeOf = ({ path, line }: Change): string => `${path}:${line}`

function* pairsOf(changes: readonly Change[]): Generator<Change[]> {
  for (const [index, one] of changes.entries()) for (const other of changes.slice(index + 1)) yield [one, other]
}
