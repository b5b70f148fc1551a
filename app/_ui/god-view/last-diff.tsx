'use client'
import { clsx } from 'clsx'
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
const Diff = dynamic(() => import('../genomes/diff.tsx').then((module) => module.Diff), { ssr: false, loading })

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

/** As it is made: old lines are struck out and swept away, new ones typed in, once; then it rests as a diff. */
function Change({ id, against, isNew }: { id: string; against: string; isNew: boolean }) {
  const { data, error, isLoading, reload } = useResource(`/api/genomes/${id}/diff?against=${against}`, getText)
  if (isLoading) return loading()
  if (data === null) return <Trouble error={error} retry={reload} />
  return <div className={clsx('rewritten relative min-h-0 flex-1 overflow-y-auto', isNew && 'rewriting')}><Diff text={data} /></div>
}
