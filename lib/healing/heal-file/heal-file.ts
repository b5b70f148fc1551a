import { join } from 'node:path'
import { createTwoFilesPatch } from 'diff'
import type { Random } from '../../contract/fault.ts'
import type { GenomeFiles } from '../../contract/genome.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Sandbox } from '../../contract/ports/sandbox.ts'
import type { SearchProgress } from '../../contract/search.ts'
import type { Frame } from '../../contract/verdict.ts'
import type { Wall } from '../../process/command-wall.ts'
import { Workspace, type CommandEnd } from '../../process/workspace.ts'
import { UnsupportedSuiteError, type Evaluator } from '../../repair/4-evaluate/evaluator.ts'
import { HostEvaluator } from '../../repair/4-evaluate/host-evaluator.ts'
import type { FoundPatch } from '../../repair/patches.ts'
import { PatchSearch } from '../../repair/search.ts'
import { CommandEvaluator, whyNot } from './command-evaluator.ts'
import { nearest, readProgram, type UserProgram } from './read-program.ts'
import { expectationsIn } from './test-vocabulary.ts'
import { checkersIn, commandFor, type TestCommand } from './test-command.ts'
import { healByModel, type FileMind } from './heal-by-model.ts'

/** `already`: the tests pass as it is; `cannot`: they cannot be run. */
export type HealOutcome = 'healed' | 'unhealed' | 'already' | 'cannot'

export interface HealResult {
  outcome: HealOutcome
  /** One sentence: why it is believed, or what was wrong. */
  why: string
  /** The healed texts of the files that were changed, by absolute path; empty unless healed. */
  files: Record<string, string>
  /** Unified diff. */
  diff: string
  summary: string
  confidence: 'plausible' | 'proven on held-out cases' | null
  /** Other patches that pass everything, the most trustworthy first. */
  runnersUp: string[]
  /** How candidates were tried: many in one process, or one process each; or a language model wrote them. */
  mode: 'in-process' | 'command' | 'model'
  tried: number
  perSecond: number
  /** Passing checks before, and how many there are; null where only an exit code is known. */
  before: { passed: number; total: number } | null
  ms: number
}

export interface HealOrder {
  /** Absolute paths. */
  files: readonly string[]
  /** A test file (absolute path), or a shell command and the folder that it is run in. */
  test: { file: string } | { command: string; folder: string }
  timeoutMs: number
  onProgress?: (progress: SearchProgress) => void
  /** Told the first version that passes in the hosts: others may be trusted more. */
  onFirst?: (files: GenomeFiles) => void
  stop: AbortSignal
  /** Asked when the search has found nothing; left out: nobody is. */
  mind?: FileMind
}

export interface HealPorts {
  clock: Clock
  sandbox: Sandbox
  random: Random
  /** What the real test command sees. */
  env: Record<string, string>
  lanes: number
}

/** Patches that pass in the hosts and are given to the real command before giving up. */
const mostProofs = 8
const mostRunnersUp = 5
/** The real command's own patience; a test that needs longer is not one to search with. */
const commandMs = 60_000
/** How long the unchanged program's own run is waited for when the search has come to its end. */
const unchangedMs = 5_000
/** Of the time that there is, how much the unchanged program gets to end by itself where candidates are run by the command. */
const unchangedShare = 0.1
/** What the last word is given at least, ms, however little of the time is left. */
const leastProofMs = 3_000
/** Files that tests read may lie anywhere beside them; so many are copied. */
const mostCopied = 2_000

/**
 * Heals a user's file by its tests: candidates are tried in warm hosts where the tests can run there, else by the
 * command itself, and the winner is proved by the real command in a process of its own. Nothing on disk is changed.
 */
