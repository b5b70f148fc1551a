'use client'
import { clsx } from 'clsx'
import { memo } from 'react'
import type { OrganismView, PulsePoint } from '../../../lib/contract/view.ts'
import { isBad } from '../../../lib/contract/is-bad.ts'
import { useLive } from '../wire/use-live.tsx'
import { shortGenome } from '../words/format.ts'
import { stateSigns, toneColor, verdictTone, type Tone } from '../words/state.ts'
import type { Loop } from './loop.ts'
import { centre, head, scaleCount, scalePath } from './ring-geometry.ts'
import { StageRing } from './stage-ring.tsx'
import { useTrail } from './use-trail.ts'

const plain = Array.from({ length: scaleCount }, (_, index) => scalePath(index))
const spiked = Array.from({ length: scaleCount }, (_, index) => scalePath(index, 11))

/**
 * The organism as an ouroboros. Each scale is one of its last sixty pulses, the newest behind the head, the oldest
 * about to be eaten; inside, the loop of healing, lit where it is, each stage a button that filters the page.
 */
export function Ring({ organism, loop, className }: { organism: OrganismView; loop: Loop | null; className?: string }) {
  const sign = stateSigns[organism.state]
  const isReplay = useLive(({ time }) => time.mode === 'replay')
  const trail = useTrail(loop)
  // A replay is as fast as the hand that leads it.
  const steps = isReplay ? (loop ? loop.trail.length + (loop.end === null ? 0 : 1) : 0) : trail
  const isOver = loop === null || steps > loop.trail.length
  const isLoose = organism.state === 'quarantined'
  // A loop that was not closed stays in sight.
  const seen = isOver && !isLoose ? [] : (loop?.trail.slice(0, steps) ?? [])
  const color = toneColor[sign.tone]
  const lit = isOver ? null : (seen.at(-1) ?? null)
  const label = `${organism.id} is ${sign.word}, ${shortGenome(organism.genome)}${lit === null ? '' : `, healing: ${lit}`}`
  return (
    <div className={clsx('relative', className)}>
      <svg viewBox="0 0 400 400" role="img" aria-label={label} className="block size-full">
        <Body points={organism.points} isDim={isLoose || organism.state === 'paused'} />
        <Head color={color} isLoose={isLoose} beat={organism.pulses} isAlive={organism.state === 'healthy' || organism.state === 'degraded'} />
        <g textAnchor="middle" fill={color}>
          <text x={centre} y={166} fontSize={32} aria-hidden>{sign.shape}</text>
          <text x={centre} y={212} fontSize={sign.word.length > 9 ? 31 : 44} fontWeight={600} className="glow">{sign.word}</text>
        </g>
        <text x={centre} y={243} textAnchor="middle" fontSize={22} fill="var(--color-text)" className="font-mono">{shortGenome(organism.genome)}</text>
      </svg>
      <StageRing lit={lit} past={seen} />
    </div>
  )
}

/** The scales, from the newest pulse to the oldest; where there is none yet, its outline. */
export const Body = memo(function Body({ points, isDim }: { points: readonly PulsePoint[]; isDim: boolean }) {
  return (
    <g opacity={isDim ? 0.5 : 1}>
      {plain.map((path, index) => {
        const point = points.at(-1 - index)
        if (!point) return <path key={index} d={path} fill="none" stroke="var(--color-line)" strokeWidth={1.25} />
        const tone: Tone = verdictTone(point.verdict.kind)
        const age = index / scaleCount
        if (isBad(point.verdict)) return <path key={index} d={spiked[index]} fill={toneColor[tone]} />
        return tone === 'degraded'
          ? <path key={index} d={path} fill="none" stroke={toneColor[tone]} strokeWidth={2} opacity={1 - age * 0.5} />
          : <path key={index} d={path} fill={toneColor[tone]} opacity={0.85 - age * 0.62} />
      })}
    </g>
  )
})

function Head({ color, isLoose, beat, isAlive }: { color: string; isLoose: boolean; beat: number; isAlive: boolean }) {
  return (
    <g transform={head.transform}>
      {isAlive && <circle key={beat} r={26} fill="none" stroke={color} strokeWidth={1.5} opacity={0} className="origin-center animate-[beat_1.2s_ease-out_1] [transform-box:fill-box]" />}
      <path d={head.upper} fill={color} transform={isLoose ? `rotate(-14 ${head.hinge})` : undefined} />
      <path d={head.lower} fill={color} transform={isLoose ? `rotate(16 ${head.hinge})` : undefined} />
      <path d={head.eye} fill="var(--color-ground)" transform={isLoose ? `rotate(-14 ${head.hinge})` : undefined} />
    </g>
  )
}
