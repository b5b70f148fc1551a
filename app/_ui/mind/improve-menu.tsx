'use client'
import { improvements, type Improvement } from '../../../lib/contract/command.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive } from '../wire/use-live.tsx'
import { useMind } from './use-mind.ts'

const words: Record<Improvement, string> = { faster: 'Make it faster', clearer: 'Make it clearer' }

/** Asks the resident for a better version of what is well. Without a resident there is nobody to ask, and nothing is shown. */
export function ImproveMenu({ organism: { id, state } }: { organism: OrganismView }) {
  const { data } = useMind()
  const { run, isBusy } = useCommand()
  const isAsked = useLive(({ view }) => view?.calls.some((call) => call.organism === id && call.purpose === 'improve' && call.end === null) ?? false)
  if (data?.seats.find(({ seat }) => seat === 'resident')?.name == null) return null
  const isWell = state === 'healthy' || state === 'degraded'
  return improvements.map((goal) => (
    <Button key={goal} needs="operator" size="small" disabled={isBusy || isAsked || !isWell} {...(!isWell && { title: `${id} is ${state}` })} onClick={() => void run(`/api/organisms/${id}/improve`, { goal })}>
      {isBusy || isAsked ? 'Asking the model…' : words[goal]}
    </Button>
  ))
}
