'use client'
import type { GenomeView, OrganismView } from '../../../lib/contract/view.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { watcherUrl } from '../wire/api.ts'
import { clockTime, shortGenome } from '../words/format.ts'
import { GenomeDiff } from './lazy-diff.tsx'
import { RollbackDialog } from './rollback-dialog.tsx'
import { originWords, statusSigns } from './signs.ts'

export function GenomeDetail({ genome, organism }: { genome: GenomeView; organism: OrganismView }) {
  const parent = genome.parents[0]
  const isCurrent = genome.id === organism.genome
  return (
    <article className="flex flex-col gap-2">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-3">
        <h3 className="font-mono text-lg font-semibold">{shortGenome(genome.id)}</h3>
        <SignMark sign={statusSigns[genome.status]} className="text-sm" />
        <div className="ml-auto flex gap-2">
          <a
            href={`${watcherUrl()}/api/genomes/${genome.id}/archive`} download
            className="inline-flex min-h-11 items-center border border-transparent px-3 text-sm text-soft underline underline-offset-4 hover:text-text wide:min-h-7"
          >
            Export
          </a>
          {organism.genome !== null && !isCurrent && <RollbackDialog genome={genome} current={organism.genome} />}
        </div>
        <p className="w-full text-sm">{genome.reason}</p>
        <p className="w-full text-sm text-soft tabular-nums">
          {originWords[genome.origin]}, by {genome.author} · {clockTime(genome.createdAt)}
          {genome.parents.length > 0 && ` · from ${genome.parents.map(shortGenome).join(', ')}`}
          {` · fitness ${genome.fitness === null ? 'not measured yet' : Number(genome.fitness.toPrecision(4))}`}
        </p>
      </header>
      {parent ? <GenomeDiff id={genome.id} against={parent} /> : <p className="px-4 pb-4 text-sm text-soft">The first of its line: there is nothing to compare it with.</p>}
    </article>
  )
}
