import { Habits } from './habits.ts'
import { isName, type Token, tokenise } from './tokens.ts'

/** What the rest of a file tells about a part of it. */
export interface Surroundings {
  /** Of the whole file, the part included. */
  habits: Habits
  tokens: readonly Token[]
  /** How often each word stands in the whole file. */
  words: ReadonlyMap<string, number>
  /** The names that stand outside of the part. */
  outside: ReadonlySet<string>
  /** Those of them that seem to be declared there for the whole file. */
  declared: ReadonlySet<string>
}

export function surroundingsOf(text: string, part: { start: number; end: number }): Surroundings {
  const { tokens, lines } = tokenise(text)
  const words = new Map<string, number>()
  const outside = new Set<string>()
  const declared = new Set<string>()
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'IdentifierName') continue
    words.set(token.value, (words.get(token.value) ?? 0) + 1)
    if (!isName(token) || (token.start >= part.start && token.start < part.end)) continue
    outside.add(token.value)
    const line = lines[token.line]
    const first = tokens[line?.from ?? 0]?.value ?? ''
    const isDeclared = /^(?:const|let|var|function|class|\*)$/.test(tokens[index - 1]?.value ?? '')
    // Of a list in braces, imported or taken apart, every name counts.
    if (line?.indent === 0 && (isDeclared || (/^(?:import|const|let|var)$/.test(first) && !tokens.slice(line.from, index).some(({ value }) => value === '=')))) declared.add(token.value)
  }
  return { habits: new Habits(text, tokens), tokens, words, outside, declared }
}
