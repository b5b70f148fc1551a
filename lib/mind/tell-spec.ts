import type { SpecWords } from '../contract/spec-words.ts'
import { asShown, cutEnd } from './visible.ts'

const rowChars = 450
/** Of each kind of row together. */
const listChars = { examples: 2_600, refusals: 1_200, properties: 1_400 } as const

/** What a program has to do, as it is told to a model. Bounded. */
export function tellSpec({ examples, refusals, properties, counts, isChoosy, initialState, limits, fitness }: SpecWords): string {
  return [
    rows('Examples', listChars.examples, counts.examples, examples.map(({ name, task, expected, state }) => `${name}: ${task}${state === undefined ? '' : ` with state ${state}`} → ${expected}`)),
    rows('Must be refused with an error', listChars.refusals, counts.refusals, refusals.map(({ name, task, message }) => `${name}: ${task}${message === null ? '' : `, with a message like ${message}`}`)),
    rows('Must hold for every input', listChars.properties, counts.properties, properties),
    ...(isChoosy ? ['Some inputs lie outside of what it promises: there a clean error is right.'] : []),
    ...(initialState === null ? [] : [`State that it begins with: ${cutEnd(asShown(initialState), 300, '…')}`]),
    `Limits: ${limits.timeoutMs} ms, heap ${limits.heapMb} MB, memory ${limits.rssMb} MB, CPU ${limits.cpuSeconds} s, output ${limits.outputBytes} bytes`,
    ...(fitness.length === 0 ? [] : [`Worth: ${fitness.map(({ measure, more }) => `more ${measure} is ${more}`).join(', ')}`]),
  ].filter((text) => text !== '').join('\n')
}

/** As many as there is room for, and how many there are in all. */
function rows(title: string, most: number, count: number, all: readonly string[]): string {
  if (all.length === 0) return ''
  const told: string[] = []
  let left = most
  for (const text of all) {
    const row = `- ${cutEnd(asShown(text), rowChars, '…')}`
    if (row.length > left) break
    left -= row.length
    told.push(row)
  }
  return [`${title}${told.length < count ? ` (${told.length} of ${count} are told)` : ''}:`, ...told].join('\n')
}
