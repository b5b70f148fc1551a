'use client'
import { useDeferredValue, useMemo, useState } from 'react'
import { useAddress } from '../address/use-address.ts'
import { Button } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { Panel } from '../frame/panel.tsx'
import { count } from '../words/format.ts'
import { FilteredLog } from './log-filter.ts'
import type { LogFeed } from './log-feed.ts'
import { LogList } from './log-list.tsx'
import { LogToolbar } from './log-toolbar.tsx'
import { RowDetail } from './row-detail.tsx'
import { useLogVersion } from './use-log-feed.ts'

export function LogPanel({ feed, className }: { feed: LogFeed; className?: string }) {
  const [{ show, problems, search: typed }, setAddress] = useAddress('show', 'problems', 'search')
  // A hundred thousand rows are searched after the keystroke, not within it.
  const search = useDeferredValue(typed)
  useLogVersion(feed)
  const filtered = useMemo(() => new FilteredLog(feed.buffer, { show, problems, search }), [feed, show, problems, search])
  const [selected, setSelected] = useState<number | null>(null)
  const shown = filtered.update()
  const isFiltered = show !== 'all' || problems || search !== ''
  const clear = () => void setAddress({ show: null, problems: null, search: null })
  const row = selected === null ? undefined : feed.buffer.get(selected)
  return (
    <Panel
      title="Live log"
      aside={<span className="ml-auto text-xs text-soft tabular-nums">{isFiltered ? `${count(shown)} of ${count(feed.buffer.length)}` : count(feed.buffer.length)} rows</span>}
      {...(className && { className })}
    >
      <LogToolbar feed={feed} />
      {shown > 0 ? (
        <LogList key={`${show} ${problems} ${search}`} feed={feed} filtered={filtered} count={shown} search={search} selected={selected} select={setSelected} />
      ) : isFiltered && feed.buffer.length > 0 ? (
        <Empty why={`None of ${count(feed.buffer.length)} rows here passes the filter.`}>
          <Button size="small" onClick={clear}>Show all rows</Button>
        </Empty>
      ) : (
        <Empty why={feed.past.state === 'loading' ? 'Reading what the ledger has kept…' : `${feed.organism} has printed nothing yet. Each line appears here the moment it is printed.`} />
      )}
      {row && <RowDetail row={row} close={() => setSelected(null)} showAround={isFiltered ? clear : null} />}
    </Panel>
  )
}
