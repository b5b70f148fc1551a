'use client'
import { Download } from 'lucide-react'
import { Panel } from '../frame/panel.tsx'
import { watcherUrl } from '../wire/api.ts'
import { useLive } from '../wire/use-live.tsx'
import { counted } from '../words/format.ts'
import { VerifyChain } from './verify-chain.tsx'

const formats = [['ndjson', 'NDJSON', 'an event a line, with its hash'], ['csv', 'CSV', 'for spreadsheets: no text is taken for a formula']] as const

/** The whole of it: to take along, and to be checked. */
export function LedgerTools() {
  const head = useLive(({ view }) => Math.floor((view?.seq ?? 0) / 100) * 100)
  return (
    <Panel title="All of it" className="shrink-0" aside={head > 0 && <span className="ml-auto text-xs text-soft tabular-nums">more than {counted(head, 'event')}</span>}>
      <div className="flex gap-2 px-4 pb-3">
        {formats.map(([format, word, means]) => (
          <a key={format} href={`${watcherUrl()}/api/ledger/export?format=${format}`} download title={means} className="inline-flex min-h-11 flex-1 items-center justify-center gap-2 border border-edge px-3 text-sm hover:border-text hover:bg-raised wide:min-h-9">
            <Download aria-hidden className="size-4" strokeWidth={1.5} /><span><span className="sr-only">Download as </span>{word}</span>
          </a>
        ))}
      </div>
      <VerifyChain />
    </Panel>
  )
}
