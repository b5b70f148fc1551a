'use client'
import { Copy } from 'lucide-react'
import { clsx } from 'clsx'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { toast } from 'sonner'
import type { Answer } from '../../../lib/contract/ask.ts'
import { Button } from '../frame/button.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { visible } from '../log/visible.ts'
import { counted, duration } from '../words/format.ts'
import { AnswerTable } from './answer-table.tsx'
import { toCsv } from './to-csv.ts'

const AnswerChart = dynamic(() => import('./answer-chart.tsx').then((module) => module.AnswerChart), { ssr: false, loading: () => <Skeleton className="size-full" /> })

const makers: Record<NonNullable<Answer['by']>, { shape: string; word: string; means: string }> = {
  grammar: { shape: '▤', word: 'by the embedded grammar', means: 'Every word of the question is one that the grammar knows. No model was asked.' },
  model: { shape: '◇', word: 'by the language model', means: 'A language model wrote the statement; the same guard let it through.' },
  you: { shape: '✎', word: 'by you', means: 'The statement is the one that you wrote.' },
}

/** What was answered: a sentence, then a picture and the rows side by side. */
export function AnswerView({ answer }: { answer: Answer }) {
  const { sentence, by, rows, truncated, ms, language, columns, chart } = answer
  const isWide = useIsWide()
  const [isDrawn, setDrawn] = useState(false)
  const hasChart = chart !== null && rows.length > 1
  // The chart's code is not loaded on a phone before somebody asks for it.
  const isShown = hasChart && (isWide || isDrawn)
  const isOne = rows.length === 1 && columns.length === 1
  const copy = () => navigator.clipboard.writeText(toCsv(answer)).then(() => toast.success(`${counted(rows.length, 'row')} copied as CSV.`), () => toast.error('The browser does not let this page copy.', { description: 'Select the rows and copy them by hand.' }))
  return (
    <>
      <div className="px-4 pt-1 pb-3">
        <p className="pb-1 text-sm text-soft wide:hidden">{visible(answer.question)}</p>
        <p role="status" lang={language} className="text-xl text-balance leading-tight font-semibold max-wide:text-lg">{visible(sentence)}</p>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 pt-2 text-sm text-soft tabular-nums">
          {by && <span title={makers[by].means}><span aria-hidden className="text-healing">{makers[by].shape} </span>{makers[by].word}</span>}
          <span>{counted(rows.length, 'row')}{truncated && ', and more that are not shown'}</span>
          <span>{duration(ms)}</span>
          {rows.length > 0 && <Button size="small" look="quiet" onClick={copy}><Copy aria-hidden className="size-3.5" strokeWidth={1.5} />Copy as CSV</Button>}
          {hasChart && !isWide && !isDrawn && <Button size="small" onClick={() => setDrawn(true)}>Draw it</Button>}
        </p>
      </div>
      {rows.length === 0
        ? <p className="border-t border-line px-4 py-3 text-sm text-soft">No row is like that. The question was understood: this is the answer.</p>
        : !isOne && (
          <div className={clsx('grid border-t border-line', isShown && 'wide:grid-cols-2')}>
            {isShown && <div aria-hidden className="h-72 py-2 pr-2 wide:border-r wide:border-line"><AnswerChart answer={answer} chart={chart} /></div>}
            <AnswerTable answer={answer} className={clsx('max-h-72 max-wide:max-h-96', isShown && 'max-wide:border-t max-wide:border-line')} />
          </div>
        )}
    </>
  )
}
