'use client'
import { ChevronRight, HeartPulse } from 'lucide-react'
import Link from 'next/link'
import type { z } from 'zod'
import type { faultListSchema } from '../../../lib/contract/api.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { linkQuery } from '../address/address.ts'
import { useAddress } from '../address/use-address.ts'
import { Empty } from '../frame/empty.tsx'
import { ForOrganism } from '../frame/for-organism.tsx'
import { ListAndDetail } from '../frame/list-and-detail.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { getJson } from '../wire/api.ts'
import { useResource, type Resource } from '../wire/use-resource.ts'
import { FaultForm } from './fault-form.tsx'
import { FaultList } from './fault-list.tsx'
import { History } from './history.tsx'
import { Injections } from './injections.tsx'

type Faults = Resource<z.infer<typeof faultListSchema>>

/** Whom to break, how, what is broken now, and all that ever was. */
export function ChaosRoom() {
  const faults = useResource<z.infer<typeof faultListSchema>>('/api/chaos', getJson)
  return (
    <ForOrganism
      title="Chaos" aside={<Injections className="wide:min-h-32 wide:flex-1" />}
      foot={<History faults={faults.data?.faults ?? []} className="min-h-64 wide:flex-[2]" />}
    >
      {(organism) => <Palette organism={organism} faults={faults} />}
    </ForOrganism>
  )
}

/** Every fault that fits the organism, by class, and what each one teaches. */
function Palette({ organism, faults: { data, error, isLoading, reload } }: { organism: OrganismView; faults: Faults }) {
  const [{ fault: id }, setAddress] = useAddress('fault')
  if (isLoading) return <Skeleton className="m-4 flex-1" />
  if (!data) return <div className="p-4"><Trouble error={error} retry={reload} /></div>
  const faults = data.faults.filter((fault) => fault.kinds.includes(organism.kind))
  const chosen = faults.find((fault) => fault.id === id)
  const shown = chosen ?? faults[0]
  if (!shown) return <Empty why={`No fault fits a ${organism.kind}. Choose another organism to break.`} />
  return (
    <>
      <ListAndDetail
        label="Faults" isChosen={chosen !== undefined} back={() => void setAddress({ fault: null })}
        list={<FaultList faults={faults} shown={shown.id} select={(fault) => void setAddress({ fault })} />}
        detail={<FaultForm key={`${organism.id} ${shown.id}`} fault={shown} organism={organism} />}
      />
      <Link href={`/cores${linkQuery({ organism: organism.id })}`} className="flex min-h-11 shrink-0 items-center gap-2 border-t border-line px-4 text-sm text-soft hover:bg-raised hover:text-text focus-visible:-outline-offset-2 wide:min-h-9">
        <HeartPulse aria-hidden className="size-3.5 shrink-0" strokeWidth={1.5} /><span className="min-w-0 flex-1">Ouroboros itself can be broken too: kill a core, lock its ledger, blind the healer</span><ChevronRight aria-hidden className="size-4 shrink-0" strokeWidth={1.5} />
      </Link>
    </>
  )
}
