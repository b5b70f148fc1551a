import { genomePathSchema } from '../contract/organism.ts'
import type { Frame } from '../contract/verdict.ts'

/** The stack comes from the organism: it may be anything. Nothing beyond these bounds is even looked at. */
const bounds = { chars: 16_000, lines: 200, lineChars: 600, nameChars: 100, frames: 10 } as const

// Fixed pieces with bounded repetition: matching is linear, whatever the text.
const place = /(?:^|[\s(]|file:\/\/\/)organism\/([\w.\-/]{1,200}):(\d{1,7}):(\d{1,7})\)?(?:,|$)/
/** The head of a syntax error: no `at`, no column. */
const head = /^(?:file:\/\/\/)?organism\/([\w.\-/]{1,200}):(\d{1,7})$/
const called = /^at (?:async )?(?:new )?(.+?) \(/

/**
 * The frames of a V8 stack that lie inside the genome, innermost first, at most ten. They read
 * `organism/<path>:<line>:<column>`, bare or inside `file:///organism/…`; all others are the platform's and left out.
 */
export function parseStack(stack: string): Frame[] {
  const frames: Frame[] = []
  for (const raw of stack.slice(0, bounds.chars).split('\n', bounds.lines)) {
    const frame = parseLine(raw.slice(0, bounds.lineChars).trim())
    if (frame) frames.push(frame)
    if (frames.length === bounds.frames) break
  }
  return frames
}

function parseLine(line: string): Frame | null {
  if (!line.startsWith('at ')) {
    const found = head.exec(line)
    return found ? toFrame(found[1], found[2], '1', null) : null
  }
  const found = place.exec(line)
  const name = called.exec(line)?.[1]?.slice(0, bounds.nameChars) ?? null
  return found ? toFrame(found[1], found[2], found[3], name) : null
}

function toFrame(file: string | undefined, line: string | undefined, column: string | undefined, name: string | null): Frame | null {
  const path = genomePathSchema.safeParse(file)
  if (!path.success) return null
  return { file: path.data, line: Number(line), column: Number(column), function: name }
}
