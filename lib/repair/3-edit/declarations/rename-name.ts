import { visibleAt } from '../../scopes.ts'
import type { Edit } from '../../edit.ts'
import { commonWords } from '../../1-diagnose/common-words.ts'
import { keywordsLike, spellingDistance } from '../../1-diagnose/spelling.ts'
import { isWritten, type MissingName } from './missing-name.ts'

/** Words that mean something only in their places. */
const contextual = new Set(['as', 'from', 'get', 'set', 'of', 'async', 'static', 'let', 'yield'])

const limits = { distance: 3, others: 16 }

/** The name is another one, misspelt: a declared one first, then a keyword or a global, then two names that lost their dot, at last any other. */
export function* renameName(missing: MissingName): Generator<Edit> {
  const { name, first, uses } = missing
  const visible = visibleAt(first.scope, first.node.start).map((one) => one.name).filter((one) => one !== '$')
  const close = [...new Set(visible)].map((other) => ({ other, distance: spellingDistance(name, other, limits.distance) }))
  for (const { other, distance } of close.filter(({ other, distance }) => distance <= Math.min(limits.distance, Math.max(1, other.length / 2))).sort((a, b) => a.distance - b.distance)) {
    yield* renameTo(missing, other, distance > 1 ? 0.5 + distance * 0.6 : name.length > 2 ? 0.3 : 1)
  }
  for (const [keyword, distance] of keywordsLike(name)) if (!contextual.has(keyword) && distance <= Math.max(1, keyword.length / 3)) for (const edit of renameTo(missing, keyword, 0.8 + distance * 0.4)) yield { ...edit, kind: 'spell-keyword' }
  for (const word of Object.getOwnPropertyNames(globalThis)) {
    const distance = spellingDistance(name, word, 2)
    if (distance <= Math.min(2, word.length / 3)) yield* renameTo(missing, word, 0.9 + distance * 0.4)
  }
  for (let cut = name.length - 2; cut > 0; cut -= 1) {
    const [owner, property] = [name.slice(0, cut), name.slice(cut)]
    if (!visible.includes(owner) && owner !== 'this' && !Object.hasOwn(globalThis, owner)) continue
    const isKnown = commonWords.has(property) || new RegExp(`\\.${property.replaceAll('$', '\\$')}\\b`).test(missing.file.text)
    yield* renameTo(missing, `${owner}.${property}`, isKnown ? 1.2 : 1.9)
  }
  if (uses.every(isWritten)) return
  for (const [order, other] of visible.slice(0, limits.others).entries()) yield* renameTo(missing, other, 3.5 + order * 0.2)
}

/** At all its places, and where there are several, at each one alone. */
function* renameTo({ uses }: MissingName, text: string, cost: number): Generator<Edit> {
  const changes = uses.map(({ node, parents }) => {
    const parent = parents.at(-1)
    // `{ a }` says both which property and which name.
    const isShort = parent?.type === 'Property' && parent.shorthand
    return { start: node.start, end: node.end, text: isShort ? `${node.name}: ${text}` : text }
  })
  const at = changes[0]?.start ?? 0
  yield { kind: 'rename-name', changes, at, cost }
  if (changes.length > 1) for (const change of changes) yield { kind: 'rename-name', changes: [change], at: change.start, cost: cost + 1.5 }
}
