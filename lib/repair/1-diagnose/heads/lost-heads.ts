import type { GenomeFiles } from '../../../contract/genome.ts'
import type { Edit } from '../../edit.ts'
import type { Attempt } from '../parse-failure.ts'
import { askedOf, type Asked } from './asked-names.ts'
import { blockHeads, callbackHeads, chainHeads } from './block-heads.ts'
import { type Frame, framesOf } from './frames.ts'
import { functionHeads, methodHeads } from './function-heads.ts'
import type { Head, SlotKind } from './head.ts'
import { holesOf } from './holes.ts'
import { classHeads, literalHeads } from './value-heads.ts'

/** A part of a variant's text that other texts may stand for. */
export interface Slot {
  kind: SlotKind
  start: number
  end: number
  /** What stands there is a good guess, a poor one, or only there to parse: a body that never runs heals nothing. */
  filler: 'likely' | 'poor' | 'idle'
}

export interface HeadEdit extends Edit { slot: Slot | null }

const most = { holes: 3, heads: 48 }

/**
 * Lines that may have been the head of what is now a body without one, likeliest first. Only where the layout says
 * that a whole line is gone: deeper lines with nothing above them to be deeper than, and a bracket too many behind.
 */
export function* lostHeads(path: string, text: string, users: GenomeFiles, parse: (text: string) => Attempt): Generator<HeadEdit> {
  const holes = holesOf(text)
  if (holes.length === 0) return
  const asked = askedOf(path, text, users)
  let count = 0
  for (const hole of holes) {
    const frames = framesOf(text, hole, parse)
    if (frames.length === 0) continue
    // Methods alone could be an object's as well; few are.
    const isClass = frames.some(({ kind }) => kind === 'class')
    const heads = frames.flatMap((frame) => headsFor(text, frame, asked).map((one) => (isClass && frame.kind === 'object' ? { ...one, cost: one.cost + 0.5 } : one))).sort((a, b) => a.cost - b.cost)
    for (const one of heads.slice(0, most.heads)) yield toEdit(text, hole.at, hole.indent, one)
    count += 1
    if (count >= most.holes) return
  }
}

function headsFor(text: string, frame: Frame, asked: Asked): Head[] {
  switch (frame.kind) {
    case 'function': return functionHeads(text, frame, asked)
    case 'method': case 'constructor': return methodHeads(text, frame, asked)
    case 'class': return classHeads(text, frame, asked)
    case 'object': case 'array': return literalHeads(text, frame, asked)
    case 'callback': return frame.hole.isChain ? chainHeads(frame) : callbackHeads(text, frame)
    default: return blockHeads(text, frame).map((head) => ({ ...head, cost: head.cost + unlikeliness(frame) }))
  }
}

/** At the top of a file are few loops and conditions; and a block says nothing of a name that is called elsewhere and lost. */
const unlikeliness = ({ parents, elsewhere, kind }: Frame): number => (kind === 'try' || kind === 'do' || kind === 'switch' ? 0 : (parents.length === 1 ? 1 : 0) + (elsewhere.length > 0 ? 1 : 0))

function toEdit(text: string, at: number, indent: string, { line, slot, cost }: Head): HeadEdit {
  const [before = '', filler = '', after = ''] = slot === null ? [line] : line.split(/[‹›]/)
  const start = at + indent.length + before.length
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  return {
    kind: 'insert-head', at, cost: Math.min(10, Math.max(1, 1 + cost)), changes: [{ start: at, end: at, text: indent + before + filler + after + eol }],
    slot: slot === null ? null : { kind: slot, start, end: start + filler.length, filler: filler === 'true' ? 'poor' : /^(?:\[\]|\{\}|undefined|.* < 0;.*)$/.test(filler) ? 'idle' : 'likely' },
  }
}
