import type { Answer } from '../../../lib/contract/ask.ts'
import type { Json } from '../../../lib/contract/json.ts'

/** Rows as CSV (RFC 4180): times in ISO 8601, all else as it is. A spreadsheet takes no text of it for a formula. */
export function toCsv({ columns, rows }: Pick<Answer, 'columns' | 'rows'>): string {
  const lines = rows.map((row) => columns.map(({ kind }, index) => {
    const value = row[index]
    return field(kind === 'time' && typeof value === 'number' ? isoTime(value) : value)
  }))
  return [columns.map(({ name }) => field(name)), ...lines].map((cells) => `${cells.join(',')}\r\n`).join('')
}

function field(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return quoted(typeof value === 'object' ? JSON.stringify(value) : String(value))
  return quoted(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function isoTime(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString()
}
