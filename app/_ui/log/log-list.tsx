'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Button } from '../frame/button.tsx'
import { useRem } from '../frame/use-rem.ts'
import type { FilteredLog } from './log-filter.ts'
import type { LogSource } from './log-feed.ts'
import { LogLine } from './log-line.tsx'
import { PastEdge } from './past-edge.tsx'

const rowRem = 1.5
const edgeRem = 2.5

interface LogListProps {
  feed: LogSource
  filtered: FilteredLog
  count: number
  search: string
  selected: number | null
  select: (id: number | null) => void
}

/**
 * The rows that are in sight, out of any number. Follows the newest while the reader is at the end; scrolling up
 * stops that, and older rows are fetched at the top without moving what is read.
 */
export function LogList({ feed, filtered, count, search, selected, select }: LogListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const rem = useRem()
  const [isFollowing, setFollowing] = useState(true)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowRem * rem,
    getItemKey: filtered.idAt,
    paddingStart: edgeRem * rem,
    overscan: 12,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: rowRem * rem * 2,
  })
  // Once: afterwards the reader decides. A row that was chosen before the filter changed comes back in sight.
  const begin = useEffectEvent(() => {
    if (selected === null) rows.scrollToEnd()
    else rows.scrollToIndex(filtered.placeOf(selected), { align: 'center' })
  })
  useLayoutEffect(() => begin(), [])
  const resize = useEffectEvent(() => {
    rows.measure()
    if (isFollowing) rows.scrollToEnd()
  })
  useEffect(() => resize(), [rem])

  const onScroll = () => {
    const { scrollTop, clientHeight, scrollHeight } = scroller.current!
    setFollowing(scrollHeight - scrollTop - clientHeight < rowRem * rem * 2)
    if (scrollTop < rem * 4) feed.loadOlder()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1, PageUp: -20, PageDown: 20, Home: -Infinity, End: Infinity }[event.key]
    if (event.key === 'Escape') return select(null)
    if (step === undefined) return
    event.preventDefault()
    const from = selected === null ? count : filtered.placeOf(selected)
    const place = Math.max(0, Math.min(count - 1, from + step))
    select(filtered.idAt(place))
    // To where the row is now: a target by its index would become another row if older ones came meanwhile.
    rows.scrollToOffset(rows.getOffsetForIndex(place)![0])
  }

  return (
    <div className="relative flex min-h-0 flex-1 flex-col bg-well">
      <div
        ref={scroller} onScroll={onScroll} onKeyDown={onKeyDown} tabIndex={0} role="listbox" aria-label="Log rows"
        aria-activedescendant={selected === null ? undefined : `row-${selected}`}
        className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto focus-visible:-outline-offset-2"
      >
        <div role="presentation" className="relative w-full" style={{ height: rows.getTotalSize() }}>
          <PastEdge feed={feed} heightRem={edgeRem} />
          {rows.getVirtualItems().map((item) => {
            const row = feed.buffer.get(Number(item.key))
            return row && (
              <LogLine
                key={item.key} row={row} top={item.start} place={item.index} count={count}
                search={search} isSelected={row.id === selected} select={select}
              />
            )
          })}
        </div>
      </div>
      {!isFollowing && (
        <Button size="small" className="absolute right-4 bottom-3 bg-panel" onClick={() => rows.scrollToEnd()}>
          <span aria-hidden>↓</span> Jump to newest
        </Button>
      )}
    </div>
  )
}
