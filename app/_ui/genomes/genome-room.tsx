'use client'
import { clsx } from 'clsx'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { ForOrganism } from '../frame/for-organism.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { genomeAddress } from './genome-address.ts'
import { GenomeDetail } from './genome-detail.tsx'
import { filterGenomes, tagsOf } from './genome-filter.ts'
import { GenomeTable } from './genome-table.tsx'
import { GenomeToolbar } from './genome-toolbar.tsx'
import { ImportButton } from './import-button.tsx'
import { OriginLegend } from './origin-legend.tsx'
import { useGenomes } from './use-genomes.ts'

const LineageGraph = dynamic(() => import('./lineage-graph.tsx'), { ssr: false, loading: () => <Skeleton className="m-4 h-80" /> })

export function GenomeRoom() {
  return <ForOrganism title="Genomes">{(organism) => <Versions key={organism.id} organism={organism} />}</ForOrganism>
}

/** Every version that the organism has had, as a lineage or as a table, and one of them beside it. */
function Versions({ organism }: { organism: OrganismView }) {
  const [{ genome: id, against: wanted, as, size, ...filter }, set] = useQueryStates(genomeAddress)
  const isWide = useIsWide()
  const genomes = useGenomes(organism)
  const select = useCallback((genome: string) => void set({ genome, against: null }), [set])
  const chosen = genomes.find((genome) => genome.id === id)
  const shown = chosen ?? genomes.find((genome) => genome.id === organism.genome) ?? genomes[0]
  if (!shown) return <Empty why={`${organism.id} has no version yet. The first is taken from its folder at the first start.`} />
  const against = wanted !== null && wanted !== shown.id ? wanted : (shown.parents[0] ?? null)
  const found = filterGenomes(genomes, filter)
  // The graph's code is not loaded on a phone before somebody asks for it.
  const isDrawn = as === null ? isWide : as === 'drawn'
  const those = { running: organism.genome, shown: shown.id, against, select }
  return (
    <div className="flex min-h-0 flex-1">
      <div className={clsx('min-h-0 w-full min-w-0 flex-col border-line wide:flex wide:flex-[5] wide:border-r', chosen ? 'hidden' : 'flex')}>
        <GenomeToolbar tags={tagsOf(genomes)} shown={found.length} all={genomes.length} isDrawn={isDrawn}>
          <ImportButton organism={organism.id} imported={select} />
        </GenomeToolbar>
        <div className={clsx('min-h-0 flex-1', isDrawn && 'max-wide:h-120 max-wide:flex-none')}>
          {found.length === 0
            ? <Empty why="No version is like that. “All of them” takes the filters away." />
            : isDrawn
              ? <LineageGraph key={found.length} genomes={found} metric={size} {...those} />
              : <GenomeTable genomes={found} {...those} compare={(other) => void set({ genome: shown.id, against: other })} />}
        </div>
        {isDrawn && <OriginLegend genomes={found} />}
      </div>
      <div tabIndex={0} role="region" aria-label="Genomes: detail" className={clsx('relative min-h-0 min-w-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2 wide:block wide:flex-[4] wide:basis-0', !chosen && 'hidden')}>
        <div className="px-4 pt-2 wide:hidden"><Button size="small" look="quiet" className="-ml-3" onClick={() => void set({ genome: null, against: null })}><span aria-hidden>←</span> All of them</Button></div>
        <GenomeDetail key={shown.id} genome={shown} genomes={genomes} organism={organism} against={against} />
      </div>
    </div>
  )
}
