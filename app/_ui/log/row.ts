import type { Stage } from '../address/address.ts'
import type { Tone } from '../words/state.ts'
import { plainText } from './ansi.ts'

export type Level = 'info' | 'warn' | 'error'

/** A row of the log as it goes in; the buffer gives it its id. */
export type NewRow =
  /** `past`: recorded output, of which the stream is no longer known. */
  | { kind: 'line'; at: number; stream: 'stdout' | 'stderr' | 'past'; level: Level; text: string }
  /** Lines that are not here, exactly how many, and why. */
  | { kind: 'skip'; at: number; lines: number; why: string }
  /** What Ouroboros did, between the lines. */
  | { kind: 'event'; at: number; level: Level; tone: Tone; shape: string; text: string; stages: readonly Stage[] }

export type LogRow = NewRow & { id: number }

/** What kind of news a line is, as far as its words tell. */
export function levelOf(text: string): Level {
  if (/\b[A-Z]\w*Error\b/.test(text) || /\b(?:error|fatal|panic|uncaught|unhandled)\b/i.test(text)) return 'error'
  return /\bwarn(?:ing)?\b/i.test(text) ? 'warn' : 'info'
}

/** The row as plain words. */
export function rowText(row: NewRow): string {
  switch (row.kind) {
    case 'line': return plainText(row.text)
    case 'event': return row.text
    case 'skip': return row.why
  }
}
