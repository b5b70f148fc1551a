import { openBefore } from '../brackets.ts'
import { commonWords } from '../common-words.ts'
import type { Draft, Fix } from '../draft.ts'
import { isWord, keywords } from '../tokens.ts'

/** How many tokens on either side of the error are looked at. A brace may be missed much later than it was lost. */
const reach = { line: 90, block: 4000 }

/** A lost bracket comes back wherever all brackets would then be in pairs; lost words in between come apart. */
export function* insertBrackets(draft: Draft): Generator<Fix> {
  for (const sign of missingSigns(draft)) {
    for (let index = Math.max(0, draft.at - reach.line); index <= Math.min(draft.at + reach.line, draft.tokens.length); index += 1) {
      const leaves = draft.leaves(index, index, sign)
      if (leaves === null) continue
      const strange = sign === '{' || sign === '}' ? 0.6 : 0.2
      yield { ...draft.insert('insert-bracket', index, sign, 0.8 + strange + draft.distance(index)), leaves }
    }
    if (sign === '}') yield* closeBlocks(draft)
    if (sign === '{') yield* openBlocks(draft)
  }
  yield* splitWords(draft)
}

/** The partners of those that have none. */
const missingSigns = ({ unpaired }: Draft): Set<string> => new Set(unpaired.map((sign) => partners[sign] ?? sign))

const partners: Record<string, string> = { '(': ')', ')': '(', '[': ']', ']': '[', '{': '}', $: '}', '}': '{' }

/** `}` on a line of its own, where the lines come back to the depth of the one that opened the block. */
function* closeBlocks(draft: Draft): Generator<Fix> {
  const { lines, tokens, text } = draft
  for (const [number, line] of lines.entries()) {
    const index = line.from
    if (line.from === line.to && number < lines.length - 1) continue
    const leaves = draft.leaves(index, index, '}')
    if (leaves === null || Math.abs(index - draft.at) > reach.block) continue
    const opening = tokens[openBefore(draft.brackets, index).at(-1)?.index ?? -1]
    const indent = lines[opening?.line ?? -1]?.indent
    const before = tokens[index - 1]
    if (indent === undefined || !before) continue
    const isBack = line.from === line.to || line.indent <= indent
    const wasDeeper = (lines[before.line]?.indent ?? 0) > indent
    const space = text.slice(before.end, tokens[index]?.start ?? text.length)
    // A line of nothing but its indent is what is left of a line with a bracket.
    const empty = new RegExp(`\\n([ \\t]{${indent}})(?=\\r?\\n|$)`).exec(space)
    const at = empty ? before.end + empty.index + 1 + indent : lineEnd(draft, before.end)
    const value = empty ? '}' : `\n${text.slice(lines[opening?.line ?? 0]?.start, (lines[opening?.line ?? 0]?.start ?? 0) + indent)}}`
    yield { kind: 'insert-bracket', changes: [{ start: at, end: at, text: value }], cost: (empty && indent > 0 ? 0.2 : 1) + (isBack ? 0 : 1.5) + (wasDeeper ? 0 : 0.7), leaves }
  }
}

const lineEnd = ({ text }: Draft, offset: number): number => {
  const end = text.indexOf('\n', offset)
  const line = end === -1 ? text.length : end
  // Behind a comment that ends the line; but never behind what is not yet the end of a token.
  return text[line - 1] === '\r' ? line - 1 : line
}

/** ` {` at the end of a line that is followed by deeper ones. */
function* openBlocks(draft: Draft): Generator<Fix> {
  for (const [number, line] of draft.lines.entries()) {
    const next = draft.lines.slice(number + 1).find(({ from, to }) => from !== to)
    if (line.from === line.to || !next || Math.abs(line.to - draft.at) > reach.block) continue
    const leaves = draft.leaves(line.to, line.to, '{')
    if (next.indent > line.indent && leaves !== null) yield { ...draft.insert('insert-bracket', line.to, '{', 0.6), leaves }
  }
}

/** `push(row` that lost its bracket reads `pushrow`. */
function* splitWords(draft: Draft): Generator<Fix> {
  const signs = [...missingSigns(draft), '.']
  for (let index = Math.max(0, draft.at - 30); index <= Math.min(draft.at + 3, draft.tokens.length - 1); index += 1) {
    const token = draft.tokens[index]
    if (!token || !(isWord(token) || token.type === 'NumericLiteral') || (keywords.has(token.value))) continue
    for (const sign of signs) {
      const leaves = sign === '.' ? draft.unpaired.length : draft.leaves(index, index, sign)
      if (leaves === null) continue
      for (let cut = 1; cut < token.value.length; cut += 1) {
        const known = [token.value.slice(0, cut), token.value.slice(cut)].filter((part) => draft.around.words.has(part) || commonWords.has(part) || /^\d+$/.test(part)).length
        if (known === 0) continue
        const at = token.start + cut
        yield { kind: 'insert-bracket', changes: [{ start: at, end: at, text: sign }], cost: (known === 2 ? 0.5 : 2.2) + draft.distance(index) + (sign === '.' ? 0.7 : 0), leaves }
      }
    }
  }
}
