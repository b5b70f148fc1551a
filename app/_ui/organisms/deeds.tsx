'use client'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive } from '../wire/use-live.tsx'

/** Break it and pause, right where the organism is shown. What is refused is told as a toast, with the way out. */
export function Deeds({ organism: { id, state }, isShort = false }: { organism: OrganismView; isShort?: boolean }) {
  const isStopped = useLive(({ view }) => view?.chaosStopped ?? false)
  const breaking = useCommand()
  const pausing = useCommand()
  const isDown = state === 'quarantined' || state === 'paused'
  return (
    <div className="flex shrink-0 gap-2">
      <Button
        needs="player" size="small" look="primary" disabled={breaking.isBusy || isDown || isStopped} {...(isStopped && { title: 'Chaos is stopped' })}
        onClick={() => void breaking.run('/api/chaos', { organism: id, fault: 'classic' })}
      >
        <span aria-hidden>✦</span>{breaking.isBusy ? 'Breaking…' : 'Break it'}<span className="sr-only"> {id}</span>
      </Button>
      <Button
        needs="operator" size="small" disabled={pausing.isBusy} className={isShort ? 'w-11 wide:w-9' : 'w-24'}
        onClick={() => void pausing.run(`/api/organisms/${id}/${isDown ? 'resume' : 'pause'}`)}
      >
        <span aria-hidden>{isDown ? '▶' : '❚❚'}</span><span className={isShort ? 'sr-only' : ''}>{isDown ? 'Resume' : 'Pause'}</span><span className="sr-only"> {id}</span>
      </Button>
    </div>
  )
}
