import { seededRandom, shuffle } from '../../lib/chaos/random.ts'
import type { Program } from './corpus.ts'
import { damage, damages } from './damage.ts'
import { seedBugs, suited, type SeededBug } from './seed-bugs.ts'

/** A program of the corpus with one mistake in it. */
export interface Broken {
  program: Program
  /** Id of a chaos fault, a kind of damage, or 'hand-made'. */
  kind: string
  source: string
  summary: string
}

/** Kinds with a goal of their own; all others are mutations. */
export const deletion = 'delete-lines'
export const slips: readonly string[] = ['syntax-error', ...damages]
export const mutations: readonly string[] = suited.filter((id) => id !== deletion && !slips.includes(id))

/** Mistakes made by hand, in an order drawn by lot. */
export function handMade(programs: readonly Program[], seed: number): Broken[] {
  const broken = programs.flatMap((program) => (program.bug ? [{ program, kind: 'hand-made', source: program.bug.source, summary: program.bug.what }] : []))
  return shuffle(broken, seededRandom(seed))
}

/** One mistake of a kind in each program that offers a place for it, programs in an order drawn by lot. Not every one is noticed by tests. */
export function* brokenBy(kind: string, programs: readonly Program[], seed: number): Generator<Broken> {
  // Each kind draws by itself: what is asked of one changes nothing for another.
  const random = seededRandom([...kind].reduce((mixed, char) => Math.imul(mixed, 31) + char.charCodeAt(0), seed))
  for (const program of shuffle(programs, random)) {
    const made = breakProgram(kind, program, Math.floor(random() * 0x1_0000_0000))
    if (made) yield { program, kind, source: made.source, summary: made.summary }
  }
}

function breakProgram(kind: string, { source }: Program, seed: number): Omit<SeededBug, 'fault'> | null {
  const slip = damages.find((one) => one === kind)
  if (slip) return damage(slip, source, seededRandom(seed))
  const [bug] = seedBugs(source, seed, [kind])
  return bug ?? null
}
