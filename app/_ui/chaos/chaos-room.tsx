'use client'
import type { z } from 'zod'
import type { faultListSchema } from '../../../lib/contract/api.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { useAddress, useSelected } from '../address/use-address.ts'
import { Empty } from '../frame/empty.tsx'
import { ListAndDetail } from '../frame/list-and-detail.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { OrganismSelect } from '../organisms/organism-select.tsx'
import { Rail } from '../organisms/rail.tsx'
import { getJson } from '../wire/api.ts'
import { useOrganism } from '../wire/use-live.tsx'
import { useResource, type Resource } from '../wire/use-resource.ts'
import { FaultForm } from './fault-form.tsx'
import { FaultList } from './fault-list.tsx'
import { History } from './history.tsx'
import { Injections } from './injections.tsx'

type Faults = Resource<z.infer<typeof faultListSchema>>

/** Whom to break, how, what is broken now, and all that ever was. */
export function ChaosRoom() {
  const organism = useOrganism(useSelected())
  const isWide = useIsWide()
  const faults = useResource<z.infer<typeof faultListSchema>>('/api/chaos', getJson)
  if (!organism) return null
  const bench = (
    <section aria-label="Chaos" className="panel min-h-80 wide:flex-[3]">
      <h2 className="sr-only">Chaos</h2>
      <Palette organism={organism} faults={faults} />
    </section>
  )
  const history = <History faults={faults.data?.faults ?? []} className="min-h-64 wide:flex-[2]" />
  if (!isWide) return <div className="flex flex-1 flex-col gap-2 px-3 pt-2"><OrganismSelect selected={organism.id} />{bench}<Injections />{history}</div>
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[14.5rem_minmax(0,1fr)] gap-3 px-3 pb-3">
      <div className="flex min-h-0 flex-col gap-3"><Rail selected={organism.id} /><Injections className="min-h-32 flex-1" /></div>
      <div className="flex min-h-0 flex-col gap-3">{bench}{history}</div>
    </div>
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
    <ListAndDetail
      label="Faults" isChosen={chosen !== undefined} back={() => void setAddress({ fault: null })}
      list={<FaultList faults={faults} shown={shown.id} select={(fault) => void setAddress({ fault })} />}
      detail={<FaultForm key={`${organism.id} ${shown.id}`} fault={shown} organism={organism} />}
    />
  )
}
