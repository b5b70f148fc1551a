import type { GenomeView } from '../../../lib/contract/view.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { visible } from '../log/visible.ts'
import { count, counted, shortGenome } from '../words/format.ts'
import { OriginMark } from './origin-mark.tsx'
import { originWords, statusSigns } from './signs.ts'

/** What a version is, at a glance. Said again in full where it is chosen, so readers need not hear it. */
export function GenomePreview({ genome }: { genome: GenomeView }) {
  return (
    <div aria-hidden className="pointer-events-none absolute top-3 right-3 left-3 z-10 flex max-w-96 flex-col gap-1 border border-edge bg-ground/95 p-3 text-sm wide:left-auto wide:w-80">
      <p className="flex items-center gap-2"><OriginMark origin={genome.origin} /><strong className="font-mono font-semibold">{shortGenome(genome.id)}</strong><span className="text-soft">{originWords[genome.origin]}</span><SignMark sign={statusSigns[genome.status]} className="ml-auto" /></p>
      <p className="line-clamp-3 [overflow-wrap:anywhere]">{visible(genome.reason)}</p>
      <p className="text-soft tabular-nums">{counted(genome.survived ?? 0, 'pulse')} survived · +{count(genome.added)} −{count(genome.removed)} · fitness {fitnessText(genome.fitness)}</p>
      {(genome.tags ?? []).length > 0 && <p className="text-healing"># {genome.tags!.map(visible).join(' # ')}</p>}
    </div>
  )
}

export const fitnessText = (fitness: number | null): string => (fitness === null ? 'not measured yet' : String(Number(fitness.toPrecision(4))))