export async function healFile(order: HealOrder, ports: HealPorts): Promise<HealResult> {
  const started = ports.clock.mono()
  const testFile = 'file' in order.test ? order.test.file : null
  const program = readProgram(order.files, testFile, 'command' in order.test ? order.test.folder : null)
  const command = testFile === null ? null : commandFor(testFile, program.entry ?? '', program.tests[program.entry ?? ''] ?? '')
  const left = (): number => order.timeoutMs - (ports.clock.mono() - started)
  const proof = new Proof(program, command, order, ports, left)
  const base: HealResult = { outcome: 'cannot', why: '', files: {}, diff: '', summary: '', confidence: null, runnersUp: [], mode: 'in-process', tried: 0, perSecond: 0, before: null, ms: 0 }
  const end = (rest: Partial<HealResult>): HealResult => ({ ...base, ms: ports.clock.mono() - started, ...rest })
  /** What the search could not do, where somebody else may be asked. */
  const orByModel = async (found: Partial<HealResult>): Promise<Partial<HealResult>> => {
    if (found.outcome !== 'unhealed' || !order.mind || order.stop.aborted) return found
    const { mind } = order
    const until = ports.clock.mono() + mind.timeoutMs
    const walls = new Proof(program, command, order, ports, () => until - ports.clock.mono(), mind.wall)
    try {
      const was = await proof.unchangedWithin(proof.run(program.files), unchangedMs)
      const written = await healByModel(program, { output: was.output, why: whyNot(was), frames: framesIn(was.output, program) }, mind, (files) => walls.run(files), order.stop)
      if ('why' in written) return { ...found, why: `${found.why ?? ''}; ${written.why}`, mode: 'model' }
      return { ...found, ...told(program, written.files), outcome: 'healed', mode: 'model', confidence: 'plausible', summary: `${mind.name}: ${written.reason}`, why: 'all tests pass in a process of their own, behind walls' }
    } finally {
      walls.close()
    }
  }
  let hosts: HostEvaluator | null = null
  try {
    if (testFile !== null && command === null) return end({ why: 'nothing here can run these tests: install vitest, or name a command' })
    hosts = testFile === null ? null : new HostEvaluator({ sandbox: ports.sandbox, lanes: ports.lanes, suite: { kind: 'tests', files: program.tests, entries: [program.entry ?? ''] } })
    hosts?.boot()
    // Asked while the hosts boot and search: what the real command says of the unchanged program.
    const unchanged = proof.run(program.files)
    if (hosts !== null) {
      void unchanged.then(() => proof.standBy()).catch(leftToWhoeverAsks)
      const found = await search(hosts, program, order, ports, proof, unchanged, [], started).catch((error: unknown) => {
        if (error instanceof UnsupportedSuiteError) return null
        throw error
      })
      if (found !== null) return end(await orByModel(found))
    }
    const was = await proof.unchangedWithin(unchanged, order.timeoutMs * unchangedShare)
    if (was.ok) return end({ outcome: 'already', why: 'the tests pass as it is' })
    const hindrance = cannotRun(was, program)
    if (hindrance !== null) return end({ outcome: 'cannot', why: hindrance })
    // Where it does not end, most of its candidates do not either.
    const timeoutMs = was.timedOut ? was.ms : Math.min(commandMs, 2_000 + 5 * was.ms)
    const evaluator = new CommandEvaluator({ workspaces: proof.lanes(ports.lanes), command: proof.command, timeoutMs, left })
    const found = await search(evaluator, program, order, ports, proof, unchanged, framesIn(was.output, program), started)
    return end(await orByModel({ ...found, mode: 'command', before: null }))
  } finally {
    await hosts?.close()
    proof.close()
  }
}

