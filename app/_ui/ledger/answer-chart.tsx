'use client'
import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis, type TooltipContentProps } from 'recharts'
import type { Answer, Column } from '../../../lib/contract/ask.ts'
import { usePreferences } from '../frame/preferences.ts'
import { useRem } from '../frame/use-rem.ts'
import { cellText, isDaily } from './cell-text.ts'

/** More bars than this are no picture. */
const mostBars = 24

interface Point { x: string | number; y: number | null; label: string; value: string }

interface AnswerChartProps { answer: Answer; chart: NonNullable<Answer['chart']> }

/** The rows as bars or as a line. Loaded when there is something to draw. */
export function AnswerChart({ answer: { columns, rows }, chart }: AnswerChartProps) {
  // For a hall as large as all else there.
  const rem = useRem() * (usePreferences().projector ? 4 / 3 : 1)
  const xColumn = columns[chart.x]
  const yColumn = columns[chart.y]
  if (!xColumn || !yColumn) return null
  const isDay = xColumn.kind === 'time' && isDaily(rows, chart.x)
  const points = rows.map((row): Point => {
    const [x, y] = [row[chart.x], row[chart.y]]
    return { x: typeof x === 'number' ? x : cellText(x, xColumn.kind), y: typeof y === 'number' ? y : null, label: cellText(x, xColumn.kind, isDay), value: cellText(y, yColumn.kind) }
  })
  const small = { fontSize: rem * 0.75, fill: 'var(--color-soft)' }
  const shared = { margin: { top: rem * 0.5, right: rem * 1.5, bottom: rem * 0.25, left: 0 }, accessibilityLayer: false }
  const show = (value: number): string => cellText(value, yColumn.kind)
  const grid = { stroke: 'var(--color-line)' }
  const tip = <Tooltip content={Tip} isAnimationActive={false} cursor={{ stroke: 'var(--color-edge)', fill: 'var(--color-raised)' }} />
  // Names are read from left to right: their bars lie. What follows in time stands.
  const isLying = chart.kind === 'bar' && xColumn.kind === 'text'
  return (
    <ResponsiveContainer width="100%" height="100%">
      {chart.kind === 'line' ? (
        <LineChart data={points} {...shared}>
          <CartesianGrid {...grid} vertical={false} />
          <XAxis dataKey="x" {...timeAxis(xColumn)} tick={small} tickLine={false} axisLine={{ stroke: 'var(--color-line)' }} minTickGap={rem * 2.5} height={rem * 1.75} />
          <YAxis tick={small} tickLine={false} axisLine={false} width={rem * 4} tickFormatter={show} tickCount={5} allowDecimals={yColumn.kind !== 'number'} />
          {tip}
          <Line dataKey="y" type="linear" stroke="var(--color-healthy)" strokeWidth={2} dot={points.length <= 60 ? { r: 3, fill: 'var(--color-healthy)', strokeWidth: 0 } : false} activeDot={{ r: 4 }} isAnimationActive={false} />
        </LineChart>
      ) : (
        <BarChart data={points.slice(0, mostBars)} layout={isLying ? 'vertical' : 'horizontal'} {...shared}>
          <CartesianGrid {...grid} vertical={isLying} horizontal={!isLying} />
          {isLying
            ? <><XAxis type="number" tick={small} tickLine={false} axisLine={false} tickFormatter={show} height={rem * 1.75} tickCount={5} allowDecimals={yColumn.kind !== 'number'} /><YAxis type="category" dataKey="label" tick={small} tickLine={false} axisLine={{ stroke: 'var(--color-line)' }} width={rem * 8} interval={0} /></>
            : <><XAxis dataKey="label" tick={small} tickLine={false} axisLine={{ stroke: 'var(--color-line)' }} minTickGap={rem} height={rem * 1.75} /><YAxis tick={small} tickLine={false} axisLine={false} width={rem * 4} tickFormatter={show} tickCount={5} allowDecimals={yColumn.kind !== 'number'} /></>}
          {tip}
          <Bar dataKey="y" fill="var(--color-healthy)" maxBarSize={rem * 1.75} isAnimationActive={false} />
        </BarChart>
      )}
    </ResponsiveContainer>
  )
}

const timeAxis = ({ kind }: Column) => (kind === 'time' ? { type: 'number', scale: 'time', domain: ['dataMin', 'dataMax'], tickFormatter: shortTime } as const : {})

/** 14:00, or the day where it begins. */
function shortTime(at: number): string {
  const text = cellText(at, 'time')
  return text.endsWith(' 00:00') ? text.slice(5, 10) : text.slice(11, 16)
}

function Tip({ active, payload }: TooltipContentProps) {
  const point = payload?.[0]?.payload as Point | undefined
  if (!active || !point) return null
  return <div className="border border-edge bg-ground px-3 py-2 text-sm tabular-nums">{point.label}: <strong className="font-semibold">{point.value}</strong></div>
}
