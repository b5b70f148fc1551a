import { literal } from '../literal.ts'
import { number, string, type Types } from '../value-types.ts'
import { wordsOfName } from './words-of-name.ts'
import type { Lost, Value } from './value.ts'

const lengths: readonly [word: RegExp, text: string][] = [
  [/^week/, '7 * 24 * 60 * 60 * 1000'], [/^day/, '24 * 60 * 60 * 1000'], [/^hour/, '60 * 60 * 1000'], [/^minute/, '60 * 1000'], [/^second/, '1000'],
]
const alphabets: readonly [word: RegExp, texts: string[]][] = [
  [/^digit/, ["'0123456789abcdefghijklmnopqrstuvwxyz'", "'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'", "'0123456789abcdef'", "'0123456789'"]],
  [/^(?:letter|alphabet)/, ["'abcdefghijklmnopqrstuvwxyz'", "'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"]],
  [/^vowel/, ["'aeiou'"]],
]
const usual: readonly (number | string)[] = [0, 1, 2, 10, 100, 1000, 60, 24, 7, 12, 5, 3, '', ' ', ',', '-', ', ', '\n']

/** What a name alone says, what tests expect, and what is usual. */
export function* knownConstants({ missing: { name, uses }, wanted, context: { focus: { constants } } }: Lost): Generator<Value> {
  const words = wordsOfName(name)
  for (const [word, text] of lengths) {
    if (!words.some((one) => word.test(one)) || (wanted & number) === 0) continue
    yield { text, cost: words.some((one) => /^(?:ms|milli)/.test(one)) ? 1.1 : 2 }
    // The same in seconds.
    yield { text: text.replace(/ \* 1000$/, ''), cost: 2.2 }
  }
  for (const [word, texts] of alphabets) if (words.some((one) => word.test(one)) && (wanted & string) !== 0) for (const [order, text] of texts.entries()) yield { text, cost: 1.6 + order * 0.2 }
  // Whatever is computed has its place in one function; what several share is a constant.
  const shared = uses.length > 1 ? 0 : 0.6
  const typed = (value: number | string): Types => (typeof value === 'number' ? number : string)
  const mined = constants.filter((value): value is number | string => typeof value === 'number' || typeof value === 'string').slice(0, 10)
  for (const [order, value] of [...mined, ...usual].entries()) if (wanted & typed(value)) yield { text: literal(value), cost: 2.6 + shared + order * 0.03 }
}
