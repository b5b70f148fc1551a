'use client'
import { clsx } from 'clsx'
import type { Attempt } from '../../../lib/contract/incident.ts'
import { ButtonLink } from '../frame/button.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { useDiffLayout } from '../genomes/diff-layout.ts'
import { genomeHref } from '../genomes/genome-href.ts'
import { GenomeDiff } from '../genomes/lazy-diff.tsx'
import { shortGenome } from '../words/format.ts'
import { rungMarks } from '../words/rungs.ts'
import type { Sign } from '../words/state.ts'
import { Checks } from './checks.tsx'
import type { Winner } from '../../../lib/contract/winner.ts'

const proofs: Record<NonNullable<Attempt['proof']>, { sign: Sign; means: string }> = {
  'held-out': { sign: { shape: '●', word: 'held-out', tone: 'healthy' }, means: 'proven also on inputs that whoever wrote it had not seen' },
  plausible: { sign: { shape: '▲', word: 'plausible', tone: 'degraded' }, means: 'right on the known answers alone' },
}

/** The code that lives now in the place of what failed: what it changed, who made it, how far it is proved. */
export function Cure({ winner, failed }: { winner: Winner; failed: string }) {
  const isBack = winner.rung === 'rollback'
  const [layout] = useDiffLayout()
  const proof = winner.proof && proofs[winner.proof]
  return (
    <section aria-label="What healed it" className="flex flex-col gap-2 border-t border-line pt-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h4 className={clsx('text-base font-semibold', isBack ? 'text-reverted' : 'text-healthy')}>
          <span aria-hidden>{rungMarks[winner.rung].shape} </span>{isBack ? 'Went back by' : 'Healed by'} {winner.rung}
        </h4>
        {proof && <p className="text-sm"><SignMark sign={proof.sign} className="font-semibold" /> <span className="text-soft">{proof.means}</span></p>}
        <ButtonLink size="small" className="ml-auto" href={genomeHref(winner.genome)}>{shortGenome(winner.genome)} in the history</ButtonLink>
      </div>
      <p className="text-sm [overflow-wrap:anywhere]">{winner.tried}</p>
      <div className={clsx('grid gap-4', layout === 'unified' && 'wide:grid-cols-[7fr_5fr]')}>
        <div className="-mx-4 min-w-0 wide:mx-0"><GenomeDiff id={winner.genome} against={failed} hasSwitch /></div>
        <Checks checks={winner.checks} />
      </div>
    </section>
  )
}
