import type { Draft, Fix } from '../draft.ts'
import { type Hole, holesOf } from '../holes.ts'
import type { Attempt } from '../parse-failure.ts'
import { blockHeads } from './block-heads.ts'
import { declarationHeads, methodHeads } from './function-heads.ts'

const most = 24

/** Lines that might have opened a block of which only the body and the end are left. */
export function* openLines(draft: Draft, parse: (text: string) => Attempt): Generator<Fix> {
  for (const hole of holesOf(draft, parse).slice(0, 4)) {
    const at = draft.lines[hole.first]?.start ?? 0
    for (const [order, head] of headsFor(draft, hole).slice(0, most).entries()) {
      yield { kind: 'insert-line', changes: [{ start: at, end: at, text: `${hole.indent}${head}\n` }], cost: 1 + order * 0.08 }
    }
  }
}

function headsFor(draft: Draft, hole: Hole): string[] {
  const { lines, tokens } = draft
  const body = tokens.slice(lines[hole.first]?.from, lines[hole.last]?.from)
  if (hole.isTop && hole.body !== 'loop') return [...declarationHeads(draft, hole, body), ...blockHeads(draft, hole)]
  const isInClass = tokens.slice(0, lines[hole.first]?.from).findLast(({ line }) => (lines[line]?.indent ?? 0) < hole.indent.length)
  const opening = tokens[lines[isInClass?.line ?? 0]?.from ?? 0]?.value
  if (opening === 'class' || (opening === 'export' && tokens[(lines[isInClass?.line ?? 0]?.from ?? 0) + 1]?.value === 'class')) return methodHeads(draft, hole, body)
  return [...blockHeads(draft, hole), ...declarationHeads(draft, hole, body)]
}
