'use client'
import { clsx } from 'clsx'
import type { GenomeView, OrganismView } from '../../../lib/contract/view.ts'
import { useAddress } from '../address/use-address.ts'
import { Empty } from '../frame/empty.tsx'
import { ForOrganism } from '../frame/for-organism.tsx'
import { ListAndDetail } from '../frame/list-and-detail.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { useNow } from '../wire/use-live.tsx'
import { ago, shortGenome } from '../words/format.ts'
import { GenomeDetail } from './genome-detail.tsx'
import { originWords, statusSigns } from './signs.ts'

export function GenomeRoom() {
  return <ForOrganism title="Genomes">{(organism) => <Versions organism={organism} />}</ForOrganism>
}

/** Every version that the organism has had, newest first, and what each one changed. */
function Versions({ organism }: { organism: OrganismView }) {
  const now = useNow(5000)
  const [{ genome: id }, setAddress] = useAddress('genome')
  const { genomes } = organism
  const chosen = genomes.find((genome) => genome.id === id)
  const shown = chosen ?? genomes.find((genome) => genome.id === organism.genome) ?? genomes[0]
  if (!shown) return <Empty why={`${organism.id} has no version yet. The first is taken from its folder at the first start.`} />
  return (
    <ListAndDetail
      label="Genomes" isChosen={chosen !== undefined} back={() => void setAddress({ genome: null })}
      list={genomes.map((genome) => (
        <GenomeRow
          key={genome.id} genome={genome} now={now} isShown={genome === shown} isCurrent={genome.id === organism.genome}
          select={() => void setAddress({ genome: genome.id })}
        />
      ))}
      detail={<GenomeDetail key={shown.id} genome={shown} organism={organism} />}
    />
  )
}

interface RowProps {
  genome: GenomeView
  now: number
  isShown: boolean
  isCurrent: boolean
  select: () => void
}

function GenomeRow({ genome, now, isShown, isCurrent, select }: RowProps) {
  return (
    <li>
      <button
        type="button" aria-current={isShown ? 'true' : undefined} onClick={select}
        className={clsx('grid min-h-11 w-full grid-cols-[3.5rem_6.5rem_1fr_auto] items-center gap-2 border-l-2 px-3.5 py-1.5 text-left text-sm focus-visible:-outline-offset-2', isShown ? 'border-text bg-raised' : 'border-transparent hover:bg-raised')}
      >
        <span className="font-mono">{shortGenome(genome.id)}</span>
        <SignMark sign={statusSigns[genome.status]} />
        <span className="truncate text-soft">{isCurrent ? <strong className="font-semibold text-text">running</strong> : originWords[genome.origin]}</span>
        <span className="text-soft tabular-nums">{ago(now - genome.createdAt)}</span>
      </button>
    </li>
  )
}
