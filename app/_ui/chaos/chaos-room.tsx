'use client'
import type { z } from 'zod'
import type { faultListSchema } from '../../../lib/contract/api.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { useAddress } from '../address/use-address.ts'
import { Empty } from '../frame/empty.tsx'
import { ForOrganism } from '../frame/for-organism.tsx'
import { ListAndDetail } from '../frame/list-and-detail.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { FaultForm } from './fault-form.tsx'
import { FaultList } from './fault-list.tsx'
import { Injections } from './injections.tsx'

export function ChaosRoom() {
  return <ForOrganism title="Chaos" aside={<Injections className="min-h-32 flex-1" />}>{(organism) => <Palette organism={organism} />}</ForOrganism>
}

/** Every fault that fits the organism, by class, and what each one teaches. */
function Palette({ organism }: { organism: OrganismView }) {
  const { data, error, isLoading, reload } = useResource<z.infer<typeof faultListSchema>>('/api/chaos', getJson)
  const [{ fault: id }, setAddress] = useAddress('fault')
  if (isLoading) return <Skeleton className="m-4 flex-1" />
  if (!data) return <div className="p-4"><Trouble error={error} retry={reload} /></div>
  const faults = data.faults.filter((fault) => fault.kinds.includes(organism.kind))
  const chosen = faults.find((fault) => fault.id === id)
  const shown = chosen ?? faults[0]
  if (!shown) return <Empty why={`No fault fits a ${organism.kind}. Choose another organism to break.`} />
  return (
    <ListAndDetail
      label="Faults" isChosen={chosen !== undefined} back={() => void setAddress({ fault: null })}
      list={<FaultList faults={faults} shown={shown.id} select={(fault) => void setAddress({ fault })} />}
      detail={<FaultForm key={`${organism.id} ${shown.id}`} fault={shown} organism={organism} />}
    />
  )
}
