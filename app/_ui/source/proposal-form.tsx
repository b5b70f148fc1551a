'use client'
import { Button, ButtonLink } from '../frame/button.tsx'
import { genomeHref } from '../genomes/genome-href.ts'
import { Checks } from '../incidents/checks.tsx'
import { visible } from '../log/visible.ts'
import { counted, shortGenome } from '../words/format.ts'
import type { Draft } from './drafts.ts'
import type { Proposal } from './use-proposal.ts'

interface ProposalFormProps {
  draft: Draft | null
  proposal: Proposal
  /** Why it cannot be asked for now; null where it can. */
  hindrance: string | null
  setReason: (reason: string) => void
  submit: () => void
  discard: () => void
}

/** What was typed, on its way through the gate: why it was refused, check by check, or what runs now. */
export function ProposalForm({ draft, proposal, hindrance, setReason, submit, discard }: ProposalFormProps) {
  const names = Object.keys(draft?.files ?? {})
  const isBusy = proposal.state === 'at-the-gate'
  return (
    <form aria-label="Your change" className="flex flex-col gap-3" onSubmit={(event) => { event.preventDefault(); if (draft && !hindrance && !isBusy) submit() }}>
      <h3 className="caption">Your change</h3>
      {draft
        ? <p className="text-sm [overflow-wrap:anywhere]">{counted(names.length, 'file')} of {shortGenome(draft.base)} changed: <span className="font-mono">{names.join(', ')}</span></p>
        : <p className="text-sm text-soft">Nothing is changed. What you write has to pass the gate, like anything that healing writes: it parses, answers the known examples, refuses what it must, and holds its properties on inputs that nobody has seen.</p>}
      {draft && (
        <>
          <label className="flex flex-col gap-1 text-sm">
            <span>Why <span className="text-soft">(kept with the version)</span></span>
            <input value={draft.reason} maxLength={200} placeholder="changed by hand" onChange={(event) => setReason(event.target.value)} className="min-h-11 border border-edge bg-well px-3 placeholder:text-mist wide:min-h-9" />
          </label>
          <div className="flex flex-wrap gap-2">
            <Button needs="operator" look="primary" type="submit" disabled={isBusy || hindrance !== null}>{isBusy ? 'At the gate…' : 'Run through the gate'}</Button>
            <Button disabled={isBusy} onClick={discard}>Discard</Button>
          </div>
          {hindrance !== null && <p className="text-sm"><span aria-hidden className="text-degraded">▲ </span>{hindrance}</p>}
        </>
      )}
      <div aria-live="polite" className="flex flex-col gap-2 empty:hidden"><Result proposal={proposal} /></div>
    </form>
  )
}

function Result({ proposal }: { proposal: Proposal }) {
  switch (proposal.state) {
    case 'none': return null
    case 'at-the-gate': return <p className="text-sm text-healing"><span aria-hidden>◐ </span>The gate proves it now.</p>
    case 'refused':
      return (
        <>
          <p className="border-l-2 border-crashed pl-3 text-sm [overflow-wrap:anywhere]"><span className="text-alarm">✖ {visible(proposal.detail)}</span> {proposal.wayOut || 'What you typed is still here: change it, and run it through again.'}</p>
          {proposal.checks.length > 0 && <Checks checks={proposal.checks} />}
        </>
      )
    case 'taken':
      return (
        <>
          <p className="border-l-2 border-healthy pl-3 text-sm"><span className="text-healthy">● {visible(proposal.message)}.</span> It is proven once its next pulses are good, and taken back if one is not.</p>
          {proposal.genome !== null && <ButtonLink size="small" className="self-start" href={genomeHref(proposal.genome)}>What {shortGenome(proposal.genome)} changed</ButtonLink>}
          <Checks checks={proposal.checks} />
        </>
      )
  }
}
