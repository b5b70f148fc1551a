'use client'
import type { z } from 'zod'
import type { faultListSchema } from '../../../lib/contract/api.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive } from '../wire/use-live.tsx'

/** What may be drawn; null while the list is on its way. */
export type Faults = z.infer<typeof faultListSchema>['faults'] | null

const classics = ['delete-lines', 'syntax-error', 'division-by-zero']

/** Break it and pause, right where the organism is shown. What is refused is told as a toast, with the way out. */
export function Deeds({ organism: { id, kind, state }, faults, isShort = false }: { organism: OrganismView; faults: Faults; isShort?: boolean }) {
  const isStopped = useLive(({ view }) => view?.chaosStopped ?? false)
  const breaking = useCommand()
  const pausing = useCommand()
  const isDown = state === 'quarantined' || state === 'paused'
  const breakIt = () => {
    const fits = classics.filter((fault) => faults?.find((row) => row.id === fault)?.kinds.includes(kind) ?? true)
    void breaking.run('/api/chaos', { organism: id, fault: fits[Math.floor(Math.random() * fits.length)] ?? classics[0] })
  }
  return (
    <div className="flex shrink-0 gap-2">
      <Button size="small" look="primary" disabled={breaking.isBusy || isDown || isStopped} onClick={breakIt} {...(isStopped && { title: 'Chaos is stopped' })}>
        <span aria-hidden>✦</span>{breaking.isBusy ? 'Breaking…' : 'Break it'}<span className="sr-only"> {id}</span>
      </Button>
      <Button
        size="small" disabled={pausing.isBusy} className={isShort ? 'w-11 wide:w-9' : 'w-24'}
        onClick={() => void pausing.run(`/api/organisms/${id}/${isDown ? 'resume' : 'pause'}`)}
      >
        <span aria-hidden>{isDown ? '▶' : '❚❚'}</span><span className={isShort ? 'sr-only' : ''}>{isDown ? 'Resume' : 'Pause'}</span><span className="sr-only"> {id}</span>
      </Button>
    </div>
  )
}
