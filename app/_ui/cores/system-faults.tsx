'use client'
import { ChevronRight } from 'lucide-react'
import { clsx } from 'clsx'
import type { z } from 'zod'
import type { faultListSchema } from '../../../lib/contract/api.ts'
import { WhyNot } from '../access/why-not.tsx'
import { useAddress } from '../address/use-address.ts'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { factsOf } from './system-fault-facts.ts'
import { SystemFaultForm } from './system-fault-form.tsx'

/** Everything that can be done to Ouroboros itself; one of them is open at a time, and the address names it. */
export function SystemFaults({ className }: { className?: string }) {
  const { data, error, isLoading, reload } = useResource<z.infer<typeof faultListSchema>>('/api/chaos', getJson)
  const [{ strike }, setAddress] = useAddress('strike')
  const faults = data?.faults.filter((fault) => fault.class === 'system') ?? []
  const open = strike ?? faults[0]?.id
  return (
    <Panel title="Break Ouroboros itself" {...(className && { className })}>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="px-4 pb-2 empty:hidden"><WhyNot needs="operator" /></div>
        {isLoading && <Skeleton className="m-4 mt-0 min-h-40" />}
        {!isLoading && !data && <div className="p-4 pt-0"><Trouble error={error} retry={reload} /></div>}
        {data && faults.length === 0 && <p className="px-4 pb-3 text-sm text-soft">This engine knows no fault of its own.</p>}
        <ul>
          {faults.map((fault) => {
            const { Icon } = factsOf(fault.id)
            const isOpen = fault.id === open
            return (
              <li key={fault.id} className={clsx('border-t border-line', isOpen && 'bg-raised')}>
                <h3>
                  <button
                    type="button" aria-expanded={isOpen} onClick={() => void setAddress({ strike: isOpen ? 'none' : fault.id })}
                    className={clsx('flex min-h-11 w-full items-center gap-2.5 border-l-2 px-3.5 text-left text-sm hover:bg-raised focus-visible:-outline-offset-2 wide:min-h-8', isOpen ? 'border-text font-medium' : 'border-transparent')}
                  >
                    <Icon aria-hidden className="size-4 shrink-0 text-soft" strokeWidth={1.5} />
                    <span className="min-w-0 flex-1">{fault.label}</span>
                    <ChevronRight aria-hidden className={clsx('size-4 shrink-0 text-soft', isOpen && 'rotate-90')} strokeWidth={1.5} />
                  </button>
                </h3>
                {isOpen && <SystemFaultForm fault={fault} />}
              </li>
            )
          })}
        </ul>
      </div>
    </Panel>
  )
}
