import { keywords, type Token, tokenise } from './tokens.ts'

/** JavaScript as most people space it: what a short file has too few examples of. */
const commonHabits = `
import { a, b } from 'c'
export function f(a, b = 1, { c, d }) {
  const x = a.b(c, d)[0];
  let [y, z] = [1, 'two'];
  if (x === y && !z.w) return x.y;
  if (a > 0 || b < 1) {
    y += 1;
  } else if (x) y = -1;
  for (const v of list) a.push({ b: v, c });
  for (let i = 0; i < a.length; i++) {
    x[i] = (a[i] + b) * c - d / 2;
    if (f(x[i], i + 1)) continue;
  }
  while (i > 0) i -= 1;
  try { await f(); } catch (e) { throw new Error(\`a \${b} c\`); }
  return a.map((v) => v.w).filter((v, i) => { return x(v) ? v : null; });
}
class A extends B {
  constructor() { super(); this.a = []; this.b = new Map(); }
  async f(x) { return this.a.g(x, () => 1); }
}
switch (x) { case 1: break; default: y = f(g(x), [...a, b]); }
const h = async (a) => ({ ...a, b: typeof a === 'string' });
function* g() { yield x; }
module.exports = { f, g };
`

/** One side of a pair: keywords and signs stand for themselves, all other tokens for their class. */
function classOf({ type, value }: Token): string {
  if (type === 'IdentifierName') return keywords.has(value) ? value : 'name'
  return type === 'Punctuator' ? value : type
}

export type Gap = '' | ' ' | '\n'

/** What stands between two tokens as far as it tells anything. */
export const gapOf = (space: string): Gap => (space.includes('\n') ? '\n' : space === '' ? '' : ' ')

/** How often which tokens stand beside each other in a text, with or without a space: what looks right in it. */
export class Habits {
  readonly #counts = new Map<string, number>()

  constructor(text: string, tokens: readonly Token[]) {
    this.#count(commonHabits, commonTokens)
    this.#count(text, tokens)
  }

  #count(text: string, tokens: readonly Token[]): void {
    for (const [index, token] of tokens.entries()) {
      const next = tokens[index + 1]
      if (!next) return
      const pair = key(token, gapOf(text.slice(token.end, next.start)), next)
      this.#counts.set(pair, (this.#counts.get(pair) ?? 0) + 1)
    }
  }

  /** 0 for what is seen all the time, 2 for what is seen nowhere, 4 for what cannot be. */
  strangeness(before: Token | undefined, gap: Gap, after: Token | undefined): number {
    if (!before || !after) return 0
    // Two words in one are another word.
    if (gap === '' && /[\w$]$/.test(before.value) && /^[\w$]/.test(after.value)) return 4
    const count = this.#counts.get(key(before, gap, after)) ?? 0
    return count > 4 ? 0 : strangenessOf[count] ?? 0
  }
}

const strangenessOf = [2, 0.8, 0.5, 0.3, 0.15]

const key = (before: Token, gap: Gap, after: Token): string => `${classOf(before)}${gap}${classOf(after)}`

const commonTokens = tokenise(commonHabits).tokens
