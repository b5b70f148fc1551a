'use client'
import type * as Monaco from 'monaco-editor/editor/editor.api.js'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { languageOf } from '../editor/language-of.ts'
import { loadMonaco } from '../editor/monaco.ts'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { useRem } from '../frame/use-rem.ts'
import { markWords, type Mark } from './marks.ts'
import './source-editor.css'

interface SourceEditorProps {
  label: string
  file: string
  text: string
  marks: readonly Mark[]
  /** What is said where it failed. */
  failure: string
  /** Whether it is this very version that failed: else it is told as a thing of the past. */
  isFailing: boolean
  isReadOnly: boolean
  /** A line to be brought into sight, anew with each object. */
  aim: { line: number } | null
  onType: (text: string) => void
}

interface Opened {
  monaco: typeof Monaco
  editor: Monaco.editor.IStandaloneCodeEditor
}

/** A file in Monaco: squiggle and sign where it failed, suspicion beside the line numbers. */
export function SourceEditor({ label, file, text, marks, failure, isFailing, isReadOnly, aim, onType }: SourceEditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const rem = useRem()
  const [opened, setOpened] = useState<Opened | Error | null>(null)
  const [round, setRound] = useState(0)
  const type = useEffectEvent(onType)
  // What was typed comes back as `text` some keystrokes later, and must not undo those.
  const echoes = useRef<string[]>([])

  useEffect(() => {
    let isOver = false
    let close = (): void => { isOver = true }
    loadMonaco().then((monaco) => {
      if (isOver || !box.current) return
      const editor = monaco.editor.create(box.current, {
        model: null, automaticLayout: true, minimap: { enabled: false }, scrollBeyondLastLine: false, glyphMargin: true, folding: false, lineDecorationsWidth: 20,
        lineNumbersMinChars: 3, fontFamily: "'JetBrains Mono Variable', monospace", fontLigatures: false, renderControlCharacters: true, links: false, fixedOverflowWidgets: true,
        // Tab goes on to the next part of the page, as everywhere on it.
        tabFocusMode: true,
        overviewRulerLanes: 2, stickyScroll: { enabled: false }, padding: { top: 8, bottom: 8 },
      })
      setOpened({ monaco, editor })
      close = () => {
        editor.dispose()
        setOpened(null)
      }
    }, (error: unknown) => {
      if (!isOver) setOpened(error instanceof Error ? error : new Error(String(error)))
    })
    return () => close()
  }, [round])

  const shown = opened instanceof Error ? null : opened
  useEffect(() => {
    if (!shown) return
    const model = shown.monaco.editor.createModel('', languageOf(file))
    shown.editor.setModel(model)
    const typing = model.onDidChangeContent(({ isFlush }) => {
      if (isFlush) return
      const typed = model.getValue()
      echoes.current.push(typed)
      // At once: who runs it with the next key runs what stands there.
      flushSync(() => type(typed))
    })
    return () => {
      echoes.current = []
      typing.dispose()
      model.dispose()
    }
  }, [shown, file])

  useEffect(() => {
    const model = shown?.editor.getModel()
    if (!shown || !model) return
    const echo = echoes.current.indexOf(text)
    echoes.current = echoes.current.slice(echo + 1)
    if (echo >= 0) return
    echoes.current = []
    if (model.getValue() === text) return
    const place = shown.editor.saveViewState()
    model.setValue(text)
    if (place) shown.editor.restoreViewState(place)
  }, [shown, file, text])

  useEffect(() => shown?.editor.updateOptions({ readOnly: isReadOnly, ariaLabel: label, fontSize: rem * 0.875, lineHeight: rem * 1.25, wordWrap: file.endsWith('.sql') ? 'on' : 'off' }), [shown, isReadOnly, label, rem, file])
  useEffect(() => (shown ? showMarks(shown, marks, failure, isFailing) : undefined), [shown, file, marks, failure, isFailing])
  useEffect(() => {
    if (!shown || !aim) return
    shown.editor.revealLineInCenter(aim.line)
    shown.editor.setPosition({ lineNumber: aim.line, column: 1 })
    shown.editor.focus()
  }, [shown, aim])

  if (opened instanceof Error) return <Trouble error={opened} retry={() => { setOpened(null); setRound((n) => n + 1) }} />
  return (
    <div className="relative min-h-40 flex-1 bg-well">
      {!shown && <Skeleton className="absolute inset-0" />}
      <div ref={box} role="region" aria-label={label} className="absolute inset-0" />
    </div>
  )
}

/** @returns takes them off again */
function showMarks({ monaco, editor }: Opened, marks: readonly Mark[], failure: string, isFailing: boolean): () => void {
  const model = editor.getModel()
  if (!model) return () => undefined
  const lines = model.getLineCount()
  const inText = marks.filter(({ line }) => line <= lines)
  monaco.editor.setModelMarkers(model, 'ouroboros', inText.filter(({ failedAt }) => failedAt !== null).map(({ line, failedAt }) => {
    const from = Math.min(Math.max(failedAt!, model.getLineFirstNonWhitespaceColumn(line)), model.getLineMaxColumn(line))
    return {
      startLineNumber: line, endLineNumber: line, startColumn: from, endColumn: model.getWordAtPosition({ lineNumber: line, column: from })?.endColumn ?? model.getLineMaxColumn(line),
      message: failure, source: 'failed here', severity: isFailing ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Info,
    }
  }))
  const decorations = editor.createDecorationsCollection(inText.map((mark) => {
    const step = Math.min(3, Math.floor(mark.suspicion * 4))
    return {
      range: new monaco.Range(mark.line, 1, mark.line, 1),
      options: {
        isWholeLine: true,
        ...(mark.failedAt !== null && { glyphMarginClassName: 'source-failed', glyphMarginHoverMessage: { value: markWords(mark) } }),
        ...(mark.suspicion > 0 && { linesDecorationsClassName: `source-heat source-heat-${step}`, linesDecorationsTooltip: markWords(mark), className: `source-warm-${step}` }),
      },
    }
  }))
  return () => {
    decorations.clear()
    if (!model.isDisposed()) monaco.editor.setModelMarkers(model, 'ouroboros', [])
  }
}
