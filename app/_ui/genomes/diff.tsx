'use client'
import { clsx } from 'clsx'
import { useMemo } from 'react'
import { Trouble } from '../frame/trouble.tsx'
import type { DiffLayout } from './diff-layout.ts'
import { readDiff, type DiffFile, type DiffRow } from './diff-model.ts'
import { Pieces } from './pieces.tsx'
import { SplitDiff } from './split-diff.tsx'

const looks = {
  same: { sign: ' ', word: '', className: 'text-soft' },
  added: { sign: '+', word: 'added: ', className: 'bg-healthy/10 text-text' },
  removed: { sign: '−', word: 'removed: ', className: 'bg-crashed/12 text-text' },
}

/** A diff, line by line or side by side, the words that differ marked. */
export function Diff({ text, layout = 'unified' }: { text: string; layout?: DiffLayout }) {
  const files = useMemo(() => readOrFail(text), [text])
  if (files instanceof Error) return <Trouble error={files} />
  if (files.length === 0) return <p className="p-4 text-sm text-soft">No line differs.</p>
  return files.map((file) => (
    <figure key={file.name} className="min-w-0">
      <figcaption className="flex gap-3 px-4 py-1.5 font-mono text-sm">
        <span className="min-w-0 truncate">{file.name}</span>
        <span className="text-healthy">+{file.added}</span>
        <span className="text-alarm">−{file.removed}</span>
      </figcaption>
      <div tabIndex={0} role="region" aria-label={`Changes of ${file.name}`} className="overflow-x-auto bg-well py-1 font-mono text-sm focus-visible:-outline-offset-2">
        {layout === 'split' ? <SplitDiff file={file} /> : <div className="w-max min-w-full">
          {file.blocks.map((block, index) => (
            <div key={index}>
              <p data-hunk className="px-4 text-xs text-mist">{block.header}</p>
              {block.rows.map((row, place) => <Line key={place} row={row} />)}
            </div>
          ))}
        </div>}
      </div>
    </figure>
  ))
}

function Line({ row }: { row: DiffRow }) {
  const { sign, word, className } = looks[row.kind]
  return (
    <div dir="ltr" data-line={row.kind} className={clsx('flex whitespace-pre tab-2 [unicode-bidi:isolate]', className)}>
      <span aria-hidden className="w-12 shrink-0 pr-3 text-right text-xs leading-5 text-mist select-none">{row.after ?? row.before}</span>
      <span aria-hidden className={clsx('w-5 shrink-0', row.kind === 'added' && 'text-healthy', row.kind === 'removed' && 'text-alarm')}>{sign}</span>
      <span className="sr-only">{word}</span>
      <code className="pr-4">
        <Pieces row={row} />
      </code>
    </div>
  )
}

function readOrFail(text: string): DiffFile[] | Error {
  try {
    return readDiff(text)
  } catch (error) {
    return new Error('This diff cannot be read.', { cause: error })
  }
}
