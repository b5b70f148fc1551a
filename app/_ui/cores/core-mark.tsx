'use client'
import { clsx } from 'clsx'
import Link from 'next/link'
import { linkQuery } from '../address/address.ts'
import { useAddress } from '../address/use-address.ts'
import { useEngineNow, useLive } from '../wire/use-live.tsx'
import { countdown, duration } from '../words/format.ts'
import { toneText } from '../words/state.ts'
import { BeatDot } from './beat-dot.tsx'
import { leadSign, nextSign, type CoreSign } from './core-signs.ts'
import { standingOf } from './standing.ts'

/** Who leads, and who would lead next: on every page, and the way to the room of the cores. */
export function CoreMark() {
  const cores = useLive((state) => state.cores)
  const engine = useLive((state) => state.engine)
  const [{ organism }] = useAddress('organism')
  const { leader, standby } = standingOf(cores)
  const next = nextSign(cores)
  return (
    <Link
      href={`/cores${linkQuery({ organism })}`} title={leader ? `Core ${leader.name}, process ${leader.pid ?? '?'}: the room of the cores` : engine?.why}
      className={clsx('inline-flex min-w-0 items-center gap-x-3 underline-offset-4 hover:underline max-wide:min-h-8 max-wide:gap-x-2', engine && engine.state !== 'up' && 'max-wide:order-last max-wide:w-full')}
    >
      <span role="status" aria-label="Core" className="inline-flex min-w-0 items-center gap-x-3 max-wide:gap-x-2">
        <Mark sign={leadSign(engine, cores)} heardAt={leader?.heardAt ?? null} />
        {next && <Mark sign={next} heardAt={standby?.heardAt ?? null} className={leader?.trouble != null && 'max-wide:hidden'} />}
        {engine && engine.state !== 'up' && !standby && <Waiting why={engine.why} retryAt={engine.retryAt} />}
      </span>
      {/* Apart, for it is another number twice a second: nobody wants that read out. */}
      {next && standby?.lagMs != null && <span title="From a beat of the core that leads to its echo" className="-ml-1.5 whitespace-nowrap text-soft tabular-nums max-wide:hidden">{duration(Math.max(1, Math.round(standby.lagMs)))}</span>}
    </Link>
  )
}

function Mark({ sign: { shape, word, short, tone }, heardAt, className }: { sign: CoreSign; heardAt: number | null; className?: string | false }) {
  return (
    <span className={clsx('inline-flex items-center gap-1.5 whitespace-nowrap', toneText[tone], className)}>
      <BeatDot heardAt={heardAt} shape={shape} />
      <span className={clsx(short !== undefined && 'max-wide:sr-only')}>{word}</span>
      {short !== undefined && <span aria-hidden className="wide:hidden">{short}</span>}
    </span>
  )
}

function Waiting({ why, retryAt }: { why: string; retryAt: number | null }) {
  const now = useEngineNow(1000)
  return <span className="text-soft tabular-nums wide:max-w-64 wide:truncate">{why}{retryAt !== null && `, next try in ${countdown(retryAt - now)}`}</span>
}
