import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import pLimit from 'p-limit'
import type { Case } from '../contract/case.ts'
import { LedgerUnavailableError, OrganismBusyError, StaleEpochError } from '../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { LaunchOverride } from '../contract/fault.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Incident } from '../contract/incident.ts'
import type { Json } from '../contract/json.ts'
import type { OrganismState } from '../contract/organism.ts'
import type { Measure } from '../contract/spec.ts'
import { isBad } from '../contract/is-bad.ts'
import type { Verdict } from '../contract/verdict.ts'
import { mixSeed } from '../chaos/chance.ts'
import { seededRandom } from '../chaos/random.ts'
import { delayMs } from './backoff.ts'
import { newBaseline, observe, usualMs } from './baseline.ts'
import type { PulseFacts } from './body.ts'
import { isAccepted } from './check-result.ts'
import { judgePulse } from './judge-pulse.ts'
import type { FaultInForce, Keeper, KeeperPorts, Memory } from './keeper-ports.ts'
import { newRestartBudget, spend, spent } from './restart-budget.ts'

/** From one try to end what is under way to the next, ms. */
const endAgainMs = 20

interface Pulse {
  task: Json
  before: Json | undefined
  genome: string
  verdict: Verdict
  poisoned: boolean
  /** Monotonic ms. */
  startedAt: number
  /** In force when it began: faults come only between two pulses, but may be taken back in the middle of one. */
  fault: FaultInForce | null
}

