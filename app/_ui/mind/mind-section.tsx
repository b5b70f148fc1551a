'use client'
import type { Seat } from '../../../lib/contract/model.ts'
import type { MindState } from '../../../lib/contract/mind-state.ts'
import { Button } from '../frame/button.tsx'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { AmountSetting } from '../settings/amount-setting.tsx'
import { ConfiguredLine } from '../settings/configured-line.tsx'
import type { SettingRow } from '../settings/use-settings.ts'
import { useCommand } from '../wire/use-command.ts'
import { useNow } from '../wire/use-live.tsx'
import { clockTime, count } from '../words/format.ts'
import { isAboutMind } from './is-about-mind.ts'
import { Lessons } from './lessons.tsx'
import { useMind } from './use-mind.ts'

const seatWords: Record<Seat, { title: string; means: string; way: string }> = {
  resident: { title: 'Resident', means: 'writes a version where the embedded healer finds none, and better ones when it is asked to', way: 'Set mind, for example OUROBOROS_MIND=ollama/qwen3-coder with Ollama on this machine, and start again.' },
  teacher: { title: 'Teacher', means: 'is asked where the resident has failed, in a learning window alone; what it gets right becomes a lesson', way: 'Set teacher and teacherPrice, for example OUROBOROS_TEACHER=openai/MODEL with its key in OPENAI_API_KEY, and start again.' },
}
const budgets = [
  { suffix: 'CallsPerHour', title: 'calls an hour', unit: 'calls', max: 100_000 },
  { suffix: 'TokensPerHour', title: 'tokens an hour', unit: 'tokens', max: 1_000_000_000 },
  { suffix: 'CentsPerHour', title: 'money an hour', unit: '¢', max: 1_000_000 },
] as const

/** The language models: who they are, whether they answer, what they may use and have used, and what they have taught. */
export function MindSection({ rows }: { rows: ReadonlyMap<string, SettingRow> }) {
  const { data, error, isLoading, reload } = useMind()
  const shown = [...rows.values()].filter((row) => isAboutMind(row) && !row.isChangeable)
  return (
    <Panel title="Language models" id="models" className="shrink-0 max-wide:scroll-mt-3">
      <p className="max-w-prose px-4 pb-3 text-sm text-soft">
        Nothing here needs one: without a model, the two rungs that ask one are left out, and nothing else is missing. Whatever a model writes is at most a candidate: it has to pass the same gate.
      </p>
      {isLoading && <Skeleton className="m-4 min-h-40" />}
      {error !== null && <div className="p-4"><Trouble error={error} retry={reload} /></div>}
      {data?.seats.map((seat) => <SeatLine key={seat.seat} seat={seat} rows={rows} />)}
      {data && <Learning until={data.learningUntil} isAlways={data.isAlwaysOpen} />}
      <Lessons />
      {shown.length > 0 && (
        <details className="border-t border-line">
          <summary className="flex min-h-11 items-center px-4 text-sm text-soft hover:text-text wide:min-h-9">How they are set</summary>
          {shown.map((row) => <ConfiguredLine key={row.name} row={row} />)}
        </details>
      )}
    </Panel>
  )
}

function SeatLine({ seat: { seat, name, url, price, used, limits }, rows }: { seat: MindState['seats'][number]; rows: ReadonlyMap<string, SettingRow> }) {
  const { run, isBusy, refusal } = useCommand()
  const { title, means, way } = seatWords[seat]
  const prefix = seat === 'resident' ? 'mind' : 'teacher'
  return (
    <section aria-label={title} className="border-t border-line">
      <div className="grid gap-x-6 gap-y-2 px-4 py-3 wide:grid-cols-[minmax(0,1fr)_22rem_9rem] wide:items-start">
        <div className="min-w-0">
          <h3 className="text-sm font-medium">{title}: {name === null ? <span className="text-soft">none</span> : <span className="font-mono [overflow-wrap:anywhere]">{name}</span>}</h3>
          <p className="max-w-prose text-sm text-soft">{means}</p>
          {name === null ? <p className="max-w-prose pt-1 text-sm">{way}</p> : <p className="pt-1 text-sm text-soft">{url ?? 'at its usual address'} · {price === null ? 'price not given' : `$${price.replace('/', ' and $')} a million tokens in and out`}</p>}
        </div>
        <dl aria-label={`What the ${seat} has used within the last hour`} className="grid grid-cols-3 gap-x-4 gap-y-1 text-sm">
          {([['Calls', count(used.calls), count(limits.calls)], ['Tokens', count(used.tokens), count(limits.tokens)], ['Money', `$${used.usd.toFixed(2)}`, `$${limits.usd.toFixed(2)}`]] as const).map(([what, is, most]) => (
            <div key={what}><dt className="caption">{what} / hour</dt><dd className="tabular-nums">{is} <span className="block text-soft">of {most}</span></dd></div>
          ))}
        </dl>
        <div className="wide:text-right"><Button needs="operator" size="small" disabled={isBusy || name === null} onClick={() => void run('/api/mind/test', { seat })}>{isBusy ? 'Asking…' : 'Test connection'}<span className="sr-only"> of the {seat}</span></Button></div>
      </div>
      {refusal && <p role="alert" className="px-4 pb-3 text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
      {budgets.map(({ suffix, title: what, unit, max }) => {
        const row = rows.get(`${prefix}${suffix}`)
        return row && <AmountSetting key={suffix} row={row} title={`${title}: ${what}`} about={row.about} unit={unit} min={0} max={max} />
      })}
    </section>
  )
}

const minutes = 30

function Learning({ until, isAlways }: { until: number | null; isAlways: boolean }) {
  const { run, isBusy, refusal } = useCommand()
  const now = useNow(1000)
  const isOpen = until !== null && until > now
  return (
    <div className="grid gap-x-6 gap-y-2 border-t border-line px-4 py-3 wide:grid-cols-[minmax(0,1fr)_auto] wide:items-center">
      <div>
        <h3 className="text-sm font-medium">Learning window: {isAlways ? 'always open' : isOpen ? <>open until {clockTime(until)}</> : <span className="text-soft">closed</span>}</h3>
        <p className="max-w-prose text-sm text-soft">While it is open, a teacher may be asked where the resident has failed. Closed, none is.{isAlways && ' The setting teacherOpen keeps it open.'}</p>
        {refusal && <p role="alert" className="pt-1 text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
      </div>
      {!isAlways && <Button needs="operator" size="small" disabled={isBusy} onClick={() => void run('/api/mind/learning', { minutes: isOpen ? null : minutes }, { method: 'PUT' })}>{isOpen ? 'Close it' : `Open it for ${minutes} minutes`}</Button>}
    </div>
  )
}
