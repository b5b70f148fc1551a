import type { Json } from '../../contract/json.ts'
import { bySeverity } from '../severity.ts'
import { dataFault } from './data-fault.ts'
import { changePlaces } from './places.ts'

/** In characters of JSON: what is given to a program is also kept in the ledger. */
const largest = 1_000_000

const sizeOf = (intensity: number) => bySeverity([200, 2000, 20_000, 100_000, 500_000], intensity)

export const hugeInput = dataFault({
  id: 'huge-input',
  label: 'Give it far too much',
  teaches: 'What is quick for ten is not for a hundred thousand: size finds the loop within the loop.',
  intensity: 'how many elements, keys or characters the input grows to: 200, 2000, 20000, 100000 or 500000, with 1 MB at most',
  value: (value, { random, intensity }) =>
    Array.isArray(value) && value.length > 0 ? grown(value, sizeOf(intensity)) : changePlaces(value, 1, random, (part) => grown(part, sizeOf(intensity))),
  text: (text, { intensity }) => repeated(text === '' ? 'x' : text, sizeOf(intensity)),
})

/** Larger in its own kind: more of the same, as far as {@link largest} allows. */
function grown(value: Json, size: number): Json {
  if (typeof value === 'string') return repeated(value === '' ? 'x' : value, size)
  if (typeof value === 'number') return cubed(value, size)
  if (Array.isArray(value)) return many(value.length > 0 ? value : [0], size)
  if (typeof value !== 'object' || value === null) return many([value], size)
  const [example = 0] = Object.values(value)
  const more = many([example], size).map((part, index): [string, Json] => [`key${index}`, part])
  return Object.fromEntries([...more, ...Object.entries(value)])
}

/** From eight million to beyond the integers that a number can hold. */
function cubed(value: number, size: number): number {
  const large = (value < 0 ? -1 : 1) * size ** 3
  return large === value ? 2 * large : large
}

/** At least one more than there was. */
function many(parts: readonly Json[], size: number): Json[] {
  const each = JSON.stringify(parts).length / parts.length
  const count = Math.max(parts.length + 1, Math.min(size, Math.floor(largest / each)))
  return Array.from({ length: count }, (_, index) => structuredClone(parts[index % parts.length] as Json))
}

const repeated = (text: string, size: number): string =>
  text.repeat(Math.max(2, Math.ceil(Math.min(size, largest) / text.length)))