export function keep(ports: KeeperPorts, memory: Memory): Keeper {
  const { organism, body, clock } = ports
  const { manifest, spec } = organism
  const subject = { organism: organism.id, incident: null }
  const stopped = new AbortController()
  /** Aborted from the moment that it is broken off until it is begun anew. */
  let life = new AbortController()
  const between = pLimit(1)
  let state: OrganismState | null = null
  let number = memory.pulses
  const initial = spec.initialState as Json | undefined
  let carried: Json | undefined = memory.carried ?? initial
  let baseline = newBaseline
  const allowed = ports.allowed ?? (() => manifest.budget)
  let budget = newRestartBudget(allowed())
  let attempt = 0
  let trial = { genome: '', good: 0, fitness: [] as number[] }
  let incident: string | null = null
  /** The last injection that an incident came of: its effect was seen then, and not only now. */
  let blamed: string | null = null
  let overrides: LaunchOverride[] = []
  let alarm = new AbortController()
  let loop: Promise<void> | null = null

  const wake = (): void => alarm.abort()
  const throwIfOver = (): void => {
    stopped.signal.throwIfAborted()
    life.signal.throwIfAborted()
  }
  const ending = (): AbortSignal => AbortSignal.any([stopped.signal, life.signal])

  /** After stop nothing more is told: what dies then was stopped, not sick, and an open incident is the next core's. */
  const record = (...events: NewEvent[]): Promise<LedgerEvent[]> => {
    throwIfOver()
    return ports.record(...events)
  }

  async function become(to: OrganismState, reason: string, ...others: NewEvent[]): Promise<void> {
    const changed = to !== state
    const from = state
    state = to
    const events = changed ? [...others, { ...subject, incident, kind: 'organism-state' as const, data: { from, to, reason } }] : others
    if (events.length > 0) await record(...events)
  }

  const resting = (): boolean => state === 'paused' || state === 'quarantined'

  /** One pulse, recorded. `given` is the input to repeat; without it the next one is drawn. */
  async function pulse(given: { task: Json; state?: Json } | null, probe: boolean): Promise<Pulse> {
    throwIfOver()
    number += 1
    const seed = ports.seedOf(number)
    const fault = ports.fault()
    const drawn = (): Json => {
      const task = fc.sample(spec.task, { seed, numRuns: 1 })[0] as Json
      return fault?.corrupt && !probe ? fault.corrupt(task) : task
    }
    const task = given ? given.task : drawn()
    const before = given?.state ?? carried
    const genome = ports.genomes.current(organism.id) ?? ''
    const startedAt = clock.mono()

    let files: GenomeFiles
    try {
      files = ports.genomes.files(genome)
    } catch (error) {
      return { task, before, genome, verdict: await damaged(genome, error), poisoned: false, startedAt, fault }
    }
    const override = Object.assign({}, ...overrides) as LaunchOverride
    const facts = await body.pulse({ genome, files, task, ...(before === undefined ? {} : { state: before }), override })
    const poisoned = !isAccepted(spec, task)
    const verdict = judgePulse(organism, facts, { task, before }, baseline)
    // Only good work teaches what is usual; an input that was refused is no work.
    if (!isBad(verdict) && !poisoned) baseline = observe(baseline, facts.workMs)
    const fitness = isBad(verdict) ? null : fitnessOf(facts)
    const result = facts.outcome?.ok === true ? facts.outcome.value : null
    await record({
      ...subject, incident, kind: 'pulse-end',
      data: { number, genome, run: facts.run, workMs: facts.workMs, seed, task: bounded(task), result: bounded(result), verdict, fitness, probe },
      ...(facts.output === '' ? {} : { attachment: facts.output }),
    })
    if (!isBad(verdict) && facts.outcome?.ok === true && facts.outcome.state !== undefined) {
      carried = facts.outcome.state
      await ports.saveState(carried)
    }
    if (!isBad(verdict)) await observeTrial(genome, fitness)
    return { task, before, genome, verdict, poisoned, startedAt, fault }
  }

  async function damaged(genome: string, error: unknown): Promise<Verdict> {
    const what = error instanceof Error ? error.message : String(error)
    if (ports.standing(genome)?.status !== 'damaged') await record({ ...subject, incident, kind: 'genome-damage', data: { genome, file: '', what } })
    return { kind: 'crash', summary: what.slice(0, 500), signature: 'genome-damaged', frames: [] }
  }

  const fitnessOf = (facts: PulseFacts): number => {
    const measure: Measure = {
      wallMs: facts.workMs, cpuMs: facts.run?.cpuMs ?? facts.workMs, peakRssMb: facts.run?.peakRssMb ?? 0, outputBytes: facts.run?.output.bytes ?? 0,
    }
    return spec.fitness(measure)
  }

  /** A version on probation becomes proven by good pulses in a row; what chaos made never does. */
  async function observeTrial(genome: string, fitness: number | null): Promise<void> {
    if (trial.genome !== genome) trial = { genome, good: 0, fitness: [] }
    trial.good += 1
    if (fitness !== null) trial.fitness.push(fitness)
    if (trial.good !== manifest.probationPulses) return
    const standing = ports.standing(genome)
    if (standing?.status !== 'probation' || standing.origin === 'chaos') return
    const sorted = trial.fitness.toSorted((a, b) => a - b)
    await record({ ...subject, kind: 'genome-prove', data: { genome, pulses: trial.good, fitness: sorted[sorted.length >> 1] ?? null } })
  }

  async function open(bad: Pulse): Promise<void> {
    const openedAt = clock.mono()
    const id = randomUUID()
    const { fault } = bad
    const standing = ports.standing(bad.genome)
    const since = fault && fault.injection !== blamed ? fault.since : bad.startedAt
    blamed = fault?.injection ?? blamed
    incident = id
    trial = { genome: '', good: 0, fitness: [] }
    await become('crashed', bad.verdict.summary, {
      organism: organism.id, incident: id, kind: 'incident-open',
      data: { verdict: bad.verdict, genome: bad.genome, fault: fault?.injection ?? null, detectMs: Math.max(0, openedAt - since) },
    })
    const sick: Case = {
      incident: id, organism, genome: bad.genome, verdict: bad.verdict, onProbation: standing?.status === 'probation',
      failing: { task: bad.task, ...(bad.before === undefined ? {} : { state: bad.before }) },
      poisoned: bad.poisoned, healthyMs: usualMs(baseline), seed: caseSeed(),
    }
    await cure(sick, openedAt)
  }

  /** Never the one that a pulse's input was drawn from. */
  const caseSeed = (): number => mixSeed(ports.seedOf(number), 1)

  /** What the last core knew of the failing input went with it: the proof is any next pulse. */
  async function adopt(left: Incident): Promise<void> {
    incident = left.id
    state = 'crashed'
    const cured = left.attempts.find(({ accepted }) => accepted)
    await cure({
      incident: left.id, organism, genome: left.genome, verdict: left.verdict, onProbation: false,
      failing: null, poisoned: false, healthyMs: null, seed: caseSeed(), ...(cured && { cured }),
    }, clock.mono() - Math.max(0, clock.now() - left.openedAt))
  }

  async function cure(sick: Case, openedAt: number): Promise<void> {
    await become('healing', sick.verdict.summary)
    const { end, why } = await ports.heal(sick, openedAt, ending())
    // What lives now is other code: the back-off was about the code before.
    if (ports.genomes.current(organism.id) !== sick.genome) attempt = 0
    const status = ports.standing(sick.genome)?.status
    if (end !== 'healed' && status !== 'proven' && status !== 'damaged') {
      await record({ ...subject, kind: 'genome-fail', data: { genome: sick.genome, why: sick.verdict.summary } })
    }
    if (end === 'quarantined') await body.restart({ newPort: false })
    incident = null
    baseline = end === 'rolled-back' ? newBaseline : baseline
    await become(end === 'quarantined' ? 'quarantined' : 'healthy', why)
    await ports.onIncidentEnd(sick.incident, end)
  }

  /** Nobody can tell how an organism does whose spec breaks: it is set apart, and the others live on. */
  async function nextPulse(): Promise<Pulse | null> {
    try {
      return await pulse(null, false)
    } catch (error) {
      if (stopped.signal.aborted || life.signal.aborted || error instanceof StaleEpochError || error instanceof LedgerUnavailableError) throw error
      await body.restart({ newPort: false })
      await become('quarantined', `it cannot be judged: ${error instanceof Error ? error.message : String(error)}`.slice(0, 500))
      return null
    }
  }

  /** Its own doings, which may be broken off. */
  const turn = (work: () => Promise<void>): Promise<void> => between(async () => {
    const { signal } = life
    if (stopped.signal.aborted || signal.aborted) return
    try {
      await work()
    } catch (error) {
      if (stopped.signal.aborted || !signal.aborted) throw error
    }
  })

  async function run(): Promise<void> {
    const left = memory.open
    if (left) await turn(() => adopt(left))
    while (!stopped.signal.aborted) {
      alarm = new AbortController()
      await turn(async () => {
        if (resting()) return
        const seen = await nextPulse()
        if (seen === null || stopped.signal.aborted) return
        if (isBad(seen.verdict)) return open(seen)
        attempt = 0
        await become(seen.verdict.kind === 'slow' ? 'degraded' : 'healthy', seen.verdict.kind === 'slow' ? seen.verdict.summary : 'pulses are good')
      })
      if (!stopped.signal.aborted) await clock.sleep(resting() ? 3_600_000 : manifest.pulseMs, AbortSignal.any([alarm.signal, stopped.signal]))
    }
  }

  return {
    organism,
    state: () => state ?? 'healthy',
    incident: () => incident,
    usualMs: () => usualMs(baseline),
    wake,
    start() {
      // A quarantine or a pause is somebody's word: it outlives the core.
      if (memory.state === 'paused' || memory.state === 'quarantined') state = memory.state
      loop ??= run().catch((error: unknown) => {
        if (!stopped.signal.aborted) ports.onBreak(error)
      })
    },
    async stop() {
      stopped.abort()
      await body.stop()
      await loop
    },
    pause: (reason) => between(async () => {
      await body.restart({ newPort: false })
      await become('paused', reason)
    }),
    resume: (reason) => between(async () => {
      budget = newRestartBudget(allowed())
      attempt = 0
      await become('healthy', reason)
      wake()
    }),
    exclusive: (work) => between(work),
    async breakOff() {
      life.abort(new OrganismBusyError(`${organism.id} is being reset; try again in a moment`))
      let isFree = false
      const free = between(async () => void (isFree = true))
      // Again and again: what just begins has no process yet that could be ended.
      while (!isFree) {
        await body.restart({ newPort: false })
        await Promise.race([free, clock.sleep(endAgainMs)])
      }
      await body.restart({ newPort: false })
    },
    async beginAnew() {
      if (initial !== undefined) await ports.saveState(initial)
      number = 0
      carried = initial
      baseline = newBaseline
      budget = newRestartBudget(allowed())
      attempt = 0
      trial = { genome: '', good: 0, fitness: [] }
      incident = null
      blamed = null
      overrides = []
      state = null
      life = new AbortController()
      wake()
    },
    async live(sick, input) {
      throwIfOver()
      const portTaken = sick.verdict.kind === 'port-taken'
      if (portTaken || body.pid() !== null) await body.restart({ newPort: portTaken })
      const seen = await pulse(input === 'same-input' ? sick.failing : null, true)
      return seen.verdict
    },
    async spendRestart() {
      const { restarts, periodMs } = allowed()
      const asked = spend({ ...budget, restarts, periodMs }, clock.mono())
      budget = asked.budget
      const used = spent(budget, clock.mono())
      if (!asked.ok) return { ok: false, why: `its ${restarts} restarts within ${periodMs / 1000} s are spent` }
      attempt += 1
      const wait = delayMs(attempt, seededRandom(mixSeed(ports.seedOf(number), 2, attempt)))
      await record({ ...subject, incident, kind: 'organism-restart', data: { delayMs: wait, used, allowed: restarts, periodMs } })
      await clock.sleep(wait, ending())
      throwIfOver()
      return { ok: true, why: `restart ${used} of ${restarts}` }
    },
    target: {
      pid: () => body.pid(),
      get port() { return body.port() },
      signal(signal) {
        body.signal(signal)
        wake()
      },
      override(change) {
        overrides = [...overrides, change]
        wake()
        return () => {
          overrides = overrides.filter((other) => other !== change)
          wake()
        }
      },
    },
  }
}

/** A pulse's input and result as they are kept: the whole where it is small, else a note on its size. */
function bounded(value: Json): Json {
  const text = JSON.stringify(value) ?? 'null'
  return text.length <= 4_000 ? value : { truncated: text.slice(0, 1_000), bytes: text.length }
}
