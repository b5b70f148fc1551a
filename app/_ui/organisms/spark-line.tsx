import { memo } from 'react'
import type { PulsePoint } from '../../../lib/contract/view.ts'
import { counted, duration, median } from '../words/format.ts'
import { sparkOf, sparkSize } from './spark-path.ts'

const { width, height, pulses } = sparkSize

/** How the work went lately: a line of its times, and a mark from top to bottom where it failed. */
export const SparkLine = memo(function SparkLine({ points, className }: { points: readonly PulsePoint[]; className?: string }) {
  const { line, bad } = sparkOf(points)
  const shown = Math.min(points.length, pulses)
  const label = shown === 0 ? 'no pulse yet' : `Work of the last ${counted(shown, 'pulse')}: median ${duration(median(points.slice(-pulses).map(({ workMs }) => workMs))!)}, ${bad.length} bad`
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label} className={className}>
      <path d={`M0 ${height - 0.5}H${width}`} stroke="var(--color-line)" vectorEffect="non-scaling-stroke" />
      {bad.map((x) => <path key={x} d={`M${x} 0V${height}`} stroke="var(--color-crashed)" strokeWidth={2} vectorEffect="non-scaling-stroke" />)}
      <path d={line} fill="none" stroke="var(--color-healthy)" strokeWidth={1.5} strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
    </svg>
  )
})
