'use client'
import { clsx } from 'clsx'
import { memo } from 'react'
import { clockTime, counted } from '../words/format.ts'
import { toneText } from '../words/state.ts'
import { readAnsi } from './ansi.ts'
import { highlight } from './highlight.ts'
import type { LogRow } from './row.ts'
import { SpanText } from './span-text.tsx'

interface LogLineProps {
  row: LogRow
  /** Distance from the top of the list, px. */
  top: number
  place: number
  count: number
  search: string
  isSelected: boolean
  select: (id: number) => void
}

export const LogLine = memo(function LogLine({ row, top, place, count, search, isSelected, select }: LogLineProps) {
  return (
    <div
      id={`row-${row.id}`} role="option" aria-selected={isSelected} aria-posinset={place + 1} aria-setsize={count}
      onClick={() => select(row.id)}
      style={{ transform: `translateY(${top}px)` }}
      className={clsx(
        'absolute top-0 left-0 flex h-6 w-full cursor-default items-center gap-3 overflow-hidden px-4 font-mono text-sm whitespace-pre tab-2',
        isSelected && 'bg-raised outline -outline-offset-1 outline-edge',
        row.kind === 'event' && 'border-l-2 border-edge bg-raised pl-3.5',
      )}
    >
      <time className="hidden shrink-0 text-xs text-mist tabular-nums wide:inline">{clockTime(row.at)}</time>
      <Words row={row} search={search} />
    </div>
  )
})

function Words({ row, search }: { row: LogRow; search: string }) {
  if (row.kind === 'skip')
    return <span className="scales min-w-0 flex-1 truncate text-center font-sans text-sm text-degraded"><span className="bg-well px-2">… {counted(row.lines, 'line')} {row.why}</span></span>
  if (row.kind === 'event') {
    const spans = highlight([{ text: row.text, color: null, isBold: false, isDim: false, isItalic: false, isUnderlined: false }], search)
    return (
      <span className={clsx('min-w-0 truncate font-sans', toneText[row.tone])}>
        <span aria-hidden className="inline-block w-5">{row.shape}</span>
        <SpanText spans={spans} />
      </span>
    )
  }
  return (
    <span dir="ltr" className={clsx('min-w-0 truncate [unicode-bidi:isolate]', row.stream === 'stderr' && 'text-degraded', row.level === 'error' && 'text-alarm')}>
      {row.stream === 'stderr' && <abbr title="stderr" className="mr-2 text-xs text-degraded no-underline">err</abbr>}
      <SpanText spans={highlight(readAnsi(row.text), search)} />
    </span>
  )
}
