import type { Random } from '../../contract/fault.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Sandbox } from '../../contract/ports/sandbox.ts'
import type { Patch, Search, SearchEnd } from '../../contract/ports/search.ts'
import { UnsupportedSuiteError, type Evaluator } from '../../repair/4-evaluate/evaluator.ts'
import { HostEvaluator } from '../../repair/4-evaluate/host-evaluator.ts'
import { PatchSearch } from '../../repair/search.ts'
import { uncovered } from '../prove-by-tests.ts'
import { CommandEvaluator } from './command-evaluator.ts'
import { expectationsIn } from './test-vocabulary.ts'
import { prefixed, prepareTests, runTests, unprefixed, type TestedProgram, type TestRun } from './program-tests.ts'

export interface ProgramSearchPorts {
  clock: Clock
  sandbox: Sandbox
  /** Uniform in [0, 1), the same for the same seed. */
  seeded: (seed: number) => Random
  /** Candidates at a time. */
  lanes: number
}

type Order = Parameters<Search>[0]

/** Patches that pass in the hosts and not by the tests themselves, before the tests themselves are searched with. */
const mostRefused = 8
const testsMs = 60_000
const editable = /\.[cm]?[jt]s$/

/**
 * The embedded healer for a user's own program: tried in warm hosts where its tests can run there, else by the tests'
 * own command. Who asks proves what comes. Where the tests pass as it is, there is nothing to search by.
 */
export function openProgramSearch(program: TestedProgram, ports: ProgramSearchPorts): Search {
  return async function* (order): AsyncGenerator<Patch, SearchEnd, void> {
    const { clock } = ports
    const started = clock.mono()
    const nothing = (why: string): SearchEnd => ({ why, tried: 0, perSecond: 0, ms: clock.mono() - started, deaths: [] })
    const was = await runTests(program, order.files)
    if (was.ok) return nothing(uncovered)
    const tests = prepareTests(program)
    if (tests === null || was.exitCode === 126 || was.exitCode === 127) return nothing(`the tests cannot be run: ${was.output.trim().split('\n').at(-1) ?? ''}`)
    const left = (): number => Math.max(100, order.budgetMs - (clock.mono() - started))
    const { hosted } = tests
    if (hosted !== null) {
      const evaluator = new HostEvaluator({ sandbox: ports.sandbox, lanes: ports.lanes, suite: { kind: 'tests', files: hosted.files, entries: [hosted.entry] } })
      const end = yield* searchWith(evaluator, tests, { ...order, budgetMs: left() }, ports, mostRefused)
      if (end !== null) return end
    }
    const copies = Array.from({ length: ports.lanes }, () => tests.open(order.files))
    try {
      const evaluator = new CommandEvaluator({ workspaces: copies, command: tests.command, timeoutMs: Math.min(testsMs, 2_000 + 5 * was.ms) })
      return (yield* searchWith(evaluator, tests, { ...order, budgetMs: left() }, ports, Infinity)) ?? nothing('its tests cannot be searched with')
    } finally {
      for (const copy of copies) copy.close()
    }
  }
}

/** @returns null where what this evaluator says is not what the tests say */
async function* searchWith(evaluator: Evaluator, tests: TestRun, order: Order, { clock, seeded }: ProgramSearchPorts, mostPatches: number): AsyncGenerator<Patch, SearchEnd | null, void> {
  const { recipes, recipesOnly, budgetMs, stop, onProgress } = order
  const files = prefixed(order.files, tests.prefix)
  const frames = order.frames.map((frame) => ({ ...frame, file: tests.prefix + frame.file }))
  // Where it crashed is searched first: a command tries a few candidates a second.
  const depth = (path: string): number => frames.findIndex(({ file }) => file === path) >>> 0
  const suspects = Object.keys(files).filter((path) => editable.test(path)).sort((a, b) => depth(a) - depth(b))
  const search = new PatchSearch({
    files, tests: tests.hosted?.files ?? {}, suspects, frames,
    recipes, recipesOnly, expected: expectationsIn(tests.hosted?.files ?? {}), random: seeded(order.seed), budgetMs, stop, onProgress,
  }, { clock, evaluator })
  const steps = search.run()
  try {
    for (let patches = 0; patches < mostPatches; patches += 1) {
      const step = await steps.next()
      if (step.done) return search.baseline?.checks.every(({ passes }) => passes) === true ? null : step.value
      yield { ...step.value, files: unprefixed(step.value.files, tests.prefix) }
    }
    return null
  } catch (error) {
    if (error instanceof UnsupportedSuiteError) return null
    throw error
  } finally {
    await steps.return({ why: 'let go of', tried: 0, perSecond: 0, ms: 0, deaths: [] })
  }
}
