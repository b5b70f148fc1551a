import type { Failure } from '../contract/run.ts'
import { oneLine } from './one-line.ts'
import { parseStack } from './stack.ts'

/** The end of the output is where an error is: more is not looked at. */
const tailChars = 16_000
const errorLine = /^(?:Uncaught )?((?:[A-Z]\w{0,60})?(?:Error|Exception))(?: \[(\w{1,60})\])?(?:: (.{0,500}))?$/

/**
 * The failure that a process printed before it ended badly, for when its host could not report one itself: null
 * where the output names none. As much a claim as any failure.
 */
export function failureInText(tail: string): Failure | null {
  const text = tail.slice(-tailChars)
  const lines = text.split('\n')
  const at = lines.findLastIndex((line) => errorLine.test(line.trim()))
  const found = errorLine.exec(lines[at]?.trim() ?? '')
  if (!found) return null
  const [, name = 'Error', bracketCode, message = ''] = found
  const after = lines.slice(at + 1).join('\n')
  // A syntax error's place stands above it, under the name of the file.
  const stack = name === 'SyntaxError' && parseStack(after).length === 0 ? `${lines.slice(Math.max(0, at - 6), at).join('\n')}\n${after}` : after
  const code = bracketCode ?? /\bcode: '(\w{1,60})'/.exec(after)?.[1] ?? null
  return { phase: phaseOf(name, code, after), name, message: oneLine(message, 500), stack, code }
}

/** The last line that says anything: what people write before they exit with a code. */
export const lastLine = (tail: string): string =>
  oneLine(tail.slice(-tailChars).split('\n').findLast((line) => line.trim() !== '') ?? '', 300)

function phaseOf(name: string, code: string | null, stack: string): Failure['phase'] {
  if (code === 'ERR_UNHANDLED_REJECTION') return 'rejection'
  // What JSON.parse and RegExp throw has frames of its own; the module loader's has only the loader's.
  if (name === 'SyntaxError' && parseStack(stack).length === 0 && /node:internal\/(?:modules|vm)/.test(stack)) return 'parse'
  return 'uncaught'
}
