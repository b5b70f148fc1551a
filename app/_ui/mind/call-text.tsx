'use client'
import { useEffect, useRef } from 'react'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { visible } from '../log/visible.ts'
import { getText, ProblemError } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { partsOf } from './parts-of.ts'
import { useThought } from './use-thought.ts'

const pane = 'max-h-96 overflow-auto bg-well p-2 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere] focus-visible:-outline-offset-2'
const shown = (text: string): string => text.split('\n').map(visible).join('\n')

/** What a model says in a call that is under way, as it comes; after its end, what was said and what it was asked. */
export function CallText({ call, organism, endSeq, isOver }: { call: string; organism: string; endSeq: number | null; isOver: boolean }) {
  if (endSeq !== null) return <Said seq={endSeq} />
  if (isOver) return <p className="border border-dashed border-line p-3 text-sm text-soft">It was broken off, and what it said by then is not kept.</p>
  return <Coming call={call} organism={organism} />
}

function Coming({ call, organism }: { call: string; organism: string }) {
  const { text, from } = useThought(call, organism)
  const box = useRef<HTMLPreElement>(null)
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }, [text])
  return <pre ref={box} tabIndex={0} role="region" aria-label="The model’s answer, as it comes" dir="ltr" className={`${pane} min-h-32`}>{from > 0 && '… '}{shown(text)}<span aria-hidden className="text-healing motion-safe:animate-pulse">▍</span></pre>
}

function Said({ seq }: { seq: number }) {
  const { data, error, isLoading, reload } = useResource(`/api/events/${seq}/attachment`, getText)
  if (isLoading) return <Skeleton className="h-40" />
  if (error instanceof ProblemError && error.code === 'attachment-unknown') return <p className="border border-dashed border-line p-3 text-sm text-soft">What was said is no longer kept.</p>
  if (data === null) return <Trouble error={error} retry={reload} />
  const { question, answer } = partsOf(data)
  return (
    <>
      <pre tabIndex={0} role="region" aria-label="Answer" dir="ltr" className={pane}>{answer === '' ? <span className="text-soft">nothing</span> : shown(answer)}</pre>
      <details>
        <summary className="flex min-h-11 items-center text-sm text-soft hover:text-text wide:min-h-7">What it was asked</summary>
        <pre tabIndex={0} role="region" aria-label="Question" dir="ltr" className={pane}>{shown(question)}</pre>
      </details>
    </>
  )
}
