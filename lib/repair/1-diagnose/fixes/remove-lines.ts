import type { Draft, Fix } from '../draft.ts'
import { lineAt } from '../tokens.ts'

const reach = { before: 8, after: 2, run: 4 }

/** Whole lines go, or all of a line from some token on: what was cut in half says nothing any more. */
export function* removeLines(draft: Draft): Generator<Fix> {
  const { lines, tokens } = draft
  const failed = lineAt(lines, Math.min(draft.failure.pos, draft.text.length))
  for (let first = Math.max(0, failed - reach.before); first <= Math.min(failed + reach.after, lines.length - 1); first += 1) {
    for (let last = first; last < Math.min(first + reach.run, lines.length); last += 1) {
      const [from, to] = [lines[first]?.from ?? 0, lines[last]?.to ?? 0]
      if (from === to || lines[first]?.from === lines[first]?.to || lines[last]?.from === lines[last]?.to) continue
      const leaves = draft.leaves(from, to)
      if (leaves === null) continue
      const distance = draft.distance(Math.max(from, Math.min(to - 1, draft.at)))
      const words = tokens.slice(from, to).filter(({ type }) => type !== 'Punctuator' && type !== 'Invalid').length
      const start = lines[first]?.start ?? 0
      const end = lines[last + 1]?.start ?? draft.text.length
      yield { kind: 'delete-line', changes: [{ start, end, text: '' }], cost: (words === 0 ? 1 : 2) + distance + Math.min(words * 0.3, 2.5) + (last - first) * 0.7, leaves }
    }
  }
  yield* removeRests(draft, failed)
}

function* removeRests(draft: Draft, failed: number): Generator<Fix> {
  for (const number of [failed, failed - 1]) {
    const line = draft.lines[number]
    if (!line) continue
    for (let from = line.from + 1; from < line.to; from += 1) {
      for (const [start, end] of [[from, line.to], [line.from, from]] as const) {
        const leaves = draft.leaves(start, end)
        if (leaves !== null) yield { ...draft.without('delete-rest', start, end, 3 + draft.distance(from) + (end - start) * 0.15), leaves }
      }
    }
  }
}
