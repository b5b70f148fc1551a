'use client'
import { useMemo, useState } from 'react'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { shortGenome } from '../words/format.ts'
import { typed } from './drafts.ts'
import { FileSwitch } from './file-switch.tsx'
import { LazyEditor } from './lazy-editor.tsx'
import { MarkList } from './mark-list.tsx'
import { marksOf, type Mark } from './marks.ts'
import { ProposalForm } from './proposal-form.tsx'
import { SourceListing } from './source-listing.tsx'
import { StaleBase } from './stale-base.tsx'
import { useDraft } from './use-draft.ts'
import { useProposal } from './use-proposal.ts'
import { useSource } from './use-source.ts'

/** The files of the version that runs, where it failed, and a change to them by hand on its way through the gate. */
export function SourceRoom({ organism }: { organism: OrganismView }) {
  const { id, genome: running, incidents } = organism
  const isWide = useIsWide()
  const { draft, newest, change } = useDraft(id, running)
  const { proposal, propose, forget } = useProposal(id)
  const base = draft?.base ?? running
  const { source, error, reload } = useSource(base)
  const incident = incidents[0]
  const failed = useSource(incident && incident.genome !== base ? incident.genome : null).source
  const [chosen, setChosen] = useState<string | null>(null)
  const [aim, setAim] = useState<{ line: number } | null>(null)
  const [isWriting, setWriting] = useState(false)

  const shown = source?.contents
  const before = incident?.genome === source?.id ? shown : failed?.id === incident?.genome ? failed?.contents : undefined
  const verdict = incident?.verdict
  const progress = incident?.progress
  const marks = useMemo(() => (verdict && before && shown ? marksOf({ verdict, ...(progress && { progress }) }, before, shown) : []), [verdict, progress, before, shown])
  const files = Object.keys(shown ?? {})
  const file = files.find((name) => name === chosen) ?? marks.find(({ failedAt }) => failedAt !== null)?.file ?? files[0]
  const fileMarks = useMemo(() => marks.filter((mark) => mark.file === file), [marks, file])

  if (running === null) return <Empty why={`${id} has no version yet. The first is taken from its folder at the first start.`} />
  if (error && !source) return <div className="p-4"><Trouble error={error} retry={reload} /></div>
  if (!source || !shown || file === undefined) return <Skeleton className="m-4 min-h-64 flex-1" />

  const mine = draft?.base === source.id ? draft : null
  const text = mine?.files[file] ?? shown[file] ?? ''
  const isFailing = incident?.genome === source.id
  const isOpen = incident?.end === null
  const hindrance = isOpen ? `${id} is being healed: wait until that is over. What you typed stays here.`
    : draft && draft.base !== running ? `${shortGenome(draft.base)} no longer runs: carry your change over first.` : null
  const type = (next: string) => {
    if (proposal.state === 'taken') forget()
    change((last) => typed(last?.base === source.id ? last : { base: source.id, files: {}, reason: '' }, file, next, shown[file]))
  }
  const submit = () => {
    const wanted = newest()
    if (wanted) void propose(wanted).then((isTaken) => isTaken && change(() => null))
  }
  const label = `${file} of ${shortGenome(source.id)}`
  const isReadOnly = source.id !== base || proposal.state === 'at-the-gate'
  return (
    <div className="flex min-h-0 flex-1 flex-col wide:grid wide:grid-cols-[minmax(0,1fr)_25rem]">
      <div className="flex min-h-0 min-w-0 flex-col">
        <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-1">
          <FileSwitch files={files} value={file} changed={new Set(Object.keys(mine?.files ?? {}))} onChange={(name) => { setChosen(name); setAim(null) }} />
          <p className="text-sm text-soft">{source.id === running ? 'the running version' : 'no longer runs'}, <span className="font-mono text-text">{shortGenome(source.id)}</span></p>
          {!isWide && <Button size="small" className="ml-auto" aria-pressed={isWriting} onClick={() => setWriting(!isWriting)}>{isWriting ? 'As a listing' : 'Edit'}</Button>}
        </div>
        {isWide
          ? <LazyEditor label={label} file={file} text={text} marks={fileMarks} failure={incident?.verdict.summary ?? ''} isFailing={isFailing} isReadOnly={isReadOnly} aim={aim} onType={type} />
          : isWriting
            ? <textarea aria-label={label} value={text} readOnly={isReadOnly} onChange={(event) => type(event.target.value)} spellCheck={false} autoCapitalize="off" autoCorrect="off" wrap="off" className="min-h-[55dvh] flex-1 resize-none bg-well p-3 font-mono text-sm tab-2 focus-visible:-outline-offset-2" />
            : <SourceListing label={label} text={text} marks={mine?.files[file] === undefined ? fileMarks : none} line={aim?.line ?? null} />}
      </div>
      <div tabIndex={0} role="region" aria-label="What failed, and your change" className="flex min-h-0 flex-col gap-5 p-4 focus-visible:-outline-offset-2 wide:overflow-y-auto wide:border-l wide:border-line">
        {draft && base === source.id && <StaleBase key={id} draft={draft} base={source} running={running} keep={(next) => change(() => next)} />}
        <ProposalForm
          draft={draft} proposal={proposal} hindrance={hindrance} setReason={(reason) => change((last) => last && { ...last, reason })}
          submit={submit} discard={() => { change(() => null); forget() }}
        />
        {incident && <MarkList incident={incident} marks={marks} isFailing={isFailing} aim={(mark) => { setChosen(mark.file); setAim({ line: mark.line }) }} />}
      </div>
    </div>
  )
}

const none: readonly Mark[] = []
