import type { Visit } from '../visit.ts'

/** Of a condition, how it is made: of one question, or of two. */
export interface Separator { text: string; of: 1 | 2 }

/** How many of each kind, and how many that say the same at every visit. */
const most = { singles: 24, pairs: 24, alike: 3 }

/**
 * Conditions that tell checks that fail from checks that pass: yes at some visit of every check that fails, no at every
 * visit of those that pass. Singles before pairs, each in the order of its questions.
 * @param texts the questions
 * @param wanted which answers of a question count as yes: 1, or 0 for conditions that shall hold where all is well
 */
export function separators(texts: readonly string[], visits: readonly Visit[], passes: (check: number) => boolean, wanted: '1' | '0' = '1'): Separator[] {
  const failing = [...Map.groupBy(visits.keys().filter((visit) => !passes(visits[visit]?.check ?? 0)), (visit) => visits[visit]?.check).values()].map((own) => bitsOf(visits.length, own))
  if (failing.length === 0) return []
  const good = bitsOf(visits.length, visits.keys().filter((visit) => passes(visits[visit]?.check ?? 0)))
  const found = new Chosen()
  const questions = texts.map((text, index): Question => ({
    text, yes: bitsOf(visits.length, visits.keys().filter((visit) => visits[visit]?.answers[index] === wanted)),
    thrown: bitsOf(visits.length, visits.keys().filter((visit) => visits[visit]?.answers[index] === 'x')),
  }))
  const safe = questions.filter(({ thrown }) => thrown.every((word) => word === 0))
  const silent = safe.filter(({ yes }) => !meet(yes, good))
  const reach = ({ yes }: Pick<Question, 'yes'>): number => failing.reduce((sum, check) => sum + (meet(yes, check) ? 1 : 0), 0)
  const reached = new Map(silent.map((question) => [question, reach(question)]))

  for (const question of silent) if (reached.get(question) === failing.length) found.add(question.text, 1, question.yes, most.singles)
  // Two that are each silent where all is well, and together reach what fails.
  const partial = silent.filter((question) => { const size = reached.get(question) ?? 0; return size > 0 && size < failing.length }).slice(0, breadth.partial)
  for (const [at, one] of partial.entries()) {
    for (const other of partial.slice(at + 1)) {
      const yes = one.yes.map((word, index) => word | (other.yes[index] ?? 0))
      if (reach({ yes }) === failing.length) found.add(joined(one.text, wanted === '1' ? '||' : '&&', other.text), 2, yes, most.pairs)
    }
  }
  if (wanted === '0') return found.all
  // Two of which each says yes wherever it should, and now and then where it should not, but never both.
  const loud = questions.filter((question) => meet(question.yes, good) && reach(question) === failing.length).slice(0, breadth.loud)
  for (const [at, one] of loud.entries()) {
    if (one.thrown.some((word) => word !== 0)) continue
    for (const [place, other] of loud.entries()) {
      const mayThrow = other.thrown.some((word) => word !== 0)
      if (one === other || (!mayThrow && place < at)) continue
      // The second is only asked where the first says yes.
      if (mayThrow && meet(one.yes, other.thrown)) continue
      const yes = one.yes.map((word, index) => word & (other.yes[index] ?? 0))
      if (!meet(yes, good) && reach({ yes }) === failing.length) found.add(joined(one.text, '&&', other.text), 2, yes, most.singles + most.pairs)
    }
  }
  return found.all
}

interface Question { text: string; /** A bit for each visit, as `thrown`. */ yes: Uint32Array; thrown: Uint32Array }

/** How many questions are tried in pairs. */
const breadth = { partial: 40, loud: 80 }

function bitsOf(size: number, of: Iterable<number>): Uint32Array {
  const bits = new Uint32Array((size + 31) >>> 5)
  for (const index of of) bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31))
  return bits
}

const meet = (one: Uint32Array, other: Uint32Array): boolean => {
  for (let at = 0; at < one.length; at += 1) if (((one[at] ?? 0) & (other[at] ?? 0)) !== 0) return true
  return false
}

const joined = (one: string, operator: '&&' | '||', other: string): string => `${grouped(one, operator)} ${operator} ${grouped(other, operator)}`

/** A condition as an operand: in parentheses where it has an operator in it that binds less, or that must not stand beside this one. */
export const grouped = (text: string, operator: '&&' | '||'): string => ((operator === '&&' ? /\|\||\?(?!\.\D)/ : /\?(?!\.\D)/).test(text) ? `(${text})` : text)

class Chosen {
  readonly all: Separator[] = []
  readonly #alike = new Map<string, number>()

  add(text: string, of: 1 | 2, yes: Uint32Array, limit: number): void {
    const key = yes.join()
    const alike = this.#alike.get(key) ?? 0
    if (this.all.length >= limit || alike >= most.alike) return
    this.#alike.set(key, alike + 1)
    this.all.push({ text, of })
  }
}
