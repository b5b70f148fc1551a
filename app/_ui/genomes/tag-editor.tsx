'use client'
import { X } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { GenomeView } from '../../../lib/contract/view.ts'
import { useMay } from '../access/use-may.ts'
import { Button } from '../frame/button.tsx'
import { visible } from '../log/visible.ts'
import { useCommand } from '../wire/use-command.ts'
import { readTag } from './read-tag.ts'

/** What people call this version: put on, taken off, kept in the ledger. */
export function TagEditor({ genome: { id, tags = [] } }: { genome: GenomeView }) {
  const [text, setText] = useState('')
  const { run, isBusy } = useCommand()
  const { may, why } = useMay('operator')
  const wanted = readTag(text, tags)
  const save = async (next: string[]) => (await run(`/api/genomes/${id}/tags`, { tags: next }, { method: 'PUT' })) !== null
  const add = async () => {
    if (may && wanted.ok && await save([...tags, wanted.tag])) setText('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    void add()
  }
  return (
    <div role="group" aria-label="Tags" className="flex w-full flex-wrap items-center gap-2 text-sm">
      {tags.map((tag) => (
        <span key={tag} className="inline-flex items-center border border-edge text-healing">
          <span className="px-2 [overflow-wrap:anywhere]"><span aria-hidden># </span>{visible(tag)}</span>
          <button type="button" disabled={isBusy || !may} title={why} aria-label={`Take the tag ${tag} off`} onClick={() => void save(tags.filter((other) => other !== tag))} className="flex min-h-11 min-w-11 items-center justify-center text-soft hover:text-text wide:min-h-7 wide:min-w-7"><X aria-hidden className="size-3.5" /></button>
        </span>
      ))}
      <input
        value={text} readOnly={!may} onChange={(event) => setText(event.target.value)} onKeyDown={onKeyDown} maxLength={60} placeholder="proven in the talk" aria-label="New tag" spellCheck={false} aria-invalid={text !== '' && !wanted.ok}
        className="min-h-11 w-44 border border-edge bg-well px-2 placeholder:text-mist wide:min-h-7"
      />
      <Button needs="operator" size="small" disabled={isBusy || !wanted.ok} onClick={add}>Tag it</Button>
      {text.trim() !== '' && !wanted.ok && <span role="status" className="text-alarm">{wanted.why}</span>}
    </div>
  )
}