/** @returns null where what the hosts say is not what the real command says */
async function search(
  evaluator: Evaluator, program: UserProgram, order: HealOrder, ports: HealPorts, proof: Proof, unchanged: Promise<CommandEnd>, frames: readonly Frame[], started: number,
): Promise<Partial<HealResult> | null> {
  const { clock, random } = ports
  const isHosted = evaluator instanceof HostEvaluator
  const finder = new PatchSearch({
    files: program.files, tests: program.tests, suspects: program.suspects, frames, recipes: [], recipesOnly: false, expected: expectationsIn(program.tests), random,
    budgetMs: order.timeoutMs - (clock.mono() - started), stop: order.stop, ...(order.onProgress ? { onProgress: order.onProgress } : {}),
    // Proved while others are looked for: mostly it is the one, and a process takes longer to start than the search does.
    ...(isHosted && { onFirst: (files) => { order.onFirst?.(files); void proof.run(files).catch(leftToWhoeverAsks) } }),
  }, { clock, evaluator })
  const run = finder.run()
  const refused: string[] = []
  for (;;) {
    const step = await run.next()
    const baseline = finder.baseline
    const checks = baseline?.checks ?? []
    const before = isHosted && checks.length > 0 ? { passed: checks.filter(({ passes }) => passes).length, total: checks.length } : null
    const was = step.done ? await proof.unchangedWithin(unchanged, unchangedMs) : null
    // Where all passes in the hosts, or nothing was found to fail, the command has the word.
    if (step.done && was) {
      if (was.ok) return { outcome: 'already', why: 'the tests pass as it is' }
      if (isHosted && before !== null && before.passed === before.total) return null
      const hindrance = cannotRun(was, program)
      if (hindrance !== null) return { outcome: 'cannot', why: hindrance }
      const { why, tried, perSecond } = step.value
      const last = refused.at(-1)
      return { outcome: 'unhealed', why: last === undefined ? why : `${why}, but not by the tests themselves: ${last}`, tried, perSecond, before }
    }
    if (step.done) continue
    const verdict = await proof.run(step.value.files)
    // The unchanged program may never end: it has had its chance when the healed one has.
    const first = await proof.unchangedWithin(unchanged, verdict.ok ? 500 + 3 * verdict.ms : unchangedMs)
    if (first.ok) {
      await run.return(noEnd)
      return { outcome: 'already', why: 'the tests pass as it is' }
    }
    if (verdict.ok) {
      const result = { ...healed(step.value, finder, program, before), ms: clock.mono() - started }
      await run.return(noEnd)
      return result
    }
    refused.push(whyNot(verdict))
    if (refused.length >= mostProofs) {
      await run.return(noEnd)
      return isHosted ? null : { outcome: 'unhealed', why: `nothing that seemed to pass did: ${refused.at(-1) ?? ''}`, before }
    }
  }
}

/** The same proof is awaited when its turn has come, and what broke it is said then. */
const leftToWhoeverAsks = (): void => undefined

const noEnd = { why: 'no more is wanted', tried: 0, perSecond: 0, ms: 0, deaths: [] }

function healed(patch: FoundPatch, finder: PatchSearch, program: UserProgram, before: HealResult['before']): Partial<HealResult> {
  const confidence = patch.isProven ? 'proven on held-out cases' : 'plausible'
  const { tried, perSecond, others } = finder.standing(patch)
  const agreeing = patch.agreeing > 1 ? `; ${patch.agreeing} different edits come to the same on inputs of no test` : ''
  return {
    outcome: 'healed', confidence, summary: patch.summary, tried, perSecond, before,
    why: `all tests pass in a process of their own${patch.isProven ? ', those too that no patch was chosen by' : ''}${agreeing}`,
    runnersUp: others.slice(0, mostRunnersUp),
    ...told(program, patch.files),
  }
}

/** What was changed, as texts and as a diff. */
function told(program: UserProgram, files: GenomeFiles): Pick<HealResult, 'files' | 'diff'> {
  const changed = Object.entries(files).filter(([path, text]) => text !== program.files[path])
  return {
    files: Object.fromEntries(changed.map(([path, text]) => [join(program.root, path), text])),
    diff: changed.map(([path, text]) => createTwoFilesPatch(`a/${path}`, `b/${path}`, program.files[path] ?? '', text)).join(''),
  }
}

/** The last word: the real command, in a copy that holds nothing but the program and its tests, or its whole folder. */
class Proof {
  readonly command: { file: string; args: readonly string[] } | string
  readonly #open: Workspace[] = []
  readonly #clock: Clock
  readonly #make: () => Workspace
  readonly #left: () => number
  #free: Workspace[] = []
  readonly #ends = new Map<string, Promise<CommandEnd>>()
  /** What its tests check with, of Node's own. */
  readonly #checkers: readonly string[]

