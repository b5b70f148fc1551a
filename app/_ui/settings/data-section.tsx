'use client'
import { Download } from 'lucide-react'
import { Panel } from '../frame/panel.tsx'
import { ResetDemo } from '../frame/reset-demo.tsx'
import { useLive } from '../wire/use-live.tsx'
import { watcherUrl } from '../wire/api.ts'
import { counted } from '../words/format.ts'
import { AmountSetting } from './amount-setting.tsx'
import { SettingLine } from './setting-line.tsx'
import type { SettingRow } from './use-settings.ts'

/** What is kept, for how long, and how to take it home or begin anew. */
export function DataSection({ rows }: { rows: ReadonlyMap<string, SettingRow> }) {
  const head = useLive(({ view }) => Math.floor((view?.seq ?? 0) / 100) * 100)
  const hours = rows.get('keepLogHours')
  const megabytes = rows.get('keepLogMb')
  const seed = rows.get('seed')
  return (
    <Panel title="Data" id="data" className="shrink-0 max-wide:scroll-mt-3">
      <p className="max-w-prose px-4 pb-3 text-sm text-soft">Events and versions are kept for ever: the ledger is only added to. Raw output is dropped when it is too old or too much.</p>
      {hours && <AmountSetting row={hours} title="Raw output is kept for" about="What is older is dropped." unit="h" min={1} max={8760} />}
      {megabytes && <AmountSetting row={megabytes} title="Raw output is kept up to" about="Beyond this the oldest goes first." unit="MB" min={1} max={1_000_000} />}
      <SettingLine title="Export" about={`The whole ledger, ${head === 0 ? 'one event a line' : `more than ${counted(head, 'event')}, one a line`}, as NDJSON. Each hash follows from the one before.`}>
        <a href={`${watcherUrl()}/api/ledger/export?format=ndjson`} download className="inline-flex min-h-11 items-center gap-2 border border-edge px-4 text-sm hover:border-text hover:bg-raised wide:min-h-9">
          <Download aria-hidden className="size-4" strokeWidth={1.5} />Download the ledger
        </a>
      </SettingLine>
      <SettingLine title="Demo" about="Everything as at the first start, within two seconds. The same seed tells the same story." {...(seed && { origin: seed.origin })}>
        <div className="flex flex-wrap items-center gap-3">
          <ResetDemo />
          {seed && <span className="text-sm text-soft">seed <span className="font-mono text-text tabular-nums">{seed.value}</span></span>}
        </div>
      </SettingLine>
    </Panel>
  )
}
