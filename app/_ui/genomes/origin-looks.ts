import type { GenomeOrigin } from '../../../lib/contract/genome.ts'

/** Corners on a circle of radius 1, the first one at the top; with `inner`, every second one lies that far in. */
function corners(count: number, { inner = 1, turn = 0 }: { inner?: number; turn?: number } = {}): string {
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI - Math.PI / 2 + turn
    const radius = index % 2 === 1 ? inner : 1
    return `${(radius * Math.cos(angle)).toFixed(3)},${(radius * Math.sin(angle)).toFixed(3)}`
  }).join(' ')
}

const plus = '-0.38,-1 0.38,-1 0.38,-0.38 1,-0.38 1,0.38 0.38,0.38 0.38,1 -0.38,1 -0.38,0.38 -1,0.38 -1,-0.38 -0.38,-0.38'

/** Where a version comes from, told apart by a shape and a colour of the palette; each shape is used once. */
export const originLooks: Record<GenomeOrigin, { points: string; color: string }> = {
  seed: { points: corners(24), color: 'var(--color-text)' },
  chaos: { points: corners(16, { inner: 0.55 }), color: 'var(--color-crashed)' },
  undo: { points: corners(3), color: 'var(--color-mist)' },
  antibody: { points: plus, color: 'var(--color-healing)' },
  repair: { points: corners(6), color: 'var(--color-healthy)' },
  graft: { points: corners(5), color: 'var(--color-degraded)' },
  resident: { points: corners(8), color: 'var(--color-healing)' },
  teacher: { points: corners(8, { turn: Math.PI / 8 }), color: 'var(--color-rolled)' },
  improve: { points: corners(10, { inner: 0.5 }), color: 'var(--color-healthy)' },
  rollback: { points: corners(3, { turn: -Math.PI / 2 }), color: 'var(--color-rolled)' },
  manual: { points: corners(4, { turn: Math.PI / 4 }), color: 'var(--color-healing)' },
  import: { points: corners(4), color: 'var(--color-degraded)' },
}
