/** Numbers and times as people read them. All times are ms. */

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** 1204 → "1,204" */
export const count = (n: number): string => grouped.format(n)

/** "1 line", "1,204 lines" */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`

/** A span with at most two units: 0.42 ms, 12 ms, 1.2 s, 3 min 20 s, 2 h 5 min, 4 d 3 h. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return '–'
  if (ms < 0) return '0 ms'
  if (ms < 10) return `${Number(ms.toFixed(ms < 1 ? 2 : 1))} ms`
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`
  if (Math.round(ms / 100) < 600) return ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`
  const s = Math.round(ms / 1000)
  if (s < 3600) return pair(s, 60, 'min', 's')
  const min = Math.round(s / 60)
  return min < 1440 ? pair(min, 60, 'h', 'min') : pair(Math.round(min / 60), 24, 'd', 'h')
}

function pair(n: number, per: number, big: string, small: string): string {
  const rest = n % per
  return `${Math.floor(n / per)} ${big}${rest ? ` ${rest} ${small}` : ''}`
}

/** "just now", "12 s ago", "3 min ago", "2 h ago", "4 d ago" */
export function ago(ms: number): string {
  if (ms < 1500) return 'just now'
  const s = Math.round(ms / 1000)
  if (s < 60) return `${s} s ago`
  if (s < 3600) return `${Math.floor(s / 60)} min ago`
  return s < 86_400 ? `${Math.floor(s / 3600)} h ago` : `${Math.floor(s / 86_400)} d ago`
}

/** mm:ss until something, never below zero; hours only where there are some. */
export function countdown(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  return s < 3600 ? `${Math.floor(s / 60)}:${two(s % 60)}` : `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
}

/** "99.2 %"; never rounds up to a whole that it is not. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–'
  const value = (part / whole) * 100
  return part === whole ? '100 %' : `${Math.min(99.9, Math.round(value * 10) / 10)} %`
}

/** A span that runs: 0:09:20, 26:03:00. */
export function stopwatch(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
}

/** Wall clock of the reader: 14:03:22 */
export function clockTime(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':')
}

export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5)
}

/** Linear between neighbours; null of nothing. */
export function quantile(values: readonly number[], q: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * q
  const low = sorted[Math.floor(place)]!
  const high = sorted[Math.ceil(place)]!
  return low + (high - low) * (place - Math.floor(place))
}

/** bubble-sort.g0007 → g0007 */
export const shortGenome = (id: string | null): string => id?.split('.').at(-1) ?? 'none'
