import { clsx } from 'clsx'
import type { GenomeOrigin } from '../../../lib/contract/genome.ts'
import { originLooks } from './origin-looks.ts'

/** The shape and colour of an origin; its word stands beside it. */
export function OriginMark({ origin, className }: { origin: GenomeOrigin; className?: string }) {
  const { points, color } = originLooks[origin]
  return <svg aria-hidden viewBox="-1.1 -1.1 2.2 2.2" className={clsx('inline-block shrink-0', className ?? 'size-3')}><polygon points={points} fill={color} /></svg>
}
