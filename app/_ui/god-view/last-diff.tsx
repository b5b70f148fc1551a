'use client'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Empty } from '../frame/empty.tsx'
import { Panel } from '../frame/panel.tsx'
import { GenomeDiff } from '../genomes/lazy-diff.tsx'
import { originWords } from '../genomes/signs.ts'
import { shortGenome } from '../words/format.ts'

/** What the version that runs changed, whoever wrote it. */
export function LastDiff({ organism }: { organism: OrganismView }) {
  const running = organism.genomes.find(({ id }) => id === organism.genome)
  const parent = running?.parents[0]
  return (
    <Panel title="Last change" {...(running && { aside: <span className="min-w-0 truncate text-xs text-soft">{shortGenome(running.id)}, {originWords[running.origin]}</span> })}>
      {running && parent !== undefined
        ? <div className="relative min-h-0 flex-1 overflow-y-auto"><GenomeDiff key={running.id} id={running.id} against={parent} /></div>
        : <Empty why={`${organism.id} runs its first version. What is changed about it, by chaos or by healing, is shown here at once.`} />}
    </Panel>
  )
}
