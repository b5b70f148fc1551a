import type { Random } from '../../contract/fault.ts'
import type { Json } from '../../contract/json.ts'
import { pick } from '../random.ts'
import { dataFault } from './data-fault.ts'
import { changePlaces } from './places.ts'

export const malformedInput = dataFault({
  id: 'malformed-input',
  label: 'Give it broken data',
  teaches: 'Data of the wrong shape should be refused where it comes in; what is let in fails deeper down, with a stranger message.',
  intensity: 'how many values have the wrong type or shape, or how many pieces a text has lost: 1 to 5',
  value: (value, { random, intensity }) => changePlaces(value, intensity, random, misshapen),
  text: (text, { random, intensity }) => {
    let broken = text
    for (let times = 0; times < intensity; times += 1) broken = damaged(broken, random)
    // A quotation mark put in can be the very one that is lost next.
    return broken === text ? `${text}"` : broken
  },
})

/** Another type, or the same with a part missing. */
function misshapen(value: Json, random: Random): Json {
  if (typeof value === 'number') return pick([String(value), null, [value], 'NaN'], random)
  if (typeof value === 'boolean') return pick([String(value), null, value ? 1 : 0], random)
  if (typeof value === 'string') return pick([null, value.length, [value], { value }], random)
  if (value === null) return pick(['null', {}, []], random)
  if (Array.isArray(value)) return pick([{ ...value }, value.length, JSON.stringify(value), [...value, null]], random)
  const entries = Object.entries(value)
  if (entries.length === 0) return pick([null, []], random)
  const [key] = pick(entries, random)
  return pick<Json>([
    Object.fromEntries(entries.filter(([other]) => other !== key)),
    Object.fromEntries(entries.map(([other, part]) => [other === key ? `${other}_` : other, part])),
    entries,
  ], random)
}

/** Cut off, a character lost that gives it structure, or one too many. */
function damaged(text: string, random: Random): string {
  const marks = [...text.matchAll(/[^\w\s]|\n/g)]
  const middle = 1 + Math.floor(random() * (text.length - 1))
  const ways = [() => text.slice(0, middle) + '"' + text.slice(middle)]
  if (text.length > 1) ways.push(() => text.slice(0, middle))
  if (marks.length > 0) {
    ways.push(() => {
      const { index } = pick(marks, random)
      return text.slice(0, index) + text.slice(index + 1)
    })
  }
  return pick(ways, random)()
}
