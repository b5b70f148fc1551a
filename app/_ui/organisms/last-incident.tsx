'use client'
import { clsx } from 'clsx'
import Link from 'next/link'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { incidentHref } from '../incidents/incident-href.ts'
import { useNow } from '../wire/use-live.tsx'
import { ago, duration } from '../words/format.ts'
import { incidentSign } from '../words/rungs.ts'
import { toneText } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'

/** What went wrong last, how it ended, and when: a link to the whole story. */
export function LastIncident({ organism: { incidents }, className }: { organism: OrganismView; className?: string }) {
  const now = useNow(5000)
  const last = incidents[0]
  if (!last) return <p className={clsx('text-sm text-soft', className)}>Never broken yet</p>
  const { shape, word, tone } = incidentSign(last)
  return (
    <Link href={incidentHref(last)} className={clsx('flex min-w-0 flex-wrap items-center gap-x-2 text-sm hover:underline max-wide:min-h-11', className)}>
      <span>{verdictVerbs[last.verdict.kind]}</span>
      <span className={clsx('whitespace-nowrap', toneText[tone])}><span aria-hidden>{shape} </span>{word}{last.healMs !== null && ` in ${duration(last.healMs)}`}</span>
      <span className="whitespace-nowrap text-soft tabular-nums">{ago(now - (last.closedAt ?? last.openedAt))}</span>
    </Link>
  )
}
