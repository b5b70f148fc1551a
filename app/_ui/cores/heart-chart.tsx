'use client'
import { Area, CartesianGrid, ComposedChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis, type TooltipContentProps } from 'recharts'
import { usePreferences } from '../frame/preferences.ts'
import { useRem } from '../frame/use-rem.ts'
import { clockTime, duration } from '../words/format.ts'
import type { Bucket } from './heart-history.ts'

export interface Takeover { at: number; core: string; epoch: number }

/** Of so little time, seconds are told too. */
const shortMs = 600_000

/** Of the chart's width: what a label takes. One that would meet the next is left out, for its line says it and the lanes below. */
const labelShare = 0.14

/** The lag of whoever stands by, over the hour. Loaded when it is first looked at. */
export function HeartChart({ buckets, takeovers, from, to }: { buckets: readonly Bucket[]; takeovers: readonly Takeover[]; from: number; to: number }) {
  // For a hall as large as all else there.
  const rem = useRem() * (usePreferences().projector ? 4 / 3 : 1)
  const labelMs = labelShare * (to - from)
  const isNearEnd = (at: number): boolean => at > to - labelMs && at <= to
  const small = { fontSize: rem * 0.75, fill: 'var(--color-soft)' }
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={[...buckets]} margin={{ top: rem * 1.25, right: rem * 1.5, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--color-line)" vertical={false} />
        <XAxis dataKey="at" type="number" scale="time" domain={[from, to]} allowDataOverflow tickFormatter={(at: number) => (to - from < shortMs ? clockTime(at) : clockTime(at).slice(0, 5))} tick={small} tickLine={false} axisLine={{ stroke: 'var(--color-line)' }} minTickGap={rem * 3} height={rem * 1.5} />
        <YAxis tick={small} tickLine={false} axisLine={false} width={rem * 3.5} tickFormatter={(ms: number) => duration(ms)} tickCount={4} />
        <Tooltip content={Tip} isAnimationActive={false} cursor={{ stroke: 'var(--color-edge)' }} />
        <Area dataKey="lagMs" type="linear" connectNulls={false} stroke="var(--color-healing)" strokeWidth={1.5} fill="var(--color-healing)" fillOpacity={0.08} dot={false} activeDot={{ r: 3 }} isAnimationActive={false} />
        {takeovers.map(({ at, core, epoch }, index) => {
          const isLate = isNearEnd(at)
          const next = takeovers[index + 1]?.at ?? Infinity
          const isCrowded = next - at < (isNearEnd(next) ? 2 : 1) * labelMs
          return <ReferenceLine key={at} x={at} stroke="var(--color-healthy)" strokeDasharray="6 3" label={{ position: 'top', textAnchor: isLate ? 'end' : 'start', dx: isLate ? -3 : 3, value: isCrowded ? '' : `● ${core} leads, ${epoch}`, fill: 'var(--color-healthy)', fontSize: rem * 0.75 }} />
        })}
      </ComposedChart>
    </ResponsiveContainer>
  )
}

function Tip({ active, payload }: TooltipContentProps) {
  const bucket = payload?.[0]?.payload as Bucket | undefined
  if (!active || !bucket) return null
  return (
    <div className="border border-edge bg-ground px-3 py-2 text-sm">
      <p className="tabular-nums">{clockTime(bucket.at)} · {bucket.lagMs === null ? 'no echo' : `at most ${duration(bucket.lagMs)}`}</p>
      <p className="text-soft tabular-nums">{bucket.leader === null ? 'nobody led' : `core ${bucket.leader} led`}; {Object.entries(bucket.beats).map(([core, n]) => `${core} heard ${n} times`).join(', ')}</p>
    </div>
  )
}
