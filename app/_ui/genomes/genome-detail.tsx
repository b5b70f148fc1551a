'use client'
import type { GenomeView, OrganismView } from '../../../lib/contract/view.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { visible } from '../log/visible.ts'
import { watcherUrl } from '../wire/api.ts'
import { clockTime, counted, shortGenome } from '../words/format.ts'
import { Comparison } from './comparison.tsx'
import { fitnessText } from './genome-preview.tsx'
import { OriginMark } from './origin-mark.tsx'
import { RollbackDialog } from './rollback-dialog.tsx'
import { originWords, statusSigns } from './signs.ts'
import { TagEditor } from './tag-editor.tsx'

interface GenomeDetailProps {
  genome: GenomeView
  genomes: readonly GenomeView[]
  organism: OrganismView
  against: string | null
}

export function GenomeDetail({ genome, genomes, organism, against }: GenomeDetailProps) {
  const isCurrent = genome.id === organism.genome
  return (
    <article className="flex flex-col gap-3 pb-4">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-3">
        <h3 className="flex items-center gap-2 font-mono text-lg font-semibold"><OriginMark origin={genome.origin} className="size-4" />{shortGenome(genome.id)}</h3>
        <SignMark sign={statusSigns[genome.status]} className="text-sm" />
        {isCurrent && <strong className="text-sm font-semibold text-healthy">running</strong>}
        <div className="ml-auto flex gap-2">
          <a
            href={`${watcherUrl()}/api/genomes/${genome.id}/archive`} download
            className="inline-flex min-h-11 items-center border border-transparent px-3 text-sm text-soft underline underline-offset-4 hover:text-text wide:min-h-7"
          >
            Export
          </a>
          {organism.genome !== null && !isCurrent && <RollbackDialog genome={genome} current={organism.genome} />}
        </div>
        <p className="w-full text-sm [overflow-wrap:anywhere]">{visible(genome.reason)}</p>
        <p className="w-full text-sm text-soft tabular-nums">
          {originWords[genome.origin]}, by {genome.author} · {clockTime(genome.createdAt)}
          {genome.parents.length > 0 && ` · from ${genome.parents.map(shortGenome).join(', ')}`}
          {` · ${counted(genome.survived ?? 0, 'pulse')} survived · fitness ${fitnessText(genome.fitness)}`}
        </p>
        <TagEditor key={genome.id} genome={genome} />
      </header>
      <Comparison genome={genome} genomes={genomes} against={against} />
    </article>
  )
}
