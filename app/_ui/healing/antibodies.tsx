'use client'
import type { AntibodyView } from '../../../lib/contract/antibody.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { ButtonLink } from '../frame/button.tsx'
import { genomeHref } from '../genomes/genome-href.ts'
import { visible } from '../log/visible.ts'
import { useNow } from '../wire/use-live.tsx'
import { ago, counted, shortGenome } from '../words/format.ts'
import { rungMarks } from '../words/rungs.ts'

/** What the organism remembers: failures, and the edit that healed each. */
export function Antibodies({ organism: { id, antibodies } }: { organism: OrganismView }) {
  const now = useNow(5000)
  return (
    <section aria-label="Antibodies" className="flex min-w-0 flex-col gap-1 p-4 wide:py-2">
      <h3 className="caption flex gap-2">Antibodies <span className="tabular-nums">{antibodies.length}</span></h3>
      {antibodies.length === 0
        ? <p className="text-sm text-soft">{id} remembers no cure yet. An edit by repair that heals it is kept here, and is tried first when the same failure comes back.</p>
        : <ul className="flex flex-col">{antibodies.map((row) => <AntibodyRow key={`${row.signature} ${JSON.stringify(row.recipe)}`} antibody={row} now={now} />)}</ul>}
    </section>
  )
}

function AntibodyRow({ antibody: { signature, recipe, genome, learnedAt, healed }, now }: { antibody: AntibodyView; now: number }) {
  return (
    <li className="flex flex-col gap-1 border-t border-line py-2 text-sm">
      <p className="font-mono [overflow-wrap:anywhere]"><span aria-hidden className="text-healthy">{rungMarks.antibody.shape} </span>{visible(signature)}</p>
      <p className="[overflow-wrap:anywhere]">
        {recipe.kind}: <del className="bg-crashed/12 font-mono no-underline"><span className="sr-only">before </span>{visible(recipe.before.replace(/\s+/g, ' ')) || '(nothing)'}</del>
        <span aria-hidden> → </span><ins className="bg-healthy/10 font-mono no-underline"><span className="sr-only">after </span>{visible(recipe.after.replace(/\s+/g, ' ')) || '(nothing)'}</ins>
      </p>
      <div className="flex flex-wrap items-center gap-x-3 text-soft">
        <span className="tabular-nums">healed {counted(healed, 'incident')} · learnt {ago(now - learnedAt)}</span>
        <ButtonLink size="small" look="quiet" className="-my-1" href={genomeHref(genome)}>{shortGenome(genome)}</ButtonLink>
      </div>
    </li>
  )
}
