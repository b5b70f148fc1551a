'use client'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { WhyNot } from '../access/why-not.tsx'
import { Button } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useEngine } from '../wire/use-engine.ts'
import { useLive } from '../wire/use-live.tsx'
import { stateSigns } from '../words/state.ts'

/** One of the three classics, drawn by the engine from the demo's seed, into the organism that is shown. */
export function BreakIt({ organism }: { organism: OrganismView }) {
  const isStopped = useLive(({ view }) => view?.chaosStopped ?? false)
  const { run, isBusy, refusal } = useCommand()
  const { isUsable, why } = useEngine()
  // A moment at the start: a word that comes and goes would only move what is below it.
  const isJoining = useLive(({ link }) => link.state === 'loading')
  const drawn = useLive(({ view }) => view?.injections.findLast((row) => row.organism === organism.id && row.end === null)?.label ?? null)
  const isDown = organism.state === 'quarantined' || organism.state === 'paused'
  const breakIt = () => run('/api/chaos', { organism: organism.id, fault: 'classic' }, { isToldElsewhere: true })

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
          : why && !isJoining ? why : isStopped ? 'Chaos is stopped. Allow it above to break things again.'
            : isDown ? `It is ${stateSigns[organism.state].word}: ${organism.stateReason}. Resume it first.`
              : drawn && isBusy ? `Drawn: ${drawn}.`
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
