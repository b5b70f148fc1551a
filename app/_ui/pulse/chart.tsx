'use client'
import { Area, CartesianGrid, ComposedChart, ReferenceLine, ResponsiveContainer, Scatter, Tooltip, XAxis, YAxis, type TooltipContentProps } from 'recharts'
import { isBad } from '../../../lib/contract/is-bad.ts'
import type { PulsePoint } from '../../../lib/contract/view.ts'
import { useRem } from '../frame/use-rem.ts'
import { clockTime } from '../words/format.ts'
import { toneColor } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'
import { show, type Mark, type Measured } from './series.ts'

interface Row {
  at: number
  value: number | null
  bad: number | null
  point: PulsePoint
}

/** The measure over time. Loaded when it is first looked at: its library is the heaviest of the page. */
export function Chart({ points, marks, measure }: { points: readonly PulsePoint[]; marks: readonly Mark[]; measure: Measured }) {
  const rem = useRem()
  const small = { fontSize: rem * 0.75, fill: 'var(--color-soft)' }
  const rows = points.map((point): Row => {
    const value = measure.read(point)
    return { at: point.at, value, bad: isBad(point.verdict) ? (value ?? 0) : null, point }
  })
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={rows} margin={{ top: rem * 1.5, right: rem * 2, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--color-line)" vertical={false} />
        <XAxis
          dataKey="at" type="number" scale="time" domain={['dataMin', 'dataMax']} tickFormatter={clockTime} tick={small} tickLine={false}
          axisLine={{ stroke: 'var(--color-line)' }} minTickGap={rem * 4} height={rem * 1.75}
        />
        <YAxis tick={small} tickLine={false} axisLine={false} width={rem * 4.25} tickFormatter={(value: number) => show(value, measure.unit)} tickCount={5} />
        <Tooltip content={Tip} isAnimationActive={false} cursor={{ stroke: 'var(--color-edge)' }} />
        <Area dataKey="value" type="linear" stroke="var(--color-healthy)" strokeWidth={1.5} fill="var(--color-healthy)" fillOpacity={0.07} dot={false} activeDot={{ r: 3 }} isAnimationActive={false} />
        {marks.map((mark) => (
          <ReferenceLine
            key={mark.key} x={mark.at} stroke={toneColor[mark.tone]} strokeDasharray={mark.word === 'fault' ? '2 3' : '6 3'}
            label={{ ...sideOf(mark), value: isRoomRight(mark, rows) ? `${mark.shape} ${mark.word}` : mark.shape, fill: toneColor[mark.tone], fontSize: rem * 0.75 }}
          />
        ))}
        <Scatter dataKey="bad" shape={BadDot} isAnimationActive={false} />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

/** What began to the left of its line, what ended to the right: a fault and its end are often one moment. */
const sideOf = (mark: Mark) => ({ position: 'top', textAnchor: mark.word === 'fault' ? 'end' : 'start', dx: mark.word === 'fault' ? -3 : 3 }) as const

/** A word that would run over the right edge is left to its shape. */
function isRoomRight(mark: Mark, rows: readonly Row[]): boolean {
  const [from, to] = [rows[0]?.at ?? 0, rows.at(-1)?.at ?? 0]
  return mark.word === 'fault' || mark.at < to - (to - from) * 0.08
}

function BadDot({ cx, cy, payload }: { cx?: number | undefined; cy?: number | undefined; payload?: Row }) {
  if (cx === undefined || cy === undefined || payload?.bad == null) return null
  return <path d={`M${cx - 4} ${cy - 4}L${cx + 4} ${cy + 4}M${cx + 4} ${cy - 4}L${cx - 4} ${cy + 4}`} stroke="var(--color-crashed)" strokeWidth={2.5} />
}

function Tip({ active, payload }: TooltipContentProps) {
  const row = payload?.[0]?.payload as Row | undefined
  if (!active || !row) return null
  const { point } = row
  return (
    <div className="border border-edge bg-ground px-3 py-2 text-sm">
      <p className="tabular-nums">Pulse {point.number} · {clockTime(point.at)}</p>
      <p className="text-soft">{verdictVerbs[point.verdict.kind]}{isBad(point.verdict) && `: ${point.verdict.summary}`}</p>
    </div>
  )
}