  constructor(program: UserProgram, command: TestCommand | null, order: HealOrder, ports: HealPorts, left: () => number, wall: Wall | null = null) {
    this.#left = left
    this.command = command ?? ('command' in order.test ? order.test.command : '')
    this.#clock = ports.clock
    this.#checkers = checkersIn(program.tests)
    this.#make = () => {
      const workspace = new Workspace(ports.env, wall)
      this.#open.push(workspace)
      if ('command' in order.test) workspace.copy(order.test.folder)
      else {
        if (readsFiles.test(Object.values({ ...program.files, ...program.tests }).join('\n'))) workspace.copy(program.root, mostCopied)
        workspace.write({ ...program.files, ...program.tests })
      }
      workspace.link('command' in order.test ? nearest(order.test.folder, 'node_modules') : (command?.nodeModules ?? null))
      return workspace
    }
  }

  /** What the command says of a version; it is asked once. */
  run(files: GenomeFiles): Promise<CommandEnd> {
    const key = JSON.stringify(files)
    const known = this.#ends.get(key)
    if (known) return known
    const end = this.#runIn(files)
    this.#ends.set(key, end)
    return end
  }

  /** Boots the next run ahead: a process takes longer to start than most searches do. */
  standBy(): void {
    if (typeof this.command !== 'string') this.#free.at(-1)?.standBy(this.command, this.#checkers)
  }

  async #runIn(files: GenomeFiles): Promise<CommandEnd> {
    const workspace = this.#free.pop() ?? this.#make()
    workspace.write(files)
    const end = await workspace.run(this.command, Math.min(commandMs, Math.max(leastProofMs, this.#left())))
    this.#free.push(workspace)
    return end
  }

  /** What the unchanged program came to; a failure where it has not ended in time. */
  async unchangedWithin(unchanged: Promise<CommandEnd>, ms: number): Promise<CommandEnd> {
    const waited = new AbortController()
    const late: CommandEnd = { ok: false, exitCode: null, timedOut: true, output: '', ms }
    const first = await Promise.race([unchanged, this.#clock.sleep(ms, waited.signal).then(() => late)])
    waited.abort()
    return first
  }

  lanes(count: number): Workspace[] {
    return Array.from({ length: count }, () => this.#make())
  }

  close(): void {
    for (const workspace of this.#open) workspace.close()
  }
}

/** What a text that reads files imports. */
const readsFiles = /['"](?:node:)?fs(?:\/promises)?['"]/

/** Why no change of the program could make the tests pass; null where one might. */
function cannotRun({ exitCode, output }: CommandEnd, program: UserProgram): string | null {
  if (exitCode === 126 || exitCode === 127) return `the test command cannot be run: ${output.trim().split('\n').at(-1) ?? ''}`
  const missing = /Cannot find (?:module|package) '([^'./][^']*)'/.exec(output)?.[1]
  if (missing !== undefined) return `the tests need ${missing}, which is not installed here`
  // Node names the place first, and says what is wrong with it below.
  // An import of what the program no longer gives is the program's to mend.
  const isBroken = /SyntaxError(?!: The requested module)/.test(output)
  const broken = isBroken ? Object.keys(program.tests).find((path) => output.split('\n').some((line) => line.replace(/:\d+$/, '').endsWith(`/${path}`))) : undefined
  return broken === undefined ? null : `${broken} does not parse: ${whyNot({ timedOut: false, exitCode, output })}`
}

/** Lines of the program in what a failed run printed, innermost first. */
function framesIn(output: string, program: UserProgram): Frame[] {
  return [...output.matchAll(/([\w./-]+\.[cm]?[jt]s):(\d+):(\d+)/g)].flatMap(([, path = '', line, column]) => {
    const file = program.suspects.find((suspect) => path.endsWith(suspect))
    return file === undefined ? [] : [{ file, line: Number(line), column: Number(column), function: null }]
  }).slice(0, 10)
}
