'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import Link from 'next/link'
import { useRef } from 'react'
import type { Answer } from '../../../lib/contract/ask.ts'
import { useRem } from '../frame/use-rem.ts'
import { cellText, isDaily, isFigure } from './cell-text.ts'

const rowRem = 2

/** The rows, with only those drawn that are in sight. */
export function AnswerTable({ answer: { columns, rows }, className }: { answer: Answer; className?: string }) {
  const scroller = useRef<HTMLDivElement>(null)
  const rem = useRem()
  const drawn = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowRem * rem, overscan: 16, initialRect: { width: 0, height: 640 } })
  const daily = columns.map(({ kind }, place) => kind === 'time' && isDaily(rows, place))
  const items = drawn.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = drawn.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div ref={scroller} tabIndex={0} role="region" aria-label="Rows" className={clsx('relative overflow-auto focus-visible:-outline-offset-2', className)}>
      <table aria-rowcount={rows.length + 1} className="w-full text-left text-sm tabular-nums">
        <thead className="sticky top-0 z-1 bg-panel">
          <tr>{columns.map(({ name, kind }, index) => <th key={`${index} ${name}`} scope="col" className={clsx('px-3 py-1.5 font-mono text-sm font-medium whitespace-nowrap text-soft first:pl-4', isFigure(kind) && 'text-right')}>{name}</th>)}</tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden><td colSpan={columns.length} style={{ height: before }} /></tr>}
          {items.map(({ index }) => (
            <tr key={index} aria-rowindex={index + 2} className="border-t border-line">
              {columns.map(({ name, kind }, place) => {
                const value = rows[index]?.[place]
                const text = cellText(value, kind, daily[place])
                return (
                  <td key={place} style={{ height: rowRem * rem }} className={clsx('max-w-96 truncate px-3 first:pl-4', isFigure(kind) && 'text-right', value === null && 'text-soft')} title={text.length > 40 ? text : undefined}>
                    {name === 'incident' && typeof value === 'string' ? <Link href={`/incidents/${encodeURIComponent(value)}`} className="underline underline-offset-4">{text}</Link> : text}
                  </td>
                )
              })}
            </tr>
          ))}
          {after > 0 && <tr aria-hidden><td colSpan={columns.length} style={{ height: after }} /></tr>}
        </tbody>
      </table>
    </div>
  )
}
