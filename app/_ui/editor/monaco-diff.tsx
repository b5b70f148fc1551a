'use client'
import { useEffect, useRef, useState } from 'react'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { visible } from '../log/visible.ts'
import { languageOf } from './language-of.ts'
import { loadMonaco } from './monaco.ts'

interface MonacoDiffProps {
  label: string
  file: string
  before: string
  after: string
}

/** Two texts in Monaco's diff editor, read only. What in them would act on the page is made visible before. */
export function MonacoDiff({ label, file, before, after }: MonacoDiffProps) {
  const box = useRef<HTMLDivElement>(null)
  const [round, setRound] = useState(0)
  const [state, setState] = useState<'loading' | 'shown' | Error>('loading')
  useEffect(() => {
    let isOver = false
    let close = (): void => { isOver = true }
    loadMonaco().then((monaco) => {
      if (isOver || !box.current) return
      const original = monaco.editor.createModel(lines(before), languageOf(file))
      const modified = monaco.editor.createModel(lines(after), languageOf(file))
      const editor = monaco.editor.createDiffEditor(box.current, {
        readOnly: true, originalEditable: false, automaticLayout: true, renderSideBySide: true, useInlineViewWhenSpaceIsLimited: false,
        minimap: { enabled: false }, scrollBeyondLastLine: false, fontFamily: "'JetBrains Mono Variable', monospace", fontLigatures: false, fontSize: 14,
        renderOverviewRuler: false, hideUnchangedRegions: { enabled: true }, ariaLabel: label, originalAriaLabel: `${label}: before`, modifiedAriaLabel: `${label}: after`,
      })
      editor.setModel({ original, modified })
      setState('shown')
      close = () => {
        editor.dispose()
        original.dispose()
        modified.dispose()
      }
    }, (error: unknown) => {
      if (!isOver) setState(error instanceof Error ? error : new Error(String(error)))
    })
    return () => close()
  }, [label, file, before, after, round])
  if (state instanceof Error) return <Trouble error={state} retry={() => { setState('loading'); setRound((n) => n + 1) }} />
  return (
    <div className="relative h-96 min-h-0 bg-well">
      {state === 'loading' && <Skeleton className="absolute inset-0" />}
      <div ref={box} role="region" aria-label={label} className="h-full" />
    </div>
  )
}

const lines = (text: string): string => text.split('\n').map(visible).join('\n')
