import type { Draft, Fix } from '../draft.ts'
import { lineAt } from '../tokens.ts'

const reach = 12

/** Comments that lost their beginning or their end. */
export function* mendComments(draft: Draft): Generator<Fix> {
  const { lines, text, failure, openComment } = draft
  if (openComment !== null) yield* closeComment(draft, openComment)
  const failed = lineAt(lines, Math.min(failure.pos, text.length))
  const lineText = (number: number): string => text.slice(lines[number]?.start, lines[number]?.end)
  for (const number of [failed, failed - 1]) {
    const line = lines[number]
    if (!line || line.from === line.to) continue
    const at = line.start + line.indent
    if (isProse(lineText(number))) yield { kind: 'comment-line', changes: [{ start: at, end: at, text: '// ' }], cost: 0.6 + (failed - number) * 0.7 }
    if (lineText(number).includes('*/')) yield { kind: 'open-comment', changes: [{ start: at, end: at, text: text[at] === '*' ? '/*' : '/** ' }], cost: 0.1 + (failed - number) }
  }
  yield* openBlockComment(draft, failed)
}

function* closeComment({ lines, text }: Draft, start: number): Generator<Fix> {
  yield { kind: 'delete-token', changes: [{ start, end: start + 2, text: '' }], cost: 1.5 }
  const first = lineAt(lines, start)
  const isGoingOn = (number: number): boolean => /^\s*\*/.test(text.slice(lines[number]?.start, lines[number]?.end))
  for (let number = first; number < Math.min(first + reach, lines.length); number += 1) {
    const end = lines[number]?.end ?? text.length
    const isOnlyBegun = number === first && /^\/\*+\s*$/.test(text.slice(start, end))
    yield { kind: 'close-comment', changes: [{ start: end, end, text: ' */' }], cost: 0.3 + (number - first) * 0.1 + (isGoingOn(number + 1) || isOnlyBegun ? 1.5 : 0) }
  }
}

/** Words without quotes around them, and none of the signs that code has between its words. */
const isProse = (line: string): boolean => /[A-Za-z]+,? [A-Za-z]+,? [a-z]+,? [a-z]+/.test(line.replace(/(['"`]).*?\1/g, '')) || /^[\w\s.,'’:-]+ [\w\s.,'’:-]+$/.test(line.trim())

/** Lines that go on as ` * …` up to an end, but were never begun. */
function* openBlockComment({ lines, text }: Draft, failed: number): Generator<Fix> {
  const isInside = (number: number): boolean => /^\s*\*/.test(text.slice(lines[number]?.start, lines[number]?.end))
  let first = failed
  if (!isInside(first)) first -= 1
  while (first > 0 && isInside(first - 1)) first -= 1
  if (first < 0 || !isInside(first)) return
  const at = lines[first]?.start ?? 0
  const indent = Math.max(0, (lines[first]?.indent ?? 0) - 1)
  yield { kind: 'open-comment', changes: [{ start: at, end: at, text: `${' '.repeat(indent)}/**\n` }], cost: 0.2 }
}
