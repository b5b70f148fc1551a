'use client'
import { clsx } from 'clsx'
import { useSelected } from '../address/use-address.ts'
import { useEngineNow, useLive, useOrganism } from '../wire/use-live.tsx'
import type { Link } from '../wire/link.ts'
import { ago, duration, shortGenome } from '../words/format.ts'
import { stateSigns, type Sign } from '../words/state.ts'
import { SignMark } from './sign-mark.tsx'

/** Page to engine. */
export function LinkMark() {
  const link = useLive((state) => state.link)
  const now = useEngineNow(1000)
  const sign = linkSign(link)
  return (
    <span role="status" aria-label="Connection" className="inline-flex min-w-0 items-center gap-2">
      <SignMark sign={sign} />
      {link.state === 'live' && <LagMark />}
      {'since' in link && link.since !== null && <span className="whitespace-nowrap text-soft tabular-nums">data from {ago(now - link.since)}</span>}
    </span>
  )
}

function LagMark() {
  const lagMs = useLive((state) => state.lagMs)
  return lagMs === null ? null : <span title="From this page to the engine and back" className="whitespace-nowrap text-soft tabular-nums">{duration(Math.max(1, Math.round(lagMs)))}</span>
}

function linkSign(link: Link): Sign {
  switch (link.state) {
    case 'loading': return { shape: '○', word: 'connecting', tone: 'idle' }
    case 'live': return { shape: '●', word: 'live link', tone: 'healthy' }
    case 'reconnecting': return { shape: '◐', word: 'reconnecting', tone: 'healing' }
    case 'offline': return { shape: '✖', word: 'offline', tone: 'crashed' }
  }
}

/** Whom the page is about, and how it is. */
export function OrganismMark() {
  const organism = useOrganism(useSelected())
  if (!organism) return null
  return (
    <span className="inline-flex min-w-0 items-center gap-2 max-wide:hidden">
      <span className="truncate font-medium">{organism.id}</span>
      <span className="font-mono text-soft">{shortGenome(organism.genome)}</span>
      <SignMark sign={stateSigns[organism.state]} />
    </span>
  )
}

/** What chance is drawn from: the same seed, the same demo. */
export function SeedMark() {
  const seed = useLive(({ view }) => view?.demo?.seed ?? null)
  const isLive = useLive(({ link }) => link.state === 'live')
  return seed === null ? null : <span title="What chance is drawn from: the same seed, the same run" className={clsx('whitespace-nowrap text-soft tabular-nums wide:max-[1199px]:hidden', !isLive && 'max-wide:hidden')}>seed {seed}</span>
}

const tiers: Record<number, string> = {
  0: 'Unsandboxed: your own process, with your rights. What would heal it is tried in the sandbox.',
  1: 'Tier 1: Node’s permission model, which its makers call a seat belt.',
  2: 'Tier 2: a kernel namespace of its own, by bubblewrap.',
  3: 'Tier 3: a container of its own.',
}

/** How strong the walls are that an organism runs in. */
export function TierMark() {
  const tier = useLive((state) => state.tier)
  if (tier === null) return null
  return (
    <abbr title={tiers[tier]} className="whitespace-nowrap text-soft no-underline">
      <span aria-hidden>{'▮'.repeat(tier)}{'▯'.repeat(Math.max(0, 3 - tier))} </span>{tier === 0 ? 'unsandboxed' : `sandbox tier ${tier}`}
    </abbr>
  )
}
