import { join } from 'node:path'
import fc from 'fast-check'
import { faults } from '../../lib/chaos/faults.ts'
import { seededRandom } from '../../lib/chaos/random.ts'
import type { CodeFault } from '../../lib/contract/fault.ts'
import type { GenomeFiles } from '../../lib/contract/genome.ts'
import { defaultBudgetsMs } from '../../lib/contract/healing.ts'
import type { Json } from '../../lib/contract/json.ts'
import type { Patch, SearchEnd } from '../../lib/contract/ports/search.ts'
import type { Sandbox } from '../../lib/contract/ports/sandbox.ts'
import type { TrialCase } from '../../lib/contract/ports/trial.ts'
import type { Organism } from '../../lib/contract/spec.ts'
import { loadOrganisms } from '../../lib/core/load-organisms.ts'
import { prove } from '../../lib/healing/gate.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openTrial } from '../../lib/process/open-trial.ts'
import { HostEvaluator } from '../../lib/repair/4-evaluate/host-evaluator.ts'
import { openSearch } from '../../lib/repair/open-search.ts'
import { expectationsOf, organismSuite } from '../../lib/repair/organism-suite.ts'
import { PatchSearch } from '../../lib/repair/search.ts'
import { checkRefused, checkResult } from '../../lib/watcher/check-result.ts'
import type { Figure } from '../figure.ts'
import { byKind, healedFigures, type Attempt, type Goals } from './figures.ts'
import { ProcessEvaluator } from './process-evaluator.ts'
import type { Talk } from './talk.ts'

export interface OrganismSample {
  /** Seeds of each fault in each organism. */
  seeds: number
  /** Every how many faults the control has to heal one too. */
  controlEvery: number
  /** null: all of them. */
  organisms: readonly string[] | null
}

interface Sick { organism: Organism; files: GenomeFiles; failing: TrialCase }
type Steps = AsyncGenerator<Patch, SearchEnd, void>

const budgetMs = defaultBudgetsMs.repair
const controlBudgetMs = 5_000
const lanes = 2
const inputs = { task: 30, script: 8, service: 8 }
const judges = { oracle: checkResult, refused: checkRefused }
const goals: Goals = { healed: 0.99, medianMs: 1_000, p95Ms: 2_000 }
const letGo: SearchEnd = { why: 'no more is wanted', tried: 0, perSecond: 0, ms: 0, deaths: [] }

/**
 * Code faults by chaos on the project's organisms, healed by the search alone: no other version and no recipe is known
 * to it, and what it finds has to pass the gate.
 * @param cold without booted spares: what the control starts, it starts from nothing
 */
export async function measureOrganisms({ warm, cold }: { warm: Sandbox; cold: Sandbox }, sample: OrganismSample, seed: number, talk: Talk): Promise<Figure[]> {
  const { organisms } = await loadOrganisms(join(import.meta.dirname, '..', '..', 'organism'))
  const search = openSearch({ sandbox: warm, clock, judges, seeded: seededRandom, lanes })
  const attempts: (Attempt & { kind: string })[] = []
  const control: (Attempt & { kind: string })[] = []
  let unnoticed = 0
  for (const organism of organisms.filter(({ id }) => sample.organisms === null || sample.organisms.includes(id))) {
    for (const fault of faults.filter((one): one is CodeFault => one.class === 'code')) {
      for (let nth = 0; nth < sample.seeds; nth += 1) {
        const sick = await hurt(warm, organism, fault, seed + nth)
        if (sick === null) { unnoticed += 1; continue }
        const { organism: { id }, failing, files } = sick
        const steps = search({ organism, files, failing, frames: [], seed, recipes: [], recipesOnly: false, budgetMs, stop: new AbortController().signal, onProgress: () => undefined })
        const attempt = { kind: fault.id, ...await heal(steps, warm, sick) }
        attempts.push(attempt)
        if (!attempt.isHealed || attempt.ms > goals.p95Ms) talk(`${id}, ${fault.id}, seed ${seed + nth}: ${attempt.isHealed ? 'healed' : 'not healed'} after ${Math.round(attempt.ms)} ms`)
        if (attempts.length % sample.controlEvery === 1 % sample.controlEvery) control.push({ kind: fault.id, ...await heal(byProcesses(cold, sick, seed), cold, sick) })
      }
    }
  }
  talk(`${unnoticed} faults had no place in their organism, or changed nothing of what it does`)
  return [...healedFigures('organisms, code faults, by repair alone through the gate', attempts, control, goals), ...byKind('organisms', attempts, control, goals)]
}

/** @returns null where the fault finds no place, or no input drawn by lot shows it */
async function hurt(sandbox: Sandbox, organism: Organism, fault: CodeFault, seed: number): Promise<Sick | null> {
  const { spec, manifest: { entry, kind } } = organism
  const mutation = fault.mutate(organism.files[entry] ?? '', { random: seededRandom(seed), intensity: 1 })
  if (!mutation) return null
  const files = { ...organism.files, [entry]: mutation.source }
  const state = spec.initialState as Json | undefined
  const cases = (fc.sample(spec.task, { seed: seed + 77, numRuns: inputs[kind] }) as Json[]).map((task): TrialCase => (state === undefined ? { task } : { task, state }))
  const { results } = await openTrial({ sandbox, clock })({ organism, files, cases })
  const failing = cases.find(({ task, state: before }, index) => {
    const outcome = results[index]
    return !outcome || checkResult(organism, { task, before, outcome }) !== null
  })
  return failing ? { organism, files, failing } : null
}

/** Until a patch has passed the gate, or there are no more. */
async function heal(steps: Steps, sandbox: Sandbox, { organism, failing }: Sick): Promise<Attempt> {
  const trial = openTrial({ sandbox, clock })
  const started = clock.mono()
  const attempt = (isHealed: boolean): Attempt => ({ isHealed, ms: clock.mono() - started, passesHidden: null, firstPassesHidden: null, isProven: isHealed })
  for (let nth = 1; ; nth += 1) {
    const step = await steps.next()
    if (step.done) return attempt(false)
    const { accepted } = await prove({ organism, files: step.value.files, failing, recurs: null, seed: 0x5eed + nth, healthyMs: null }, { clock, trial, ...judges })
    if (!accepted) continue
    const healed = attempt(true)
    await steps.return(letGo)
    return healed
  }
}

/** The same search, but for one process for each candidate. */
function byProcesses(sandbox: Sandbox, { organism, files, failing }: Sick, seed: number): Steps {
  const suite = organismSuite(organism, failing, seed, judges)
  const trial = openTrial({ sandbox, clock })
  const cases = suite.cases.map(({ task, state }): TrialCase => (state === undefined ? { task } : { task, state }))
  const evaluator = new ProcessEvaluator(new HostEvaluator({ sandbox, suite, lanes }), async (candidate) => {
    const { results } = await trial({ organism, files: candidate, cases })
    return { right: results.filter((outcome, index) => outcome && suite.judge(index, outcome) === null).length, of: cases.length }
  })
  return new PatchSearch({
    files, suspects: [organism.manifest.entry], frames: [], recipes: [], recipesOnly: false, expected: expectationsOf(organism, suite),
    random: seededRandom(seed), budgetMs: controlBudgetMs, stop: new AbortController().signal,
  }, { clock, evaluator }).run()
}
