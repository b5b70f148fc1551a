import pLimit from 'p-limit'
import type { Json } from '../contract/json.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { RunEnd, Sandbox } from '../contract/ports/sandbox.ts'
import type { Trial, TrialCase, TrialEnd } from '../contract/ports/trial.ts'
import type { TaskResult } from '../contract/run.ts'
import type { ScriptTask, ServiceTask } from '../contract/spec.ts'
import { askService } from './ask-service.ts'
import { freePort } from './free-port.ts'
import { scriptResult } from './script-result.ts'

type Subject = Parameters<Trial>[0]

/** Processes at a time where each case has its own: as many as the smallest machine has cores. */
const lanes = 2
/** How long a service may take to listen before its cases count as unanswered, ms. */
const listenWithinMs = 5_000

export function openTrial({ sandbox, clock }: { sandbox: Sandbox; clock: Clock }): Trial {
  return async (subject) => {
    switch (subject.organism.manifest.kind) {
      case 'task': return tryTask(sandbox, subject)
      case 'script': return tryScript(sandbox, subject)
      case 'service': return tryService(sandbox, clock, subject)
    }
  }
}

/** All cases in one process, each with its own state before it where the organism carries any. */
async function tryTask(sandbox: Sandbox, { organism, files, cases }: Subject): Promise<TrialEnd> {
  const { limits, initialState } = organism.spec
  const tasks = cases.map((one) => one.task)
  const states = initialState === undefined ? {} : { states: cases.map(({ state }) => state ?? (initialState as Json)) }
  const { results, record } = await sandbox.start({ files, entry: organism.manifest.entry, limits, network: 'none', work: { mode: 'perform', tasks, ...states } }).ended
  return { results: cases.map((_, index) => results[index] ?? null), record }
}

async function tryScript(sandbox: Sandbox, { organism, files, cases }: Subject): Promise<TrialEnd> {
  return eachAlone(cases, async (one) => {
    const { args, stdin } = one.task as unknown as ScriptTask
    const end = await sandbox.start({
      files, entry: organism.manifest.entry, limits: organism.spec.limits, network: 'none', work: { mode: 'script', args, stdin },
    }).ended
    return { result: scriptResult(end), end }
  })
}

async function tryService(sandbox: Sandbox, clock: Clock, { organism, files, cases }: Subject): Promise<TrialEnd> {
  const { limits } = organism.spec
  const port = await freePort()
  const run = sandbox.start({ files, entry: organism.manifest.entry, limits, network: 'loopback', work: { mode: 'service', port } })
  const results: (TaskResult | null)[] = cases.map(() => null)
  const state = { ended: false }
  const ended = run.ended.then((end) => {
    state.ended = true
    return end
  })
  if (await listens(port, organism.manifest.healthPath, clock, () => state.ended)) {
    for (const [index, one] of cases.entries()) {
      if (state.ended) break
      results[index] = await askService(port, one.task as unknown as ServiceTask, limits.timeoutMs, clock)
    }
  }
  await run.stop('stopped')
  const end = await ended
  return { results, record: end.record }
}

/** Waits until a service answers its health path at all, whatever it says. */
async function listens(port: number, path: string, clock: Clock, gaveUp: () => boolean): Promise<boolean> {
  const started = clock.mono()
  while (!gaveUp() && clock.mono() - started < listenWithinMs) {
    if ((await askService(port, { method: 'GET', path }, 1_000, clock)).ok) return true
    await clock.sleep(10)
  }
  return false
}

/** One process a case, stopping after the first that was not answered: what follows would only cost time. */
async function eachAlone(cases: TrialCase[], run: (one: TrialCase) => Promise<{ result: TaskResult | null; end: RunEnd }>): Promise<TrialEnd> {
  const results: (TaskResult | null)[] = cases.map(() => null)
  const lane = pLimit(lanes)
  let isOver = false
  const ends = await lane.map(cases, async (one, index) => {
    if (isOver) return null
    const { result, end } = await run(one)
    results[index] = result
    isOver ||= result === null
    return { isAnswered: result !== null, record: end.record }
  })
  // The process that did not answer is the one to hear about.
  const told = ends.find((end) => end?.isAnswered === false) ?? ends.at(-1)
  if (!told) throw new RangeError('a trial needs at least one case')
  return { results, record: told.record }
}
