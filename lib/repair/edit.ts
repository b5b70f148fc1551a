/** `text` in place of what stands from `start` to `end`; offsets into the file's text. */
export interface Change { start: number; end: number; text: string }

/** One candidate's difference from the file that it is made on. */
export interface Edit {
  /** The operator that made it, kebab-case: what an antibody remembers. */
  kind: string
  /** In order of `start`, not overlapping. */
  changes: Change[]
  /** Offset of the statement that it belongs to: where its suspicion is looked up. */
  at: number
  /** How far it goes, in the operator's own judgement: 1 for the likeliest and smallest, 10 for the wildest. Ranks equals. */
  cost: number
}

export function applyChanges(text: string, changes: readonly Change[]): string {
  let result = ''
  let from = 0
  for (const { start, end, text: added } of changes) {
    result += text.slice(from, start) + added
    from = end
  }
  return result + text.slice(from)
}

const longest = 70

/** "line 12: `a <= b` became `a < b`", from the first to the last character that differs and the words around. */
export function summarise(text: string, { changes }: Pick<Edit, 'changes'>): string {
  const [first] = changes
  const last = changes.at(-1)
  if (!first || !last) return 'nothing changed'
  const after = applyChanges(text, changes)
  const start = wordStart(text, first.start)
  const end = wordEnd(text, last.end)
  const line = text.slice(0, first.start).split('\n').length
  const now = after.slice(start, after.length - (text.length - end))
  return `line ${line}: \`${brief(text.slice(start, end))}\` became \`${brief(now)}\``
}

const wordStart = (text: string, at: number): number => {
  const before = /[^\n;{}]{0,24}$/.exec(text.slice(0, at))?.[0] ?? ''
  const start = at - before.length
  const cut = isInWord(text, start) ? (/^[\w$]+(?![\w$])(?=.)/.exec(before)?.[0].length ?? 0) : 0
  return at - before.slice(cut).trimStart().length
}
const wordEnd = (text: string, at: number): number => {
  const after = /^[^\n;{}]{0,24}/.exec(text.slice(at))?.[0] ?? ''
  const cut = isInWord(text, at + after.length) ? (/(?<=[^\w$])[\w$]+$/.exec(after)?.[0].length ?? 0) : 0
  return at + after.slice(0, after.length - cut).trimEnd().length
}
const isInWord = (text: string, at: number): boolean => /[\w$]{2}/.test(text.slice(Math.max(0, at - 1), at + 1))

function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}
