'use client'
import { toast } from 'sonner'
import { Button } from '../frame/button.tsx'
import { clockTime } from '../words/format.ts'
import { rowText, type LogRow } from './row.ts'

/** One row in full, since in the list it is one line high. */
export function RowDetail({ row, close, showAround }: { row: LogRow; close: () => void; showAround: (() => void) | null }) {
  const text = rowText(row)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    toast.success('Copied.')
  }
  return (
    <div className="flex max-h-48 shrink-0 flex-col gap-2 border-t border-line p-3" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div className="flex flex-wrap items-center gap-2">
        <p className="mr-auto text-xs text-soft tabular-nums">{clockTime(row.at)} · {row.kind === 'line' ? row.stream : row.kind}</p>
        {showAround && <Button size="small" look="quiet" onClick={showAround}>Show around it</Button>}
        <Button size="small" look="quiet" onClick={copy}>Copy</Button>
        <Button size="small" look="quiet" onClick={close} aria-label="Close this row">✕</Button>
      </div>
      <p dir="ltr" tabIndex={0} className="overflow-y-auto font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</p>
    </div>
  )
}
