'use client'
import { clsx } from 'clsx'
import { useMemo } from 'react'
import { Trouble } from '../frame/trouble.tsx'
import { readDiff, type DiffRow } from '../genomes/diff-model.ts'

const signs = { same: ' ', added: '+', removed: '−' }

/**
 * A change as it is made: old lines are struck out and swept away, new ones typed in, once; then it rests as a diff.
 * @param isNew it came while somebody looked; what was there before is shown at rest
 */
export function Rewriting({ text, isNew }: { text: string; isNew: boolean }) {
  const files = useMemo(() => {
    try {
      return readDiff(text)
    } catch (error) {
      return new Error('This diff cannot be read.', { cause: error })
    }
  }, [text])
  if (files instanceof Error) return <Trouble error={files} />
  if (files.length === 0) return <p className="p-4 text-sm text-soft">No line differs.</p>
  return files.map((file) => (
    <figure key={file.name} className={clsx('min-w-0', isNew && 'rewriting')}>
      <figcaption className="flex gap-3 px-4 pb-1.5 font-mono text-sm">
        <span className="min-w-0 truncate">{file.name}</span>
        <span className="text-healthy">+{file.added}</span>
        <span className="text-alarm">−{file.removed}</span>
      </figcaption>
      <div tabIndex={0} role="region" aria-label={`Changes of ${file.name}`} className="overflow-x-auto bg-well py-1 font-mono text-sm focus-visible:-outline-offset-2">
        <div className="w-max min-w-full">{file.blocks.flatMap((block) => block.rows).map((row, place) => <Line key={place} row={row} />)}</div>
      </div>
    </figure>
  ))
}

function Line({ row }: { row: DiffRow }) {
  const { kind } = row
  return (
    <div dir="ltr" data-line={kind} className={clsx('flex whitespace-pre tab-2 [unicode-bidi:isolate]', kind === 'added' ? 'bg-healthy/10' : kind === 'removed' ? 'bg-crashed/12' : 'text-soft')}>
      <span aria-hidden className="w-12 shrink-0 pr-3 text-right text-xs leading-[inherit] text-mist select-none">{row.after ?? row.before}</span>
      <span aria-hidden className={clsx('w-5 shrink-0', kind === 'added' && 'text-healthy', kind === 'removed' && 'text-alarm')}>{signs[kind]}</span>
      {kind !== 'same' && <span className="sr-only">{kind}: </span>}
      <code className={clsx('pr-4', kind === 'removed' && 'line-through decoration-alarm')}>
        {row.pieces.map((piece, index) => (piece.isChanged
          ? <mark key={index} className={clsx('text-text', kind === 'added' ? 'bg-healthy/25' : 'bg-crashed/30')}>{piece.text}</mark>
          : <span key={index}>{piece.text}</span>))}
      </code>
    </div>
  )
}
