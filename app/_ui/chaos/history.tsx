'use client'
import Link from 'next/link'
import { Button } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { useAddress } from '../address/use-address.ts'
import { useLive } from '../wire/use-live.tsx'
import type { FaultRow } from './fault-list.tsx'
import { HistoryFilters } from './history-filters.tsx'
import { HistoryRow } from './history-row.tsx'
import { mostRows, useHistory } from './use-history.ts'

/** Every injection of the ledger, newest first, with what it led to. */
export function History({ faults, className }: { faults: readonly FaultRow[]; className?: string }) {
  const [{ historyOf, historyFault, historyEnd }, setAddress] = useAddress('historyOf', 'historyFault', 'historyEnd')
  const isWide = useIsWide()
  const injections = useLive(({ view }) => view?.injections)
  const query = new URLSearchParams({ ...(historyOf && { organism: historyOf }), ...(historyFault && { fault: historyFault }), ...(historyEnd && { end: historyEnd }) }).toString()
  const { rows, error, older, isCut, retry } = useHistory(query === '' ? '' : `&${query}`, injections)
  return (
    <Panel title="History" {...(isWide && { aside: <HistoryFilters faults={faults} /> })} {...(className && { className })}>
      {!isWide && <div className="flex px-4 pb-1"><HistoryFilters faults={faults} /></div>}
      <div tabIndex={0} role="region" aria-label="All injections" className="relative min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
        {error !== null ? <div className="p-4"><Trouble error={error} retry={retry} /></div>
          : rows === null ? <Skeleton className="m-4 min-h-24" />
          : rows.length === 0
            ? (
              <Empty why={query === '' ? 'Nothing was ever broken here on purpose. What you inject stays told here, with what became of it.' : 'No injection was like that.'}>
                {query !== '' && <Button size="small" onClick={() => void setAddress({ historyOf: null, historyFault: null, historyEnd: null })}>Show all of them</Button>}
              </Empty>
            )
            : (
              <>
                <table className="w-full text-sm max-wide:block">
                  <thead className="max-wide:sr-only">
                    <tr>
                      {['When', 'Fault', 'Organism', 'Seed, intensity', 'End', 'Led to'].map((title) => <th key={title} scope="col" className="caption sticky top-0 z-1 bg-panel px-2 py-1.5 text-left first:pl-4">{title}</th>)}
                      <th className="sticky top-0 z-1 bg-panel"><span className="sr-only">Again</span></th>
                    </tr>
                  </thead>
                  <tbody data-list="injections" className="max-wide:block">{rows.map((row) => <HistoryRow key={row.id} row={row} />)}</tbody>
                </table>
                {older && <div className="border-t border-line p-3"><Button size="small" onClick={older}>Older ones</Button></div>}
                {isCut && <p className="border-t border-line p-3 text-sm text-soft">The newest {mostRows} are shown. For older ones narrow the list by its filters, or <Link href="/settings#data" className="underline underline-offset-4 hover:text-text">take the whole ledger along</Link>.</p>}
              </>
            )}
      </div>
    </Panel>
  )
}
