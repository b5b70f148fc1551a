'use client'
import { clsx } from 'clsx'
import { memo, useEffect, useMemo, useRef } from 'react'
import { shadeOf, shapeOf } from '../incidents/heat.ts'
import { visible } from '../log/visible.ts'
import { markWords, type Mark } from './marks.ts'

interface SourceListingProps {
  label: string
  text: string
  marks: readonly Mark[]
  /** A line to be brought into sight. */
  line: number | null
}

/** A file as plain text, with what is known of its lines: no editor is loaded for it. */
export function SourceListing({ label, text, marks, line }: SourceListingProps) {
  const rows = useMemo(() => text.replace(/\n$/, '').split('\n').map(visible), [text])
  const byLine = useMemo(() => new Map(marks.map((mark) => [mark.line, mark])), [marks])
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const row = line === null ? undefined : box.current?.querySelectorAll<HTMLElement>('[data-line]')[line - 1]
    if (box.current && row) box.current.scrollTop = row.offsetTop - (box.current.clientHeight - row.offsetHeight) / 2
  }, [line])
  return (
    <div ref={box} role="region" aria-label={label} tabIndex={0} className="relative max-h-[60dvh] min-h-48 flex-1 overflow-auto bg-well py-1 font-mono text-sm focus-visible:-outline-offset-2 wide:max-h-none">
      <div className="w-max min-w-full">{rows.map((row, index) => <Row key={index} number={index + 1} text={row} mark={byLine.get(index + 1)} isAimed={line === index + 1} />)}</div>
    </div>
  )
}

const Row = memo(function Row({ number, text, mark, isAimed }: { number: number; text: string; mark: Mark | undefined; isAimed: boolean }) {
  const suspicion = mark?.suspicion ?? 0
  return (
    <div
      dir="ltr" data-line={number} className={clsx('flex border-l-2 bg-clip-padding whitespace-pre tab-2 [unicode-bidi:isolate]', isAimed ? 'border-healing' : 'border-transparent')}
      {...(suspicion > 0 && { style: { backgroundColor: `color-mix(in srgb, var(--color-degraded) ${shadeOf(suspicion) * 100}%, var(--color-well))` } })}
    >
      <span aria-hidden className="w-10 shrink-0 bg-well pr-2 text-right text-xs leading-5 text-mist select-none">{number}</span>
      <span aria-hidden className="w-5 shrink-0 bg-well text-center text-alarm select-none">{mark?.failedAt != null ? '✖' : ''}</span>
      <span aria-hidden className="w-6 shrink-0 text-center select-none">{shapeOf(suspicion)}</span>
      {mark && <span className="sr-only">line {number}, {markWords(mark)}: </span>}
      <code className={clsx('pr-4', mark?.failedAt != null && 'underline decoration-crashed decoration-wavy underline-offset-2')}>{text}</code>
    </div>
  )
})
