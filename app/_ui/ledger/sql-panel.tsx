'use client'
import type { KeyboardEvent } from 'react'
import { Button } from '../frame/button.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { LazyEditor } from '../source/lazy-editor.tsx'

const noMarks: never[] = []

interface SqlPanelProps {
  text: string
  /** What the question became; null: nothing. */
  original: string | null
  isBusy: boolean
  change: (text: string) => void
  run: () => void
}

/** The statement behind an answer, to be read, changed and run again: in an editor, on a phone in a plain field. */
export function SqlPanel({ text, original, isBusy, change, run }: SqlPanelProps) {
  const isWide = useIsWide()
  const isReady = text.trim() !== '' && text.length <= 8000 && !isBusy
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    if (isReady) run()
  }
  return (
    <section aria-label="SQL" className="min-w-0 border-t border-line" onKeyDownCapture={onKeyDown}>
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-1.5">
        <h3 className="caption max-wide:flex-1">SQL</h3>
        <p className="min-w-0 flex-1 text-sm text-soft max-wide:hidden">One statement that reads the views. Ctrl Enter runs it.</p>
        {original !== null && text !== original && <Button size="small" look="quiet" onClick={() => change(original)}>As it was</Button>}
        <Button size="small" disabled={!isReady} onClick={run}>{isBusy ? 'Running…' : 'Run'}</Button>
      </div>
      {isWide
        ? <div className="flex h-40 min-h-0 flex-col overflow-hidden"><LazyEditor label="SQL of the answer" file="answer.sql" text={text} marks={noMarks} failure="" isFailing={false} isReadOnly={false} aim={null} onType={change} /></div>
        : <textarea aria-label="SQL of the answer" value={text} rows={6} spellCheck={false} autoCapitalize="off" autoComplete="off" onChange={(event) => change(event.target.value)} className="block w-full border-t border-line bg-well px-4 py-2 font-mono text-sm focus-visible:-outline-offset-2" />}
      {text.length > 8000 && <p role="alert" className="px-4 py-2 text-sm text-alarm">✖ 8,000 characters at most.</p>}
    </section>
  )
}
