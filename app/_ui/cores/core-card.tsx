'use client'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { CoreHealth } from '../../../lib/contract/stream.ts'
import { useEngineNow } from '../wire/use-live.tsx'
import { countdown, duration } from '../words/format.ts'
import { toneText, type Tone } from '../words/state.ts'
import { BeatDot } from './beat-dot.tsx'
import { cardSign } from './core-signs.ts'
import { silenceOf } from './standing.ts'
import type { CoreRow } from './use-core-rows.ts'

const edges: Record<Tone, string> = {
  healthy: 'border-l-healthy', healing: 'border-l-healing', degraded: 'border-l-degraded', crashed: 'border-l-crashed', rolled: 'border-l-rolled', idle: 'border-l-edge',
}

/** One core: what it is now, and since when it was heard. */
export function CoreCard({ core, cores, row }: { core: CoreHealth; cores: readonly CoreHealth[]; row: CoreRow | undefined }) {
  const now = useEngineNow(200)
  const sign = cardSign(core, cores)
  const silence = silenceOf(core, now)
  const shown = silence === null ? sign : { shape: '■', word: 'is silent', tone: 'degraded' as const }
  return (
    <article aria-label={`Core ${core.name}`} className={clsx('flex min-w-0 flex-1 flex-col gap-2 border border-l-4 border-line bg-well px-4 py-3', edges[shown.tone])}>
      <header className="flex items-start gap-3">
        <span aria-hidden className={clsx('font-mono text-2xl leading-none font-semibold', toneText[shown.tone])}>{core.name}</span>
        <div className="min-w-0 flex-1">
          <h3 className="text-lg leading-tight font-semibold"><span className="sr-only">Core {core.name} </span><span className={clsx('inline-flex items-center gap-1.5', toneText[shown.tone])}><BeatDot heardAt={core.heardAt} shape={shown.shape} />{shown.word}</span></h3>
          <p className="min-h-10 text-sm wide:line-clamp-2 text-soft" title={core.why}>
            {core.trouble ?? (core.state === 'up' ? doing(core, sign.word) : core.why)}{core.retryAt !== null && <span className="tabular-nums"> Next try in {countdown(core.retryAt - now)}.</span>}
          </p>
        </div>
        <p className="shrink-0 text-right"><span className="caption block">Epoch</span><span className={clsx('text-xl leading-7 font-semibold tabular-nums', core.epoch === null && 'text-mist')}>{core.epoch ?? '–'}</span></p>
      </header>
      <dl className="grid grid-cols-3 gap-x-4 gap-y-2 text-sm">
        <Fact name="Heard">{core.heardAt === null ? '–' : <span className={clsx(silence !== null && 'text-degraded')}>{silence === null ? `${(Math.max(0, now - core.heardAt) / 1000).toFixed(1)} s ago` : `${duration(silence)} ago`}</span>}</Fact>
        <Fact name="Lag">{core.lagMs === null ? <span title={core.role === 'active' ? 'It is the one that beats' : undefined}>–</span> : duration(core.lagMs)}</Fact>
        <Fact name="Up for">{row ? duration(Math.max(1, Math.floor((now - row.startedAt) / 1000)) * 1000) : '–'}</Fact>
        <Fact name="Process">{core.pid ?? '–'}</Fact>
        <Fact name="Host"><span className="truncate" title={row?.host}>{row?.host.split('/')[0] ?? '–'}</span></Fact>
        <Fact name="Restarts"><span className={clsx(core.restarts > 0 && 'text-degraded')}>{core.restarts} of {core.allowed}</span></Fact>
      </dl>
    </article>
  )
}

/** What it is at, in a line. */
function doing({ role }: CoreHealth, word: string): string {
  if (word === 'leads') return 'It watches every organism, and all that is written is written by it.'
  return role === 'standby' ? 'It echoes every beat. When there is none, it leads.' : 'Its epoch is over: whatever it writes is refused.'
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <div className="flex min-w-0 flex-col"><dt className="caption">{name}</dt><dd className="flex min-w-0 tabular-nums">{children}</dd></div>
}
