import type { Draft, Fix } from '../draft.ts'
import { lineAt } from '../tokens.ts'

/** Slashes and brackets of regular expressions. */
export function* mendRegexes(draft: Draft): Generator<Fix> {
  const { failure, lines, text, tokens } = draft
  const regex = tokens.find(({ type, start, end }) => type === 'RegularExpressionLiteral' && start <= failure.pos && end > failure.pos)
  if (regex && /regular expression/i.test(failure.message)) {
    for (let at = regex.start + 1; at < regex.end; at += 1) {
      yield { kind: 'mend-regex', changes: [{ start: at, end: at + 1, text: '' }], cost: 1.2 + (/\w/.test(text[at] ?? '') ? 1 : 0) }
      for (const sign of '()[]{}\\') yield { kind: 'mend-regex', changes: [{ start: at, end: at, text: sign }], cost: 1.4 }
    }
  }
  const failed = lineAt(lines, Math.min(failure.pos, text.length))
  for (const line of [lines[failed], lines[failed - 1]]) {
    if (!line) continue
    const content = text.slice(line.start, line.end)
    if (!content.includes('/') && !/\\[dwsbDWSB.]|\[\^|\)\?|\$/.test(content)) continue
    for (let at = line.start + line.indent; at <= line.end; at += 1) {
      const isBorder = /\W|^$/.test(text[at - 1] ?? '') || /\W|^$/.test(text[at] ?? '')
      if (isBorder) yield { kind: 'mend-regex', changes: [{ start: at, end: at, text: '/' }], cost: 2.2 + (/[(\s[,=]/.test(text[at - 1] ?? '') || /[.),\s]/.test(text[at] ?? '') ? 0 : 0.8) + (line === lines[failed] ? 0 : 1) }
    }
  }
}
