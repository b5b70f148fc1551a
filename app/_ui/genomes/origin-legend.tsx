import type { GenomeView } from '../../../lib/contract/view.ts'
import { OriginMark } from './origin-mark.tsx'
import { originWords } from './signs.ts'

/** What the shapes of the lineage mean: those that are in it. */
export function OriginLegend({ genomes }: { genomes: readonly GenomeView[] }) {
  const origins = [...new Set(genomes.map(({ origin }) => origin))]
  return (
    <ul aria-label="What the shapes mean" className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line px-3 py-2 text-xs text-soft">
      {origins.map((origin) => <li key={origin} className="flex items-center gap-1.5"><OriginMark origin={origin} />{originWords[origin]}</li>)}
      <li className="flex items-center gap-1.5"><span aria-hidden className="inline-block size-3 rounded-full border-2 border-dashed border-healthy" />running</li>
    </ul>
  )
}
