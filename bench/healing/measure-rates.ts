import { commandEnvironment } from '../../lib/config.ts'
import type { Sandbox } from '../../lib/contract/ports/sandbox.ts'
import { Workspace } from '../../lib/process/workspace.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { suspectStatements } from '../../lib/repair/2-localise/suspect-statements.ts'
import { generateEdits } from '../../lib/repair/3-edit/generate-edits.ts'
import type { Candidate } from '../../lib/repair/4-evaluate/evaluator.ts'
import { HostEvaluator } from '../../lib/repair/4-evaluate/host-evaluator.ts'
import type { Baseline } from '../../lib/repair/4-evaluate/plan.ts'
import { reachesOut } from '../../lib/repair/reaches-out.ts'
import { openVariant } from '../../lib/repair/variant.ts'
import { median, type Figure } from '../figure.ts'
import { loadCorpus, type Program } from './corpus.ts'
import { figure, share } from './figures.ts'
import { passesIn } from './heal-broken.ts'
import { filesOf } from './process-evaluator.ts'
import type { Talk } from './talk.ts'

/** A program of the corpus, and how many of its first candidates are tried. */
export interface RateSample { program: string; candidates: number }

const lanes = 2
/** The hosts are through in milliseconds: so often that they work for a second, as in a search that does not find its patch at once. */
const rounds = 40
/** Of one candidate in a process of its own: most of those that take longer never end. */
const patienceMs = 5_000
/** Of the verdicts of processes, these many are asked for a second time: how far the control agrees with itself. */
const again = 12

/** Candidates a second in warm hosts, on two cores, beside one process each on the same two; and whether both say the same of them. */
export async function measureRates(sandbox: Sandbox, samples: readonly RateSample[], talk: Talk): Promise<Figure[]> {
  const programs = loadCorpus()
  const figures: Figure[] = []
  for (const { program: name, candidates: count } of samples) {
    const program = programs.find((one) => one.name === name)
    if (!program) throw new Error(`the corpus has lost ${name}`)
    figures.push(...await measureRate(sandbox, program, count, talk))
  }
  return figures
}

async function measureRate(sandbox: Sandbox, program: Program, count: number, talk: Talk): Promise<Figure[]> {
  const { name, file, source, visible, bug } = program
  const files = { [file]: bug?.source ?? source }
  const evaluator = new HostEvaluator({ sandbox, lanes, suite: { kind: 'tests', files: { [visible.file]: visible.text }, entries: [visible.file] } })
  try {
    evaluator.open(files, [file])
    const variant = openVariant(0, files, [file], [])
    const baseline = await evaluator.measure(variant)
    const statements = suspectStatements(baseline, []).map(({ local }) => local)
    const [origin] = variant.sources.values()
    if (!origin) throw new Error(`${name} has no source`)
    const candidates: Candidate[] = []
    for (const edit of generateEdits(origin, { statements, constants: [], first: [] })) {
      if (candidates.length >= count) break
      if (!reachesOut(origin.text, edit)) candidates.push({ variant, path: file, edit })
    }

    const rates: number[] = []
    let hosted: boolean[] = []
    for (let round = 0; round < rounds; round += 1) {
      const started = clock.mono()
      hosted = await inHosts(evaluator, candidates, baseline)
      rates.push(candidates.length / ((clock.mono() - started) / 1000))
    }
    const started = clock.mono()
    const alone = await inProcesses(program, candidates)
    const control = candidates.length / ((clock.mono() - started) / 1000)
    const asked = candidates.slice(0, again)
    const second = await inProcesses(program, asked)

    const numbers = candidates.map((_, index) => index)
    const differ = share(numbers, (index) => hosted[index] !== alone[index])
    const differAnyway = share(numbers.slice(0, again), (index) => second[index] !== alone[index])
    for (const [index, { edit }] of candidates.entries()) if (hosted[index] !== alone[index]) talk(`${name}: ${hosted[index] ? 'passes' : 'fails'} in hosts and not in a process: ${edit.kind} ${JSON.stringify(edit.changes)}`)
    const ratio = median(rates) / control
    const style = `${/from ['"]vitest['"]/.test(visible.text) ? 'Vitest' : 'plain assert'} (${name}, n = ${candidates.length})`
    return [
      { name: `candidates a second, ${style}`, value: median(rates), unit: 'candidates/s', control, ratio, goal: 'ratio ≥ 300', met: ratio >= 300 },
      figure(`verdicts that differ from those of one process per candidate, ${style}, ${hosted.filter(Boolean).length} pass; control: processes asked again`, 'share', differ, differAnyway, { atMost: 0 }, 0.5 / second.length),
    ]
  } finally {
    await evaluator.close()
  }
}

async function inHosts(evaluator: HostEvaluator, candidates: readonly Candidate[], baseline: Baseline): Promise<boolean[]> {
  const verdicts: boolean[] = []
  const size = Math.min(evaluator.batchSize, Math.ceil(candidates.length / lanes))
  const open = Array.from({ length: Math.ceil(candidates.length / size) }, (_, batch) => batch * size)
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
    for (let from = open.shift(); from !== undefined; from = open.shift()) {
      const tried = await evaluator.try(lane, candidates.slice(from, from + size), baseline)
      for (const [index, { passes }] of tried.entries()) verdicts[from + index] = passes === true
    }
  }))
  return verdicts
}

async function inProcesses({ visible }: Program, candidates: readonly Candidate[]): Promise<boolean[]> {
  const verdicts: boolean[] = []
  const open = [...candidates.keys()]
  await Promise.all(Array.from({ length: lanes }, async () => {
    const workspace = new Workspace(commandEnvironment())
    try {
      for (let index = open.shift(); index !== undefined; index = open.shift()) {
        const candidate = candidates[index]
        if (candidate) verdicts[index] = await passesIn(workspace, visible, filesOf(candidate), patienceMs)
      }
    } finally {
      workspace.close()
    }
  }))
  return verdicts
}
