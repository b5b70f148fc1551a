'use client'
import { useLayoutEffect, useRef, useState } from 'react'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { WhyNot } from '../access/why-not.tsx'
import { Button } from '../frame/button.tsx'
import { Segmented } from '../frame/segmented.tsx'
import { useCommand } from '../wire/use-command.ts'
import { rungMarks } from '../words/rungs.ts'
import { changeRung, draftOf, modes, moveRung, settingOf, type Draft, type MovableRung } from './draft.ts'
import { RungRow } from './rung-row.tsx'

const modeWords: Record<Draft['mode'], { label: string; means: string }> = {
  full: { label: 'Full', means: 'every rung that is on, in this order' },
  'rollback-only': { label: 'Rollback only', means: 'no code is written: restarts and proven versions alone' },
  off: { label: 'Off', means: 'nothing is tried: at its next incident it is set apart at once' },
}

/** How the organism is healed from its next incident on. */
export function LadderForm({ organism: { id, healing: { own, asked, plan } } }: { organism: OrganismView }) {
  /** null: what is in force is shown. */
  const [changed, setChanged] = useState<Draft | null>(null)
  const { run, isBusy, refusal } = useCommand()
  const [said, setSaid] = useState('')
  const moved = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    // An element that is moved in the document loses the focus.
    moved.current?.focus()
    moved.current = null
  }, [changed])
  const draft = changed ?? draftOf(own, asked)
  const usual = draftOf(own, {})
  const setting = settingOf(draft, own)
  const isChanged = changed !== null && JSON.stringify(setting) !== JSON.stringify(settingOf(draftOf(own, asked), own))
  const save = async (wish: object) => {
    if (await run(`/api/organisms/${id}/healing`, wish, { method: 'PUT' })) setChanged(null)
  }
  const move = (rung: MovableRung, by: -1 | 1, button: HTMLButtonElement): void => {
    const next = moveRung(draft, rung, by)
    moved.current = button
    setChanged(next)
    setSaid(`${rung} is now ${next.rungs.findIndex((each) => each.id === rung) + 1} of ${next.rungs.length}`)
  }

  return (
    <form aria-label={`How ${id} is healed`} className="flex flex-col gap-2 p-4 wide:py-2" onSubmit={(event) => { event.preventDefault(); if (setting) void save(setting) }}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Segmented label="Mode" value={draft.mode} options={modes.map((value) => ({ value, label: modeWords[value].label }))} onChange={(mode) => setChanged({ ...draft, mode })} />
        <p className="min-w-0 flex-1 basis-60 text-sm text-soft">{modeWords[draft.mode].means}</p>
      </div>
      <ol aria-label="Rungs in their order">
        {draft.rungs.map((rung, index) => (
          <RungRow
            key={rung.id} rung={rung} mode={draft.mode} place={index + 1} places={draft.rungs.length}
            usual={usual.rungs.find((each) => each.id === rung.id)!.seconds}
            change={(change) => setChanged(changeRung(draft, rung.id, change))} move={move}
          />
        ))}
        <li className="flex min-h-8 items-center gap-2 border-t border-line pl-7 text-sm text-soft wide:pl-6">
          <span><span aria-hidden className="inline-block w-[1.4em] text-center">{rungMarks.quarantine.shape}</span><strong className="font-semibold">quarantine</strong> {rungMarks.quarantine.does}</span>
        </li>
      </ol>
      <p id="budget-means" className="text-sm text-soft">Seconds are the budget of a rung’s whole turn. In force: {plan.rungs.join(' → ')}; resident and teacher only where such a model is set.</p>
      <p aria-live="polite" className="sr-only">{said}</p>
      <div className="flex flex-wrap gap-2">
        <Button needs="operator" look="primary" type="submit" disabled={isBusy || !isChanged || setting === null}>{isBusy ? 'Saving…' : 'Save'}</Button>
        <Button disabled={isBusy || changed === null} onClick={() => setChanged(null)}>Discard</Button>
        <Button needs="operator" look="quiet" disabled={isBusy || Object.keys(asked).length === 0} onClick={() => void save({})}>As its manifest has it</Button>
      </div>
      <WhyNot needs="operator" />
      {refusal && <p role="alert" className="border-l-2 border-crashed pl-3 text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
    </form>
  )
}
