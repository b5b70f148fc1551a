'use client'
import { useQueryStates } from 'nuqs'
import type { ReactNode } from 'react'
import { genomeOriginSchema, genomeStatusSchema, type GenomeOrigin, type GenomeStatus } from '../../../lib/contract/genome.ts'
import { Button } from '../frame/button.tsx'
import { Segmented } from '../frame/segmented.tsx'
import { visible } from '../log/visible.ts'
import { counted } from '../words/format.ts'
import { genomeAddress, sizeMetrics, type SizeMetric } from './genome-address.ts'
import { originWords, statusSigns } from './signs.ts'

const field = 'min-h-11 min-w-0 border border-edge bg-well px-2 text-sm text-text wide:min-h-8'
const metricWords: Record<SizeMetric, string> = { survived: 'pulses survived', fitness: 'fitness', lines: 'lines changed' }

interface GenomeToolbarProps {
  tags: readonly string[]
  shown: number
  all: number
  isDrawn: boolean
  children: ReactNode
}

/** What is looked for among the versions, and how they are shown; all of it in the address. */
export function GenomeToolbar({ tags, shown, all, isDrawn, children }: GenomeToolbarProps) {
  const [{ find, origin, status, tag, size }, set] = useQueryStates(genomeAddress)
  return (
    <div role="group" aria-label="Versions to show" className="flex flex-wrap items-center gap-2 border-b border-line p-3">
      <input type="search" value={find} onChange={(event) => void set({ find: event.target.value || null })} placeholder="Search versions" aria-label="Search versions" spellCheck={false} className={`${field} flex-1 basis-40 placeholder:text-mist`} />
      <select aria-label="Origin" value={origin ?? ''} onChange={(event) => void set({ origin: (event.target.value || null) as GenomeOrigin | null })} className={field}>
        <option value="">any origin</option>
        {genomeOriginSchema.options.map((each) => <option key={each} value={each}>{originWords[each]}</option>)}
      </select>
      <select aria-label="Status" value={status ?? ''} onChange={(event) => void set({ status: (event.target.value || null) as GenomeStatus | null })} className={field}>
        <option value="">any status</option>
        {genomeStatusSchema.options.map((each) => <option key={each} value={each}>{statusSigns[each].word}</option>)}
      </select>
      {(tags.length > 0 || tag !== null) && (
        <select aria-label="Tag" value={tag ?? ''} onChange={(event) => void set({ tag: event.target.value || null })} className={field}>
          <option value="">any tag</option>
          {[...new Set([...tags, ...(tag === null ? [] : [tag])])].map((each) => <option key={each} value={each}>{visible(each)}</option>)}
        </select>
      )}
      <Segmented label="Versions as" value={isDrawn ? 'drawn' : 'table'} options={[{ value: 'drawn', label: 'Lineage' }, { value: 'table', label: 'Table' }]} onChange={(as) => void set({ as })} />
      {isDrawn && (
        <label className="flex items-center gap-2 text-sm text-soft">
          Size
          <select value={size} onChange={(event) => void set({ size: event.target.value as SizeMetric })} className={field}>{sizeMetrics.map((each) => <option key={each} value={each}>{metricWords[each]}</option>)}</select>
        </label>
      )}
      {children}
      <p role="status" className="ml-auto text-sm text-soft tabular-nums">{counted(shown, 'version')}{shown < all && ` of ${all}`}</p>
      {shown < all && <Button size="small" look="quiet" onClick={() => void set({ find: null, origin: null, status: null, tag: null })}>All of them</Button>}
    </div>
  )
}
