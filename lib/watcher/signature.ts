import { createHash } from 'node:crypto'
import type { Frame } from '../contract/verdict.ts'

/** What makes two failures the same failure. */
export interface Cause {
  /** Error class, or the verdict's kind where no error was thrown. */
  name: string
  message: string
  frames: readonly Frame[]
}

const messageChars = 300
const framesThatCount = 2

/**
 * Same cause, same signature, over runs and over edits elsewhere in the file: what varies by input (numbers, quoted
 * text, addresses) and by edit (line numbers) is left out.
 *
 * @returns like `TypeError-1f0c9a3be2d4`
 */
export function signature(cause: Cause): string {
  const places = cause.frames.slice(0, framesThatCount).map((frame) => `${frame.file}#${frame.function ?? ''}`)
  const text = JSON.stringify([cause.name, messageShape(cause.message), places])
  const prefix = cause.name.replace(/[^A-Za-z-]/g, '').slice(0, 40) || 'failure'
  return `${prefix}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`
}

function messageShape(message: string): string {
  return message
    .slice(0, messageChars)
    .replace(/0x[0-9a-f]+/gi, '#')
    // Quoted input varies; “…” stays, because it names examples and properties. A quote after a letter is an apostrophe.
    .replace(/(?<!\w)(?:'[^']*(?:'|$)|"[^"]*(?:"|$)|`[^`]*(?:`|$))/g, '…')
    .replace(/-?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?/gi, '#')
    .replace(/\s+/g, ' ')
    .trim()
}
