'use client'
import { useDeferredValue, useMemo, useState } from 'react'
import { useAddress } from '../address/use-address.ts'
import { Button } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { Panel } from '../frame/panel.tsx'
import { StageChip } from '../heart/stage-chip.tsx'
import { count } from '../words/format.ts'
import { FilteredLog } from './log-filter.ts'
import type { LogSource } from './log-feed.ts'
import { LogList } from './log-list.tsx'
import { LogToolbar } from './log-toolbar.tsx'
import { RowDetail } from './row-detail.tsx'
import { useLogVersion } from './use-log-feed.ts'

export function LogPanel({ feed, className, isBare = false }: { feed: LogSource; className?: string; isBare?: boolean }) {
  const [{ show, problems, search: typed, stage }, setAddress] = useAddress('show', 'problems', 'search', 'stage')
  // A hundred thousand rows are searched after the keystroke, not within it.
  const search = useDeferredValue(typed)
  useLogVersion(feed)
  const { buffer } = feed
  const filtered = useMemo(() => new FilteredLog(buffer, { show, problems, search, stage }), [buffer, show, problems, search, stage])
  const [selected, setSelected] = useState<number | null>(null)
  const shown = filtered.update()
  const isFiltered = show !== 'all' || problems || search !== '' || stage !== null
  const clear = () => void setAddress({ show: null, problems: null, search: null, stage: null })
  const row = selected === null ? undefined : buffer.get(selected)
  return (
    <Panel
      title="Live log"
      aside={<><StageChip /><span className="ml-auto text-xs text-soft tabular-nums">{isFiltered ? `${count(shown)} of ${count(buffer.length)}` : count(buffer.length)} rows</span></>}
      {...(className && { className })}
    >
      {!isBare && <LogToolbar />}
      {shown > 0 ? (
        <LogList key={`${show} ${problems} ${search} ${stage}`} feed={feed} filtered={filtered} count={shown} search={search} selected={selected} select={setSelected} />
      ) : isFiltered && buffer.length > 0 ? (
        <Empty why={`None of ${count(buffer.length)} rows here passes the filter.`}>
          <Button size="small" onClick={clear}>Show all rows</Button>
        </Empty>
      ) : (
        <Empty why={feed.past.state === 'loading' ? 'Reading what the ledger has kept…' : `${feed.organism} has printed nothing yet. Each line appears here the moment it is printed.`} />
      )}
      {row && <RowDetail row={row} close={() => setSelected(null)} showAround={isFiltered ? clear : null} />}
    </Panel>
  )
}
