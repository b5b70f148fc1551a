import type { Column, Language } from '../contract/ask.ts'
import type { Json } from '../contract/json.ts'

const locales: Record<Language, string> = { en: 'en-GB', pl: 'pl-PL' }

export interface Tongue { language: Language; timeZone: string }

/** `840 ms`, `5.54 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h` */
export function formatDuration(ms: number, language: Language): string {
  if (ms < 0) return `−${formatDuration(-ms, language)}`
  if (ms < 1_000) return `${formatNumber(ms, language, ms < 10 ? 1 : 0)} ms`
  if (ms < 60_000) return `${formatNumber(ms / 1_000, language, 2)} s`
  const units = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1_000, 's']] as const
  const first = units.findIndex(([length]) => ms >= length)
  const [one, other] = [units[first], units[first + 1]]
  if (!one || !other) return `${Math.round(ms)} ms`
  const whole = Math.floor(ms / one[0])
  const rest = Math.floor((ms - whole * one[0]) / other[0])
  return rest === 0 ? `${whole} ${one[1]}` : `${whole} ${one[1]} ${rest} ${other[1]}`
}

export const formatNumber = (value: number, language: Language, digits = 2): string => new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits, useGrouping: 'min2' }).format(value)

const formatShare = (value: number, language: Language): string => new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 1 }).format(value)

/** Day and time of day, as one says them. */
export const formatTime = (time: number, { language, timeZone }: Tongue): string =>
  new Intl.DateTimeFormat(locales[language], { timeZone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(time)

export const formatDay = (time: number, { language, timeZone }: Tongue): string => new Intl.DateTimeFormat(locales[language], { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(time)

/** A value in a sentence or a table for people. */
export function formatValue(value: Json, kind: Column['kind'], tongue: Tongue): string {
  if (value === null) return '–'
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value)
  switch (kind) {
    case 'time': return formatTime(value, tongue)
    case 'duration': return formatDuration(value, tongue.language)
    case 'share': return formatShare(value, tongue.language)
    case 'number':
    case 'text': return formatNumber(value, tongue.language)
  }
}
