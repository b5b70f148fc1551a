import fc from 'fast-check'
import type { Json } from '../../lib/contract/json.ts'
import { manifestSchema } from '../../lib/contract/organism.ts'
import type { AnySpec, Organism } from '../../lib/contract/spec.ts'

/** A program under simulated care: whichever text is known as good does `answer`; any other crashes. */
export interface Patient {
  organism: Organism & { specHash: string }
  /** Texts of its entry that are well. The first one is its seed. */
  good: readonly string[]
  answer: (task: Json, state: Json | undefined) => { value: Json; state?: Json } | { refusal: string }
}

const usual: Omit<AnySpec, 'task' | 'examples' | 'properties'> = {
  limits: { timeoutMs: 400, heapMb: 64, rssMb: 256, cpuSeconds: 10, outputBytes: 100_000 },
  fitness: ({ wallMs }) => -wallMs,
}

const doublerSeed = `const limit = 1000

export function perform(n) {
  if (n < 0) throw new RangeError('too small')
  let sum = 0
  for (const part of [n, n]) {
    sum = sum + part
  }
  if (sum > 2 * limit) return 2 * limit
  return sum
}
`

const tallySeed = `export function perform(amount, state) {
  const count = state.count + 1
  const total = state.total + amount
  const mean = total / count
  if (mean > 100) {
    return { result: 100, state: { count, total } }
  }
  return { result: mean, state: { count, total } }
}
`

const wordsSeed = `export function perform(text) {
  const words = text.split(' ').filter((word) => word.length > 0)
  let longest = ''
  for (const word of words) {
    if (word.length > longest.length) longest = word
  }
  return { count: words.length, longest }
}
`

/** The same program, written otherwise: what a search may come to. */
const variants = (seed: string): string[] => [seed, `${seed}// mended\n`, `// mended\n${seed}`]

function patient(id: string, seed: string, pulseMs: number, more: object, spec: Pick<AnySpec, 'task' | 'examples' | 'properties'> & Partial<AnySpec>, answer: Patient['answer']): Patient {
  const manifest = manifestSchema.parse({ kind: 'task', title: id, teaches: 'A patient of the simulation.', entry: `${id}.js`, pulseMs, probationPulses: 2, ...more })
  return { organism: { id, manifest, spec: { ...usual, ...spec }, files: { [`${id}.js`]: seed }, specHash: '' }, good: variants(seed), answer }
}

export const patients: readonly Patient[] = [
  patient('doubler', doublerSeed, 700, {}, {
    task: fc.integer({ min: 0, max: 1000 }),
    examples: [{ name: 'three', task: 3, expected: 6 }],
    throws: [{ name: 'below zero', task: -1, message: /too small/ }],
    accepts: (task) => typeof task === 'number' && task >= 0,
    properties: [{ name: 'doubles', check: ({ task, result }) => (result === 2 * (task as number) ? null : 'it is not the double') }],
  }, (task) => (typeof task === 'number' && task >= 0 ? { value: 2 * task } : { refusal: 'too small' })),
  patient('tally', tallySeed, 1_100, { budget: { restarts: 2, periodMs: 10_000 } }, {
    task: fc.integer({ min: 0, max: 100 }),
    examples: [{ name: 'the first', task: 4, expected: 4, state: { count: 0, total: 0 } }],
    initialState: { count: 0, total: 0 },
    properties: [{ name: 'counts', check: ({ before, after }) => ((after as Tally).count === (before as Tally).count + 1 ? null : 'it has not counted') }],
  }, (task, state) => {
    if (typeof task !== 'number') return { refusal: 'no number' }
    const { count, total } = (state ?? { count: 0, total: 0 }) as unknown as Tally
    const next = { count: count + 1, total: total + task }
    return { value: next.total / next.count, state: next }
  }),
  patient('words', wordsSeed, 1_700, { healing: { rungs: ['restart', 'rollback', 'quarantine'] } }, {
    task: fc.constantFrom('a bb ccc', 'one', '', 'x y'),
    examples: [{ name: 'none', task: '', expected: { count: 0, longest: '' } }],
    properties: [{ name: 'counts', check: ({ result }) => ((result as { count: number }).count >= 0 ? null : 'less than none') }],
  }, (task) => {
    if (typeof task !== 'string') return { refusal: 'no text' }
    const words = task.split(' ').filter(Boolean)
    return { value: { count: words.length, longest: words.reduce((long, word) => (word.length > long.length ? word : long), '') } }
  }),
]

interface Tally { count: number; total: number }
