import { memo } from 'react'
import type { PulsePoint } from '../../../lib/contract/view.ts'
import { isBad } from '../../../lib/contract/is-bad.ts'
import { toneColor, verdictTone } from '../words/state.ts'

const shown = 20

/** The last pulses as marks: a good one is short, a slow one hollow, a bad one stands out above and below. */
export const ScaleMarks = memo(function ScaleMarks({ points }: { points: readonly PulsePoint[] }) {
  const recent = points.slice(-shown)
  const bad = recent.filter((point) => isBad(point.verdict)).length
  const label = recent.length === 0 ? 'no pulse yet' : `${recent.length - bad} of the last ${recent.length} pulses good`
  return (
    <svg viewBox={`0 0 ${shown * 4} 16`} role="img" aria-label={label} className="h-4 w-20 shrink-0">
      {Array.from({ length: shown }, (_, index) => {
        const point = recent[index - (shown - recent.length)]
        const x = index * 4
        if (!point) return <rect key={index} x={x} y={7.5} width={3} height={1} fill="var(--color-line)" />
        const color = toneColor[verdictTone(point.verdict.kind)]
        if (isBad(point.verdict)) return <rect key={index} x={x} y={0} width={3} height={16} fill={color} />
        return point.verdict.kind === 'slow'
          ? <rect key={index} x={x + 0.5} y={4.5} width={2} height={7} fill="none" stroke={color} />
          : <rect key={index} x={x} y={5} width={3} height={6} fill={color} opacity={0.75} />
      })}
    </svg>
  )
})
