import type { Draft, Fix } from '../draft.ts'
import { lineAt } from '../tokens.ts'

const reach = 6

/** The `}` of a template's hole: once it is lost, nothing behind it is read as what it is. */
export function* mendTemplates(draft: Draft): Generator<Fix> {
  const { lines, text } = draft
  const failed = lineAt(lines, Math.min(draft.failure.pos, text.length))
  for (let number = failed + 1; number >= Math.max(0, failed - reach); number -= 1) {
    const line = lines[number]
    if (!line) continue
    const content = text.slice(line.start, line.end)
    for (const hole of content.matchAll(/\$\{/g)) {
      const rest = content.slice(hole.index + 2)
      // No farther than to where the next hole begins.
      const end = rest.indexOf('${')
      for (const { index } of rest.slice(0, end === -1 ? rest.length : end).matchAll(/(?<=[\w\])'"`}])(?!\w)/g)) {
        const at = line.start + hole.index + 2 + index
        const inside = rest.slice(0, index)
        const isSimple = /^[\w$.]+(?:\([^()]*\)|\[[^\]]*\])?$/.test(inside)
        const cost = 0.5 + Math.abs(failed - number) * 0.2 + (isSimple ? 0 : 0.6) + (inside.includes('`') ? 0.8 : 0) + (inside.includes('}') ? 0.7 : 0)
        yield { kind: 'insert-bracket', changes: [{ start: at, end: at, text: '}' }], cost }
      }
    }
  }
}
