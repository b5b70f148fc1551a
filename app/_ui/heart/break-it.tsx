'use client'
import { useState } from 'react'
import type { z } from 'zod'
import type { faultListSchema } from '../../../lib/contract/api.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { WhyNot } from '../access/why-not.tsx'
import { Button } from '../frame/button.tsx'
import { getJson } from '../wire/api.ts'
import { useCommand } from '../wire/use-command.ts'
import { useEngine } from '../wire/use-engine.ts'
import { useLive } from '../wire/use-live.tsx'
import { useResource } from '../wire/use-resource.ts'
import { stateSigns } from '../words/state.ts'

const classics = ['delete-lines', 'syntax-error', 'division-by-zero']

/** One of the three classics, drawn by chance, into the organism that is shown. */
export function BreakIt({ organism }: { organism: OrganismView }) {
  const { data } = useResource<z.infer<typeof faultListSchema>>('/api/chaos', getJson)
  const isStopped = useLive(({ view }) => view?.chaosStopped ?? false)
  const { run, isBusy, refusal } = useCommand()
  const { isUsable, why } = useEngine()
  const [chosen, setChosen] = useState<string | null>(null)
  const isDown = organism.state === 'quarantined' || organism.state === 'paused'
  const label = (id: string): string => data?.faults.find((fault) => fault.id === id)?.label ?? id

  const breakIt = async () => {
    const fits = classics.filter((id) => data?.faults.find((fault) => fault.id === id)?.kinds.includes(organism.kind) ?? true)
    const fault = fits[Math.floor(Math.random() * fits.length)] ?? classics[0]!
    setChosen(fault)
    await run('/api/chaos', { organism: organism.id, fault }, { isToldElsewhere: true })
  }

  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Button needs="player" look="primary" size="large" className="flex-1 wide:flex-none" onClick={breakIt} disabled={isBusy || isDown || isStopped || !isUsable}>
          <span aria-hidden>✦</span>
          {isBusy ? 'Breaking…' : 'Break it'}
        </Button>
        <PauseResume organism={organism} />
      </div>
      <WhyNot needs="player" />
      <p aria-live="polite" className="text-sm text-soft empty:hidden">
        {refusal ? <span className="text-alarm">✖ {refusal.detail}</span>
          : why ? why : isStopped ? 'Chaos is stopped. Allow it above to break things again.'
            : isDown ? `It is ${stateSigns[organism.state].word}: ${organism.stateReason}. Resume it first.`
              : chosen && isBusy ? `Drawn: ${label(chosen)}.`
                : null}
      </p>
    </div>
  )
}

function PauseResume({ organism }: { organism: OrganismView }) {
  const { run, isBusy } = useCommand()
  const { isUsable } = useEngine()
  const isDown = organism.state === 'quarantined' || organism.state === 'paused'
  const verb = isDown ? 'resume' : 'pause'
  return (
    <Button needs="operator" size="tall" disabled={isBusy || !isUsable} onClick={() => run(`/api/organisms/${organism.id}/${verb}`)}>
      <span aria-hidden>{isDown ? '▶' : '❚❚'}</span>
      {isDown ? 'Resume' : 'Pause'}
    </Button>
  )
}
