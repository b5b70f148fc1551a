import { clsx } from 'clsx'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { centre, head } from '../heart/ring-geometry.ts'
import { Body } from '../heart/ring.tsx'
import { stateSigns, toneColor } from '../words/state.ts'

/** The organism's ring, small: its last sixty pulses, and its state's shape inside. The state's word stands beside it. */
export function SmallRing({ organism: { points, state }, className }: { organism: OrganismView; className?: string }) {
  const { shape, tone } = stateSigns[state]
  const isLoose = state === 'quarantined'
  return (
    <svg viewBox="0 0 400 400" aria-hidden className={clsx('block shrink-0', className)}>
      <Body points={points} isDim={isLoose || state === 'paused'} />
      <g transform={head.transform} fill={toneColor[tone]}>
        <path d={head.upper} {...(isLoose && { transform: `rotate(-14 ${head.hinge})` })} />
        <path d={head.lower} {...(isLoose && { transform: `rotate(16 ${head.hinge})` })} />
      </g>
      <text x={centre} y={248} textAnchor="middle" fontSize={140} fill={toneColor[tone]}>{shape}</text>
    </svg>
  )
}
