import type { Change } from '../edit.ts'
import { type Bracket, bracketsOf, isOpening, unpairedSigns } from './brackets.ts'
import { type Gap, gapOf } from './habits.ts'
import type { Failure } from './parse-failure.ts'
import type { Surroundings } from './surroundings.ts'
import { type Line, type Token, tokenise } from './tokens.ts'

/** One way to go on from a draft. */
export interface Fix {
  kind: string
  /** In the draft's text. */
  changes: Change[]
  /** 0 for what is hardly to be doubted; each point more is a wilder guess. */
  cost: number
  /** How many brackets it leaves without a partner, where that can be told: then it takes another fix to parse. */
  leaves?: number
}

/** A text that does not parse, and what can be known of it all the same. */
export class Draft {
  readonly text: string
  readonly failure: Failure
  readonly tokens: readonly Token[]
  readonly lines: readonly Line[]
  readonly openComment: number | null
  /** Index of the token at which the parser gave up; as many as there are tokens at the end of the text. */
  readonly at: number
  readonly around: Surroundings
  readonly brackets: readonly Bracket[]
  /** The brackets that have no partner. */
  readonly unpaired: readonly string[]

  constructor(text: string, failure: Failure, around: Surroundings) {
    this.text = text
    const { tokens, lines, openComment } = tokenise(text)
    this.tokens = tokens
    this.lines = lines
    this.openComment = openComment
    this.brackets = bracketsOf(tokens)
    this.failure = /Missing catch/.test(failure.message) ? { ...failure, pos: this.#endOfBlock(failure.pos) } : failure
    const at = tokens.findIndex((token) => token.end > this.failure.pos)
    this.at = at === -1 ? tokens.length : at
    this.around = around
    this.unpaired = unpairedSigns(this.brackets)
  }

  /** Of a `try` without `catch`, the parser tells the beginning: what is wrong stands at its end. */
  #endOfBlock(offset: number): number {
    let depth = 0
    for (const { index, sign } of this.brackets) {
      const token = this.tokens[index]
      if (!token || token.start < offset) continue
      depth += isOpening(sign) ? 1 : -1
      if (depth === 0) return token.end
    }
    return offset
  }

  /** How much farther a guess lies from where the parser gave up: what is wrong stands at that place or before it. */
  distance(index: number): number {
    const steps = index < this.at ? this.at - index : (index - this.at) * 3
    return Math.min(Math.log2(1 + steps) * 0.35, 3)
  }

  space(index: number): string {
    return this.text.slice(this.tokens[index - 1]?.end ?? 0, this.tokens[index]?.start ?? this.text.length)
  }

  /**
   * What a change of brackets is worth: the tokens from `from` to `to` give way to the brackets `added`.
   * @returns how many are left without a partner; null where it makes nothing better
   */
  leaves(from: number, to: number, added = ''): number | null {
    const unpaired = unpairedSigns(this.brackets, from, to, added).length
    const isIdle = added === '' && !this.brackets.some(({ index }) => index >= from && index < to)
    return unpaired === 0 || unpaired < this.unpaired.length || isIdle ? unpaired : null
  }

  /** Takes out tokens, and the space on that side of them where it would look the strangest. */
  without(kind: string, from: number, to: number, cost: number): Fix {
    const [before, after] = [this.tokens[from - 1], this.tokens[to]]
    const [left, right] = [this.space(from), this.space(to)]
    const was = this.around.habits.strangeness(before, gapOf(left), this.tokens[from]) + this.around.habits.strangeness(this.tokens[to - 1], gapOf(right), after)
    const strange = [left, right].map((space) => this.around.habits.strangeness(before, gapOf(space), after))
    const keepsLeft = left.includes('\n') || (!right.includes('\n') && (strange[0] ?? 0) <= (strange[1] ?? 0))
    const start = keepsLeft ? (this.tokens[from]?.start ?? 0) : (before?.end ?? 0)
    const end = keepsLeft && !right.includes('\n') ? (after?.start ?? this.text.length) : (this.tokens[to - 1]?.end ?? 0)
    return { kind, changes: [{ start, end, text: '' }], cost: cost + Math.min(...strange) / 2 - was / 4 }
  }

  /** Puts a token before another one, spaced as it looks best. */
  insert(kind: string, index: number, value: string, cost: number): Fix {
    const [before, after] = [this.tokens[index - 1], this.tokens[index]]
    const space = this.space(index)
    const token = tokenise(value).tokens[0]
    const gap = gapOf(space)
    const was = this.around.habits.strangeness(before, gap, after)
    let best = { strange: Infinity, left: '', right: '' }
    for (const [left, right] of waysToSplit(gap)) {
      const strange = this.around.habits.strangeness(before, left, token) + this.around.habits.strangeness(token, right, after)
      if (strange < best.strange) best = { strange, left, right }
    }
    const start = before?.end ?? 0
    const end = after?.start ?? this.text.length
    const change = gap === '\n'
      ? best.left === '\n' ? { start: end, end, text: value + best.right } : { start, end: start, text: best.left + value }
      : { start, end, text: best.left + value + best.right }
    return { kind, changes: [change], cost: cost + best.strange / 2 - was / 4 - residue(space) }
  }
}

/** A token that was lost leaves its spaces behind. */
const residue = (space: string): number => (/^ +\r?\n|^  +$|\n[ \t]+\r?\n/.test(space) ? 0.8 : 0)

function waysToSplit(gap: Gap): [Gap, Gap][] {
  if (gap === '\n') return [['', '\n'], [' ', '\n'], ['\n', ''], ['\n', ' ']]
  return [['', ''], ['', ' '], [' ', ''], [' ', ' ']]
}
