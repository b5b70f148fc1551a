import type { Sandbox } from '../../lib/contract/ports/sandbox.ts'
import type { Figure } from '../figure.ts'
import { loadCorpus } from './corpus.ts'
import { byKind, healedFigures, trustFigures, type Attempt, type Goals } from './figures.ts'
import { healBroken } from './heal-broken.ts'
import { brokenBy, deletion, handMade, mutations, slips, type Broken } from './sample.ts'
import { isVitest } from './seed-bugs.ts'
import type { Talk } from './talk.ts'

/** How many mistakes are healed, of each kind; and of how many of them by the control, one process for each candidate. */
export interface CorpusSample {
  mutation: number
  deletion: number
  slip: number
  handMade: number
  control: { mutations: number; others: number }
}

type Told = Attempt & { kind: string }
interface Measured { attempts: Told[]; control: Told[] }

const usual: Goals = { healed: 0.9, medianMs: 200, p95Ms: 10_000 }
const slipGoals: Goals = { ...usual, healed: 0.98 }
const deletionGoals: Goals = { ...usual, healed: 0.75 }

export async function measureCorpus(sandbox: Sandbox, sample: CorpusSample, seed: number, talk: Talk): Promise<Figure[]> {
  const programs = loadCorpus()
  const { control } = sample
  const one = (count: number, from: Iterable<Broken>, controls: number): Promise<Measured> => measure(sandbox, count, from, controls, talk)
  // A control of each kind in turn, until there are enough of them.
  const all = async (kinds: readonly string[], count: number, controls: number): Promise<Measured> => {
    const parts: Measured[] = []
    for (const [index, kind] of kinds.entries()) parts.push(await one(count, brokenBy(kind, programs, seed), index < controls % kinds.length ? Math.ceil(controls / kinds.length) : Math.floor(controls / kinds.length)))
    return { attempts: parts.flatMap(({ attempts }) => attempts), control: parts.flatMap((part) => part.control) }
  }

  const mutated = await all(mutations, sample.mutation, control.mutations)
  const deleted = await one(sample.deletion, brokenBy(deletion, programs, seed), control.others)
  const slipped = await all(slips, sample.slip, control.others)
  const byHand = await one(sample.handMade, handMade(programs, seed), control.others)

  return [
    ...figuresOf('corpus, one mutation', mutated, usual),
    ...trustFigures('corpus, one mutation', mutated.attempts, mutated.control),
    ...byKind('corpus', mutated.attempts, mutated.control, usual),
    ...figuresOf('corpus, one deleted line', deleted, deletionGoals),
    ...trustFigures('corpus, one deleted line', deleted.attempts, deleted.control),
    ...figuresOf('corpus, a token too many, a bracket or quote lost', slipped, slipGoals),
    ...trustFigures('corpus, a token too many, a bracket or quote lost', slipped.attempts, slipped.control),
    ...byKind('corpus', slipped.attempts, slipped.control, slipGoals),
    ...figuresOf('corpus, one mistake made by hand', byHand, usual),
    ...trustFigures('corpus, one mistake made by hand', byHand.attempts, byHand.control),
  ]
}

const figuresOf = (name: string, { attempts, control }: Measured, goals: Goals): Figure[] => healedFigures(name, attempts, control, goals)

/** The first `count` that the visible tests notice; of them, the first that plain Node runs are given to the control too. */
async function measure(sandbox: Sandbox, count: number, from: Iterable<Broken>, controls: number, talk: Talk): Promise<Measured> {
  const measured: Measured = { attempts: [], control: [] }
  for (const broken of from) {
    if (measured.attempts.length >= count) break
    const attempt = await healBroken(sandbox, broken, 'in hosts')
    if (attempt === null) continue
    measured.attempts.push(attempt)
    if (!attempt.isHealed || attempt.passesHidden === false) talk(`${broken.program.name}, ${broken.kind}, ${broken.summary}: ${attempt.isHealed ? 'fails the hidden tests' : 'not healed'}, ${attempt.why}`)
    if (measured.control.length >= controls || isVitest(broken.program.visible.text)) continue
    const byCommand = await healBroken(sandbox, broken, 'by command')
    if (byCommand !== null) measured.control.push(byCommand)
  }
  return measured
}
