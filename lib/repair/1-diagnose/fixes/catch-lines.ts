import { openBefore } from '../brackets.ts'
import type { Draft, Fix } from '../draft.ts'

/** The line between `try` and what follows an error is gone: it may have stood before any line of the block, or behind it. */
export function* insertCatch(draft: Draft): Generator<Fix> {
  if (!/Missing catch/.test(draft.failure.message)) return
  const closing = draft.at - 1
  const opening = openBefore(draft.brackets, closing).at(-1)
  const from = draft.tokens[opening?.index ?? -1]
  const end = draft.tokens[closing]
  if (!from || !end) return
  const start = draft.lines[from.line]
  const indent = draft.text.slice(start?.start, (start?.start ?? 0) + (start?.indent ?? 0))
  yield { kind: 'insert-line', changes: [{ start: end.end, end: end.end, text: ' catch {}' }], cost: 2.2 }
  for (let number = from.line + 2; number < end.line; number += 1) {
    const at = draft.lines[number]?.start ?? 0
    for (const head of ['} catch (error) {', '} catch {', '} finally {']) {
      yield { kind: 'insert-line', changes: [{ start: at, end: at, text: `${indent}${head}\n` }], cost: 1.2 + (end.line - number) * 0.1 }
    }
  }
}
