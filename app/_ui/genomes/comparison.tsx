'use client'
import { useQueryStates } from 'nuqs'
import type { GenomeView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { shortGenome } from '../words/format.ts'
import { genomeAddress } from './genome-address.ts'
import { GenomeDiff } from './lazy-diff.tsx'
import { MonacoCompare } from './monaco-compare.tsx'
import { originWords } from './signs.ts'

/** The chosen version beside any other: its first parent, unless the address names one. */
export function Comparison({ genome, genomes, against }: { genome: GenomeView; genomes: readonly GenomeView[]; against: string | null }) {
  const [{ editor }, set] = useQueryStates({ against: genomeAddress.against, editor: genomeAddress.editor })
  const isWide = useIsWide()
  const others = genomes.filter(({ id }) => id !== genome.id)
  const isInEditor = editor && isWide
  return (
    <section aria-label="Comparison" className="flex min-w-0 flex-col gap-1">
      <div className="flex flex-wrap items-center gap-2 px-4">
        <label className="flex min-w-0 items-center gap-2 text-sm text-soft">
          {shortGenome(genome.id)} against
          <select
            value={against ?? ''} onChange={(event) => void set({ against: event.target.value || null })}
            className="min-h-11 min-w-0 border border-edge bg-well px-2 text-text wide:min-h-7"
          >
            {against === null && <option value="">nothing yet</option>}
            {others.map(({ id, origin }) => <option key={id} value={id}>{shortGenome(id)}, {originWords[origin]}{id === genome.parents[0] ? ' (its parent)' : ''}</option>)}
            {against !== null && !others.some(({ id }) => id === against) && <option value={against}>{shortGenome(against)}</option>}
          </select>
        </label>
        {isWide && against !== null && <Button size="small" aria-pressed={isInEditor} className="ml-auto" onClick={() => void set({ editor: isInEditor ? null : true })}>{isInEditor ? 'As plain lines' : 'In the editor'}</Button>}
      </div>
      {against === null
        ? <p className="px-4 pb-4 text-sm text-soft">The first of its line: choose another version to compare it with.</p>
        : isInEditor ? <MonacoCompare id={genome.id} against={against} /> : <GenomeDiff id={genome.id} against={against} hasSwitch={isWide} />}
    </section>
  )
}
