import type { GenomeOrigin, GenomeStatus } from '../../../lib/contract/genome.ts'
import type { GenomeView } from '../../../lib/contract/view.ts'
import type { SizeMetric, SortKey } from './genome-address.ts'

export interface GenomeFilter {
  find: string
  origin: GenomeOrigin | null
  status: GenomeStatus | null
  tag: string | null
}

/** Those that the filter means; a text is looked for in all that is said of a version. */
export function filterGenomes(genomes: readonly GenomeView[], { find, origin, status, tag }: GenomeFilter): GenomeView[] {
  const needle = find.trim().toLowerCase()
  return genomes.filter((genome) =>
    (origin === null || genome.origin === origin)
    && (status === null || genome.status === status)
    && (tag === null || (genome.tags ?? []).includes(tag))
    && (needle === '' || [genome.id, genome.reason, genome.author, ...(genome.tags ?? [])].some((text) => text.toLowerCase().includes(needle))))
}

/** A version's figure; null where it has none yet. */
export function metricOf(genome: GenomeView, metric: SizeMetric): number | null {
  switch (metric) {
    case 'survived': return genome.survived ?? 0
    case 'fitness': return genome.fitness
    case 'lines': return genome.added + genome.removed
  }
}

/** What has no figure comes last, whichever way it is sorted. */
export function sortGenomes(genomes: readonly GenomeView[], by: SortKey, isUp: boolean): GenomeView[] {
  const way = isUp ? 1 : -1
  return genomes.toSorted((a, b) => {
    if (by === 'version') return way * (a.version - b.version)
    if (by === 'origin' || by === 'status') return way * a[by].localeCompare(b[by]) || b.version - a.version
    const [one, other] = [metricOf(a, by), metricOf(b, by)]
    if (one === null || other === null) return Number(one === null) - Number(other === null) || b.version - a.version
    return way * (one - other) || b.version - a.version
  })
}

export const tagsOf = (genomes: readonly GenomeView[]): string[] => [...new Set(genomes.flatMap(({ tags }) => tags ?? []))].sort()

/** Those of the ledger that are older than the live view goes back, behind those that it has. */
export function mergeGenomes(live: readonly GenomeView[], stored: readonly GenomeView[]): GenomeView[] {
  const known = new Set(live.map(({ id }) => id))
  return [...live, ...stored.filter(({ id }) => !known.has(id))].sort((a, b) => b.version - a.version)
}
