'use client'
import type { Answer } from '../../../lib/contract/ask.ts'
import { visible } from '../log/visible.ts'
import { ExampleList } from './example-list.tsx'
import { MarkedQuestion } from './marked-question.tsx'
import { nearExamples, type Example } from './near-examples.ts'

/** Which words were not understood, and what could be asked instead. Nothing was guessed. */
export function NotUnderstood({ answer: { question, unknown, sentence, language }, examples, ask }: { answer: Answer; examples: readonly Example[]; ask: (question: string) => void }) {
  const near = nearExamples(examples, question, 4)
  return (
    <div className="flex flex-col gap-4 px-4 py-4">
      <p className="text-lg text-soft"><MarkedQuestion question={visible(question)} unknown={unknown} /></p>
      <p role="status" lang={language} className="text-xl leading-tight text-balance font-semibold max-wide:text-lg"><span aria-hidden className="text-degraded">▲ </span>{visible(sentence)}</p>
      <p className="max-w-prose text-sm text-soft">Nothing was guessed, and nothing was looked up. Say it in other words, or write the SQL below.</p>
      {near.length > 0 && <div className="flex flex-col gap-2"><h3 className="caption">These are understood</h3><ExampleList label="Questions that are understood" examples={near} ask={ask} /></div>}
    </div>
  )
}
