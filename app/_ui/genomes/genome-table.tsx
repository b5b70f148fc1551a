'use client'
import { clsx } from 'clsx'
import { useQueryStates } from 'nuqs'
import type { GenomeView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { visible } from '../log/visible.ts'
import { useNow } from '../wire/use-live.tsx'
import { ago, count, shortGenome } from '../words/format.ts'
import { genomeAddress, type SortKey } from './genome-address.ts'
import { sortGenomes } from './genome-filter.ts'
import { fitnessText } from './genome-preview.tsx'
import { OriginMark } from './origin-mark.tsx'
import { originWords, statusSigns } from './signs.ts'

interface GenomeTableProps {
  genomes: readonly GenomeView[]
  running: string | null
  shown: string | null
  against: string | null
  select: (id: string) => void
  compare: (id: string | null) => void
}

const columns: { key: SortKey; word: string; isNumber?: boolean }[] = [
  { key: 'version', word: 'Version' }, { key: 'origin', word: 'Origin' }, { key: 'status', word: 'Status' },
  { key: 'survived', word: 'Survived', isNumber: true }, { key: 'fitness', word: 'Fitness', isNumber: true }, { key: 'lines', word: 'Lines', isNumber: true },
]

/** The same versions and the same facts as the lineage, in rows that can be sorted. */
export function GenomeTable({ genomes, running, shown, against, select, compare }: GenomeTableProps) {
  const [{ sort, up }, setSort] = useQueryStates({ sort: genomeAddress.sort, up: genomeAddress.up })
  const now = useNow(5000)
  return (
    <div tabIndex={0} role="region" aria-label="Versions" className="h-full min-h-0 overflow-auto focus-visible:-outline-offset-2">
      <table aria-label="Genomes" className="w-full text-left text-sm max-wide:min-w-160">
        <thead className="sticky top-0 z-1 bg-panel">
          <tr className="text-soft">
            {columns.map(({ key, word, isNumber }, index) => [
              index === 1 && <th key="compare" scope="col"><span className="sr-only">Compare</span></th>,
              <th key={key} scope="col" aria-sort={sort === key ? (up ? 'ascending' : 'descending') : 'none'} className={clsx('px-1.5 font-medium first:pl-4', isNumber && 'text-right')}>
                <button type="button" className="min-h-11 hover:text-text wide:min-h-8" onClick={() => void setSort({ sort: key, up: sort === key ? !up : !isNumber && key !== 'version' })}>
                  {word}<span aria-hidden>{sort === key ? (up ? ' ↑' : ' ↓') : ''}</span>
                </button>
              </th>,
            ])}
            <th scope="col" className="px-1.5 font-medium">From</th>
            <th scope="col" className="px-1.5 pr-3 text-right font-medium">Made</th>
          </tr>
        </thead>
        <tbody data-list>
          {sortGenomes(genomes, sort, up).map((genome) => {
            const isShown = genome.id === shown
            const isRunning = genome.id === running
            const isAgainst = genome.id === against
            return (
              <tr key={genome.id} className={clsx('border-t border-line', isShown ? 'bg-raised' : 'hover:bg-raised')}>
                <th scope="row" className="pl-2 font-normal">
                  <button type="button" aria-current={isShown ? 'true' : undefined} onClick={() => select(genome.id)} title={visible(genome.reason)} className={clsx('flex min-h-11 w-full items-center gap-2 border-l-2 px-2 text-left wide:min-h-8', isShown ? 'border-text' : 'border-transparent')}>
                    <span className="font-mono">{shortGenome(genome.id)}</span>
                    {isRunning && <strong className="font-semibold text-healthy">running</strong>}
                    {(genome.tags ?? []).length > 0 && <span className="truncate text-xs text-healing">#{genome.tags!.map(visible).join(' #')}</span>}
                  </button>
                </th>
                <td>{!isShown && <Button size="small" look={isAgainst ? 'plain' : 'quiet'} aria-pressed={isAgainst} aria-label={`Compare with ${shortGenome(genome.id)}`} onClick={() => compare(isAgainst ? null : genome.id)}>⇄</Button>}</td>
                <td className="px-1.5 whitespace-nowrap"><span className="inline-flex items-center gap-1.5"><OriginMark origin={genome.origin} />{originWords[genome.origin]}</span></td>
                <td className="px-2"><SignMark sign={statusSigns[genome.status]} /></td>
                <td className="px-1.5 text-right tabular-nums">{count(genome.survived ?? 0)}</td>
                <td className="px-1.5 text-right tabular-nums">{genome.fitness === null ? '–' : fitnessText(genome.fitness)}</td>
                <td className="px-1.5 text-right whitespace-nowrap tabular-nums"><span className="text-healthy">+{count(genome.added)}</span> <span className="text-alarm">−{count(genome.removed)}</span></td>
                <td className="px-1.5 font-mono text-soft">{genome.parents.map(shortGenome).join(' ') || '–'}</td>
                <td className="px-1.5 pr-3 text-right whitespace-nowrap text-soft tabular-nums">{ago(now - genome.createdAt)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
