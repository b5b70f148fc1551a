'use client'
import { clsx } from 'clsx'
import { useState } from 'react'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { ProblemError } from '../wire/api.ts'
import { AnswerView } from './answer-view.tsx'
import { Evidence } from './evidence.tsx'
import type { Example } from './near-examples.ts'
import { NotUnderstood } from './not-understood.tsx'
import { SqlPanel } from './sql-panel.tsx'
import type { Asking } from './use-answer.ts'

interface AnswerPanelProps {
  asking: Asking
  examples: readonly Example[]
  ask: (question: string) => void
}

/** One question's answer, from the sentence to the events behind it. Mounted anew with each question. */
export function AnswerPanel({ asking: { answer, error, isBusy, again }, examples, ask }: AnswerPanelProps) {
  /** null: what the question became is shown. */
  const [typed, setTyped] = useState<string | null>(null)
  /** What the grammar or a model made of it, whatever was run since. */
  const [original, setOriginal] = useState<string | null>(null)
  const made = answer && answer.by !== 'you' ? answer.sql : original
  if (made !== original) setOriginal(made)
  const text = typed ?? made ?? ''
  const hasSql = answer !== null || typed !== null || original !== null
  // The same statement would be refused again.
  const isRefused = error instanceof ProblemError && error.code === 'query-refused'
  const hasEvents = answer !== null && answer.events.length > 0
  return (
    <Panel title="Answer" className="min-h-80 flex-1">
      <div tabIndex={0} role="region" aria-label="Answer: all of it" className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
        {isBusy && <Waiting />}
        {error !== null && <div className="px-4 pt-1 pb-4"><Trouble error={error} {...(!isRefused && { retry: () => again(typed ?? undefined) })} /></div>}
        {answer && (answer.by === null ? <NotUnderstood answer={answer} examples={examples} ask={ask} /> : <AnswerView answer={answer} />)}
        <div className={clsx(hasEvents && 'wide:grid wide:grid-cols-2')}>
          {hasSql && <SqlPanel text={text} original={made} isBusy={isBusy} change={setTyped} run={() => again(text)} />}
          {hasEvents && <div className="min-w-0 border-line wide:border-l"><Evidence events={answer.events} /></div>}
        </div>
      </div>
    </Panel>
  )
}

function Waiting() {
  return (
    <div role="status" aria-label="Asking the ledger" className="flex flex-col gap-3 px-4 pt-3 pb-4">
      <Skeleton className="h-8 w-2/3" />
      <Skeleton className="h-4 w-1/3" />
      <Skeleton className="mt-1 h-64" />
    </div>
  )
}
