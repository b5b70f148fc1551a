'use client'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { Panel } from '../frame/panel.tsx'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { AnswerPanel } from './answer-panel.tsx'
import { askAddress } from './ask-address.ts'
import { AskForm } from './ask-form.tsx'
import { AskedList } from './asked-list.tsx'
import { rememberAsked } from './asked-before.ts'
import { ExampleList } from './example-list.tsx'
import { LedgerTools } from './ledger-tools.tsx'
import type { Example, Vocabulary } from './near-examples.ts'
import { Unasked } from './unasked.tsx'
import { useAnswer } from './use-answer.ts'
import { ViewList } from './view-list.tsx'

/** Everything that ever happened, asked in plain words. */
export function LedgerRoom() {
  const [{ q }, setAddress] = useQueryStates(askAddress)
  const vocabulary = useResource<Vocabulary>('/api/ask/vocabulary', getJson)
  const asking = useAnswer(q)
  /** Whoever asks again wants the question's own statement back. */
  const [round, setRound] = useState(0)
  const examples = vocabulary.data?.examples ?? []
  const ask = (question: string) => {
    rememberAsked(question)
    setRound((before) => before + 1)
    if (question === q) asking.again()
    else void setAddress({ q: question }, { history: 'push' })
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 px-3 pt-2 wide:grid wide:grid-cols-[minmax(0,1fr)_23rem] wide:gap-3 wide:pt-0 wide:pb-3">
      <h2 className="sr-only">Ledger</h2>
      <div className="flex min-h-0 min-w-0 flex-col gap-2 wide:gap-3">
        <Panel title="Ask the ledger" className="shrink-0" aside={<span className="ml-auto truncate text-sm text-soft max-wide:hidden">In English or Polish. What it does not understand it says, and never guesses.</span>}>
          <div className="flex flex-col gap-3 px-4 pb-4">
            <AskForm key={q} question={q} isBusy={asking.isBusy} ask={ask} />
            {q !== null && examples.length > 0 && asking.answer?.by !== null && <div className="max-wide:hidden"><ExampleList label="Examples" examples={others(examples, q)} ask={ask} /></div>}
          </div>
        </Panel>
        {q === null ? <Unasked examples={examples} ask={ask} /> : <AnswerPanel key={`${round} ${q}`} asking={asking} examples={examples} ask={ask} />}
      </div>
      <div className="flex min-h-0 flex-col gap-2 wide:gap-3">
        <ViewList vocabulary={vocabulary} className="wide:min-h-0 wide:flex-[3]" />
        <LedgerTools />
        <AskedList current={q} ask={ask} className="wide:min-h-32 wide:flex-[2]" />
      </div>
    </div>
  )
}

/** A few that fit in a line. */
const others = (examples: readonly Example[], question: string): Example[] => examples.filter((example) => example.question !== question).slice(0, 3)
