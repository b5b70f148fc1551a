'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Empty } from '../frame/empty.tsx'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { originWords } from '../genomes/signs.ts'
import { getText } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { shortGenome } from '../words/format.ts'

const loading = () => <Skeleton className="m-4 h-24" />
const Rewriting = dynamic(() => import('./rewriting.tsx').then((module) => module.Rewriting), { ssr: false, loading })

/** What the version that runs changed, whoever wrote it; one that comes while somebody looks is seen being written. */
export function LastDiff({ organism }: { organism: OrganismView }) {
  const running = organism.genomes.find(({ id }) => id === organism.genome)
  const parent = running?.parents[0]
  const [first] = useState(organism.genome)
  return (
    <section data-tour="diff" className="flex min-h-0 min-w-0 flex-col">
      <Panel title="Last change" className="min-h-0 flex-1" {...(running && { aside: <span className="min-w-0 truncate text-xs text-soft">{shortGenome(running.id)}, {originWords[running.origin]}</span> })}>
        {running && parent !== undefined
          ? <Change key={running.id} id={running.id} against={parent} isNew={running.id !== first} />
          : <Empty why={`${organism.id} runs its first version. What is changed about it, by chaos or by healing, is shown here at once.`} />}
      </Panel>
    </section>
  )
}

function Change({ id, against, isNew }: { id: string; against: string; isNew: boolean }) {
  const { data, error, isLoading, reload } = useResource(`/api/genomes/${id}/diff?against=${against}`, getText)
  if (isLoading) return loading()
  return data === null ? <Trouble error={error} retry={reload} /> : <div className="relative min-h-0 flex-1 overflow-y-auto"><Rewriting text={data} isNew={isNew} /></div>
}
