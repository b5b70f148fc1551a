import { commonWords } from '../common-words.ts'
import type { Draft, Fix } from '../draft.ts'
import { lineAt } from '../tokens.ts'

/** What was typed into the middle of a word goes, where a known word remains; so does a `#` where no class is. */
export function* removeCharacters(draft: Draft): Generator<Fix> {
  const { lines, text, around: { words } } = draft
  const failed = lineAt(lines, Math.min(draft.failure.pos, text.length))
  for (const [order, line] of [lines[failed], lines[failed - 1]].entries()) {
    if (!line) continue
    const content = text.slice(line.start, line.end)
    yield* inSigns(content, line.start, order)
    for (const { index } of content.matchAll(/(?<=[\w$])(?=\S)/g)) {
      for (let length = 1; length <= 3; length += 1) {
        const [before] = /[\w$]+$/.exec(content.slice(0, index)) ?? []
        const [after] = /^[\w$]+/.exec(content.slice(index + length)) ?? []
        if (before === undefined || after === undefined) continue
        const word = before + after
        const isNew = !/^[\w$]+$/.test(content.slice(index, index + length))
        if (!(words.has(word) || commonWords.has(word) || (isNew && length === 1))) continue
        const start = line.start + index
        const known = words.has(word) || commonWords.has(word)
        yield { kind: 'delete-characters', changes: [{ start, end: start + length, text: '' }], cost: (known ? 0.2 : 0.9) + order + length * 0.1 + (isNew ? 0 : 0.8) }
      }
    }
  }
}

/** `<<<===`: some of the signs that stand close together are too many. */
function* inSigns(content: string, start: number, order: number): Generator<Fix> {
  for (const { 0: run, index } of content.matchAll(/[^\w\s'"`()[\]{}]{2,}/g)) {
    for (let length = 1; length <= Math.min(4, run.length - 1); length += 1) {
      for (let from = 0; from + length <= run.length; from += 1) {
        yield { kind: 'delete-characters', changes: [{ start: start + index + from, end: start + index + from + length, text: '' }], cost: 1.1 + order + length * 0.15 }
      }
    }
  }
}
