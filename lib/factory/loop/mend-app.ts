import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { componentBefore } from '../../app-folder/read-app.ts'
import { runnables, type Runnable } from '../../app-folder/runnables.ts'
import { writeIteration } from '../../app-folder/write-iteration.ts'
import type { AgentName, FlowTask, TaskEvent } from '../../contract/factory/flow.ts'
import type { Registry } from '../../contract/factory/registry.ts'
import type { TestFile } from '../../contract/factory/scenario.ts'
import type { Json } from '../../contract/json.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import { rehearsalSchema, type Rehearsal } from '../check/rehearse-app.ts'
import type { FlowEngine } from '../flow/engine.ts'
import { answersOf, keepAnswers, readAnswers, recordedIn } from '../oracle/recorded-answers.ts'
import { findBlame, type Trouble } from './find-blame.ts'
import { componentPatchSchema, type ComponentPatch, type Patient } from './patient.ts'

/** Of what a component printed, for a model. */
const shownLines = 60
const patchedSchema = z.union([componentPatchSchema, z.string()])

export interface MendPorts {
  engine: FlowEngine
  clock: Clock
  onEvent: (event: TaskEvent) => void
  /** Most patches that are written. */
  iterations: number
  /** For all of it, ms. */
  timeMs: number
  /** For the search of one patch, ms. */
  budgetMs: number
  seed: number
  /** Tasks that were done before. */
  after: readonly string[]
  stop: AbortSignal
  onRehearsal?: (rehearsal: Rehearsal, registry: Registry) => void
  onTrouble?: (trouble: Trouble) => void
  onPatch?: (patches: readonly ComponentPatch[], registry: Registry) => void
}

export interface MendEnd {
  /** well: all scenarios hold · stuck: nothing more can be done · limit: iterations or time are used up */
  end: 'well' | 'stuck' | 'limit'
  why: string
  registry: Registry
  rehearsal: Rehearsal
}

/**
 * Has the app run and all scenarios played, and what is to blame patched, side by side, and again, until all is well or
 * nothing more helps. Each round of patches is an iteration that holds only the texts that were changed. Scenarios are
 * never changed here.
 */
export async function mendApp(root: string, before: Registry, tests: TestFile, ports: MendPorts): Promise<MendEnd> {
  const { engine, clock, onEvent, stop, iterations, timeMs, budgetMs, seed, onRehearsal, onTrouble, onPatch } = ports
  const until = clock.mono() + timeMs
  const flow = `mend-${randomUUID()}`
  const seen = new Set<string>()
  let registry = before
  let last = [...ports.after]

  /** What one kind of agent comes to, by what each was told. It is needed once: whoever is broken off begins anew. */
  async function done(round: number, agent: AgentName, tasks: readonly Omit<FlowTask, 'agent' | 'needs'>[]): Promise<Json[]> {
    const needs = last
    const id = `${flow}:${agent}-${round}`
    const outputs = await engine.run({ id, tasks: tasks.map((task) => ({ ...task, agent, needs: [] })) }, (event) => onEvent({ ...event, needs }), stop).catch((error: unknown) => {
      // Not waited for: what it was kept in may be what is away.
      void engine.forget(id).catch(() => undefined)
      throw error
    })
    await engine.forget(id)
    last = tasks.map((task) => task.id)
    return tasks.map((task) => outputs[task.id] ?? null)
  }

  for (let round = 1; ; round += 1) {
    const components = runnables(root, registry)
    const [played] = await done(round, 'reviewer', [{ id: `reviewer:${round}`, title: `All scenarios of iteration ${registry.inForce}`, input: json({ components, tests }) }])
    const rehearsal = rehearsalSchema.parse(played)
    onRehearsal?.(rehearsal, registry)
    const end = (how: MendEnd['end'], why: string): MendEnd => ({ end: how, why, registry, rehearsal })
    const troubles = findBlame(registry.components, rehearsal)
    troubles.forEach((trouble) => onTrouble?.(trouble))
    if (troubles.length === 0) {
      await keepAnswers(root, registry.components.map(({ id, hash }) => ({ component: id, hash, answers: recordedIn(rehearsal.ends, id) })))
      return end('well', `all ${rehearsal.ends.length} scenarios hold`)
    }
    if (troubles.some(({ component }) => component === null)) return end('stuck', `each part does what was fixed for it, and together they fail ${troubles[0]?.scenarios.join(', ')}: the scenario or a contract is wrong, and neither is changed by itself`)
    const same = JSON.stringify(troubles.map(({ component, why }) => [component, why]))
    if (seen.has(same)) return end('stuck', `the same trouble is back after a patch: ${troubles[0]?.component}: ${troubles[0]?.why}`)
    seen.add(same)
    if (round > iterations) return end('limit', `${iterations} patches were written, and it is not well yet`)
    if (clock.mono() > until) return end('limit', `${timeMs / 1_000} s are over, and it is not well yet`)

    const patients = await Promise.all(troubles.map((trouble) => admit(root, registry, components, trouble, { tests, rehearsal, budgetMs, timeMs: until - clock.mono(), seed })))
    const tried = await done(round, 'patcher', patients.map((patient) => ({ id: `patcher:${round}:${patient.component.id}`, title: patient.component.title, input: json(patient) })))
    const patched = tried.map((one) => patchedSchema.parse(one))
    const patches = patched.filter((one) => typeof one !== 'string')
    if (patches.length === 0) return end('stuck', patched.filter((one) => typeof one === 'string').join('; '))
    registry = await writeIteration(root, registry, registry, {
      kind: 'patch', why: troubles.map(({ component, why }) => `${component}: ${why}`).join('; ').slice(0, 2_000), slug: 'patch', at: new Date(clock.now()), tests,
      parts: patches.map(({ component: id, files }) => {
        const component = registry.components.find((one) => one.id === id)
        if (component === undefined) throw new RangeError(`there is no component ${id}`)
        return { component, files, port: component.port }
      }),
    })
    onPatch?.(patches, registry)
  }
}

/** All that a patcher is told, who may be on another machine. */
async function admit(root: string, registry: Registry, components: readonly Runnable[], trouble: Trouble, { rehearsal, ...given }: Pick<Patient, 'tests' | 'budgetMs' | 'timeMs' | 'seed'> & { rehearsal: Rehearsal }): Promise<Patient> {
  const component = registry.components.find(({ id }) => id === trouble.component)
  const runnable = components.find(({ id }) => id === trouble.component)
  if (component === undefined || runnable === undefined) throw new RangeError(`there is no component ${trouble.component}`)
  const answers = await readAnswers(root)
  const before = await componentBefore(root, registry, component)
  return {
    app: registry.app, component: { ...runnable, title: component.title }, trouble, before: before?.files ?? null, ...given,
    recorded: answersOf(answers, component.id, component.hash) ?? answersOf(answers, component.id, before?.hash ?? '') ?? {},
    log: rehearsal.log.filter((line) => line.component === component.id).slice(-shownLines).map(({ text }) => text).join('\n'),
  }
}

const json = (value: unknown): Json => value as Json
