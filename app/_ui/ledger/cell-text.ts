import type { Column } from '../../../lib/contract/ask.ts'
import type { Json } from '../../../lib/contract/json.ts'
import { visible } from '../log/visible.ts'
import { duration } from '../words/format.ts'

const figures = new Intl.NumberFormat('en', { maximumFractionDigits: 3, useGrouping: 'min2' })

/** A value as people read it. What in a text would act is made visible. @param isDay of a time: its day alone */
export function cellText(value: Json | undefined, kind: Column['kind'], isDay = false): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'number' && Number.isFinite(value))
    switch (kind) {
      case 'time': return moment(value, isDay)
      case 'duration': return duration(value)
      case 'share': return `${figures.format(Math.round(value * 1000) / 10)} %`
      default: return figures.format(value)
    }
  return visible(typeof value === 'string' ? value : JSON.stringify(value))
}

/** In the time zone of who reads it: 2026-11-22 14:03:22; whole minutes without seconds. */
function moment(at: number, isDay: boolean): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return String(at)
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  if (isDay) return day
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}${at % 60_000 === 0 ? '' : `:${two(date.getSeconds())}`}`
}

/** Whether all times of a column are the beginnings of days. */
export function isDaily(rows: readonly (readonly Json[])[], place: number): boolean {
  return rows.length > 0 && rows.every((row) => {
    const at = row[place]
    return typeof at === 'number' && new Date(at).setHours(0, 0, 0, 0) === at
  })
}

/** Whether it is told by its right edge. */
export const isFigure = (kind: Column['kind']): boolean => kind === 'number' || kind === 'duration' || kind === 'share'
