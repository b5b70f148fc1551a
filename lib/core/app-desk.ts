import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { CommandOutcome, CommandRequest } from '../contract/command.ts'
import { AppBusyError, OuroborosError, RequestInvalidError, UnknownAppError } from '../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { MakeEnd } from '../contract/factory/app-event.ts'
import type { TaskEvent } from '../contract/factory/flow.ts'
import type { Registered, Registry } from '../contract/factory/registry.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Sandbox } from '../contract/ports/sandbox.ts'
import type { Mind } from '../contract/ports/mind.ts'
import type { Search } from '../contract/ports/search.ts'
import { keepEdits } from '../app-folder/hand-edits.ts'
import { readRegistry, readTests } from '../app-folder/read-app.ts'
import { rollBack, writeIteration } from '../app-folder/write-iteration.ts'
import { homesOf, organismsOf, summaryOf, type KeptOrganism } from '../factory/keep-app.ts'
import { mendApp } from '../factory/loop/mend-app.ts'
import type { FlowEngine } from '../factory/flow/engine.ts'
import { makeApp, type Made } from '../factory/make-app.ts'
import { within, type Pen } from '../factory/pen.ts'
import { planApp } from '../planner/plan-app.ts'
import { answersOf, keepAnswers, readAnswers } from '../factory/oracle/recorded-answers.ts'
import type { Homes } from '../factory/runner/homes.ts'
import { processRunner } from '../factory/runner/process-runner.ts'
import type { Wall } from '../process/command-wall.ts'
import { openEngine } from './open-engine.ts'
import type { Keeper } from '../watcher/keeper-ports.ts'

export interface AppDeskOptions {
  /** The folder whose sub-folders are apps. */
  dir: string
  clock: Clock
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  sandbox: Sandbox
  /** What commands of scenarios are put behind; null: none can be run. */
  wall: Wall | null
  /** Without one no edit is looked for. */
  search: Search | null
  /** Writes what no template and no search has. */
  mind: () => Pick<Mind, 'nameOf' | 'ask'>
  /** What it may cost while an app is made or mended, US dollars. */
  maxUsd: number
  genomes: Pick<Genomes, 'files' | 'read'>
  keepers: ReadonlyMap<string, Keeper>
  /** It lives from now on, in the place of one with its name. */
  adopt: (organism: KeptOrganism) => Promise<void>
  /** It lives no more, until it is adopted again. */
  retire: (organism: string) => Promise<void>
  drawSeed: () => number
  /** What cannot be written down. */
  onBreak: (error: unknown) => void
}

/** Everything that is asked of the factory goes over this desk. */
export interface AppDesk {
  /** The services of all apps that are there, as organisms. One that cannot be read is named, and the others are taken. */
  load: () => Promise<KeptOrganism[]>
  /** @throws SentenceError, AppInvalidError, UnknownAppError, AppBusyError: the app is as it was */
  make: (request: Extract<CommandRequest, { kind: 'app-make' }>, by: string) => Promise<CommandOutcome>
  check: (app: string, by: string) => Promise<CommandOutcome>
  rollBack: (app: string, to: number) => Promise<CommandOutcome>
  cancel: (app: string) => CommandOutcome
  /** Its services live no more; its folder is put aside. @throws UnknownAppError, AppBusyError */
  remove: (app: string, by: string) => Promise<CommandOutcome>
  /** A version of one of its services has shown that it is well: what healing wrote becomes an iteration. */
  proven: (organism: string, genome: string) => Promise<void>
  close: () => Promise<void>
}

/** Patches of one run, and the time for all of it and for each, ms. */
const limits = { iterations: 5, timeMs: 180_000, budgetMs: 30_000 } as const
const ours = { organism: null, incident: null }

export function openAppDesk(options: AppDeskOptions): AppDesk {
  const { dir, clock, record, sandbox, wall, search, mind, maxUsd, genomes, keepers, adopt, retire, drawSeed, onBreak } = options
  const runner = processRunner({ sandbox, clock })
  /** What is under way, by app. */
  const busy = new Map<string, { stop: AbortController; over: Promise<unknown> }>()
  /** Which app and component an organism is of. */
  const known = new Map<string, { app: string; component: string }>()
  const homes = new Map<string, Homes>()
  const rootOf = (app: string): string => join(dir, app)
  const tell = (event: NewEvent): void => void record(event).catch(onBreak)
  const tellTask = (app: string) => ({ kind, ...data }: TaskEvent): void => tell({ ...ours, kind, data: { ...data, app } })

  /** The model of the house, as far as one making or mending may cost. */
  function penFor(app: string): Pen | null {
    const models = mind()
    const name = models.nameOf('resident')
    const ask: Pen['ask'] = ({ component, purpose, ...order }) => models.ask('resident', purpose, { organism: `${app}-${component}`, incident: null }, order)
    return name === null ? null : within({ name, ask }, maxUsd)
  }

  function registryOf(app: string): Registry {
    const registry = readRegistry(rootOf(app))
    if (registry === null) throw new UnknownAppError(`there is no app ${app} in ${dir}`)
    return registry
  }

  /** What somebody has edited by hand becomes an iteration first. */
  const kept = (app: string): Promise<Registry> => keepEdits(rootOf(app), registryOf(app), new Date(clock.now()))

  /** One thing at a time for each app; none while one of its services is being healed. */
  async function alone<T>(app: string, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    if (busy.has(app)) throw new AppBusyError(`${app} is being made or mended; wait until that is over, or cancel it`)
    const sick = [...known].find(([organism, of]) => of.app === app && keepers.get(organism)?.incident() != null)
    if (sick) throw new AppBusyError(`${sick[0]} is being healed; wait until its incident is over`)
    return hold(app, work)
  }

  async function hold<T>(app: string, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController()
    const over = work(stop.signal)
    busy.set(app, { stop, over: over.catch(() => undefined) })
    try {
      return await over
    } finally {
      busy.delete(app)
    }
  }

  async function organismsIn(app: string, registry: Registry): Promise<KeptOrganism[]> {
    const home = homes.get(app) ?? homesOf(rootOf(app))
    homes.set(app, home)
    return organismsOf(rootOf(app), registry, readTests(rootOf(app), registry), home)
  }

  /** What is in force lives from now on; what has not changed lives on. */
  async function live(app: string, registry: Registry): Promise<void> {
    const organisms = await organismsIn(app, registry)
    const isOver = (id: string): boolean => known.get(id)?.app === app && !organisms.some((organism) => organism.id === id)
    for (const id of [...known.keys()].filter(isOver)) {
      known.delete(id)
      await retire(id)
    }
    await tellOf(app, registry, organisms)
    for (const organism of organisms) {
      const old = keepers.get(organism.id)?.organism as KeptOrganism | undefined
      if (old?.specHash !== organism.specHash || !isDeepStrictEqual(old.files, organism.files)) await adopt(organism)
    }
  }

  async function tellOf(app: string, registry: Registry, organisms: readonly KeptOrganism[]): Promise<void> {
    for (const { id, component } of organisms) known.set(id, { app, component })
    await record({ ...ours, kind: 'app-add', data: { app, summary: summaryOf(registry), iterations: registry.iterations, organisms: Object.fromEntries(organisms.map(({ id, component }) => [component, id])) } })
  }

  function tellIteration(app: string, registry: Registry): void {
    const iteration = registry.iterations.at(-1)
    if (iteration === undefined) return
    const files = registry.components.flatMap(({ id, files: all }) => Object.entries(all).filter(([, file]) => file.iteration === iteration.number).map(([path]) => `${id}/${path}`))
    tell({ ...ours, kind: 'iteration-add', data: { app, iteration, files, summary: summaryOf(registry) } })
  }

  const mend = (app: string, { registry, last: after }: Pick<Made, 'registry' | 'last'>, engine: FlowEngine, stop: AbortSignal): ReturnType<typeof mendApp> => mendApp(rootOf(app), registry, readTests(rootOf(app), registry), {
    engine, after, clock, stop, seed: drawSeed(), ...limits, onEvent: tellTask(app),
    onRehearsal: ({ ends, deaths, ms }, { inForce: iteration }) => tell({ ...ours, kind: 'app-check', data: {
      app, iteration, ms, passed: ends.filter(({ failure }) => failure === null).length,
      failed: ends.flatMap(({ scenario, failure }) => (failure === null ? [] : [{ scenario: scenario.id, title: scenario.title, of: scenario.of, why: failure.what.slice(0, 500) }])),
      deaths: deaths.map(({ component, why }) => ({ component, why: why.slice(0, 500) })),
    } }),
    onPatch: (_patches, patched) => tellIteration(app, patched),
  })

  const componentOf = (registry: Registry | null, id: string): Registered | undefined => registry?.components.find((one) => one.id === id)

  /** What healing wrote, as an iteration that holds what it changed. */
  async function writeProven(of: { app: string; component: string }, id: string, hash: string | undefined): Promise<void> {
    const root = rootOf(of.app)
    const registry = readRegistry(root)
    const component = componentOf(registry, of.component)
    // What was made meanwhile has taken the place of what was healed.
    if (registry === null || component === undefined || component.hash !== hash) return
    const genome = genomes.read(id)
    if (!['repair', 'antibody', 'graft', 'resident', 'teacher', 'manual', 'import'].includes(genome.origin)) return
    const changed = Object.entries(genomes.files(id)).filter(([path]) => genome.files[path] !== component.files[path]?.hash)
    if (changed.length === 0) return
    const written = await writeIteration(root, registry, registry, {
      kind: 'patch', why: `${of.component}: ${genome.reason}`, slug: 'patch', at: new Date(clock.now()), tests: readTests(root, registry),
      parts: [{ component, files: Object.fromEntries(changed), port: component.port, healedAs: id }],
    })
    // It was proven by these very answers.
    const answers = answersOf(await readAnswers(root), of.component, component.hash)
    const now = componentOf(written, of.component)
    if (answers !== null && now !== undefined) await keepAnswers(root, [{ component: of.component, hash: now.hash, answers }])
    tellIteration(of.app, written)
  }

  async function withEngine<T>(app: string, work: (engine: FlowEngine) => Promise<T>): Promise<T> {
    const { engine, close } = await openEngine(rootOf(app), clock, { runner, clock, wall, search, pen: penFor(app) })
    return work(engine).finally(close)
  }

  /** From what somebody asks for to what lives: whatever comes of it, its end is told. */
  const run = (app: string, asked: { sentence: string; by: string; isNew: boolean }, work: (engine: FlowEngine, stop: AbortSignal) => Promise<Pick<Made, 'registry' | 'last'>>): Promise<CommandOutcome> => alone(app, async (stop) => {
    const began = clock.mono()
    const over = (end: MakeEnd, why: string): void => tell({ ...ours, kind: 'app-make-end', data: { app, end, why: why.slice(0, 2_000), ms: clock.mono() - began } })
    await record({ ...ours, kind: 'app-make-start', data: { app, ...asked, sentence: asked.sentence.slice(0, 2_000) } })
    try {
      const { end, why, registry } = await withEngine(app, async (engine) => mend(app, await work(engine, stop), engine, stop))
      await live(app, registry)
      over(end, why)
      return { message: `${app}: iteration ${registry.inForce} is in force; ${why}`, app }
    } catch (error) {
      if (stop.aborted) {
        over('cancelled', 'it was cancelled; what was in force stays so')
        throw new RequestInvalidError(`making ${app} was cancelled; what was in force stays so`, { cause: error })
      }
      over(error instanceof OuroborosError ? 'refused' : 'broken', messageOf(error))
      throw error
    }
  })

  return {
    async load() {
      const all: KeptOrganism[] = []
      for (const entry of existsSync(dir) ? readdirSync(dir, { withFileTypes: true }) : []) {
        if (!entry.isDirectory() || entry.name.startsWith('.')) continue
        try {
          const registry = readRegistry(rootOf(entry.name))
          if (registry === null) continue
          const organisms = await organismsIn(entry.name, registry)
          await tellOf(entry.name, registry, organisms)
          all.push(...organisms)
        } catch (error) {
          // Whatever it is: one app must not keep all organisms from living.
          await record({ ...ours, kind: 'app-refuse', data: { app: entry.name, error: messageOf(error) } })
        }
      }
      return all
    },

    async make({ sentence, app: asked, plan }, by) {
      const app = asked ?? plan?.slug ?? planApp(sentence).slug
      const isNew = readRegistry(rootOf(app)) === null
      if (asked !== undefined && isNew) throw new UnknownAppError(`there is no app ${app}; leave its name out to make a new one`)
      if (asked === undefined && !isNew) throw new RequestInvalidError(`there is an app ${app} already: ask for it as more of ${app}, or give the plan another name`)
      return run(app, { sentence, by, isNew }, async (engine, stop) => {
        const made = await makeApp({ root: rootOf(app), sentence, edited: plan ?? null }, {
          engine, clock, stop, onEvent: tellTask(app),
          onPlan: (understood) => tell({ ...ours, kind: 'app-plan', data: { app, plan: understood } }),
          onGaps: (gaps, share) => tell({ ...ours, kind: 'app-gaps', data: { app, gaps, share } }),
        })
        tellIteration(app, made.registry)
        return made
      })
    },

    async check(app, by) {
      registryOf(app)
      return run(app, { sentence: 'play all scenarios, and mend what fails', by, isNew: false }, async () => ({ registry: await kept(app), last: [] }))
    },

    rollBack: (app, to) => alone(app, async () => {
      const root = rootOf(app)
      const before = await kept(app)
      const registry = await rollBack(root, before, to, new Date(clock.now()))
      tellIteration(app, registry)
      await live(app, registry)
      return { message: `${app}: iteration ${to} is in force again, as iteration ${registry.inForce}`, app }
    }),

    remove: (app, by) => alone(app, async () => {
      registryOf(app)
      for (const id of [...known.keys()].filter((one) => known.get(one)?.app === app)) {
        known.delete(id)
        await retire(id)
      }
      homes.delete(app)
      // A name that no app can have, so that nobody takes it for one.
      const to = `.removed-${app}-${new Date(clock.now()).toISOString().replaceAll(':', '-')}`
      renameSync(rootOf(app), join(dir, to))
      await record({ ...ours, kind: 'app-remove', data: { app, by, to } })
      return { message: `${app} is put aside in ${join(dir, to)}, with all that it keeps; delete it there, or give it its name back and start the engine anew`, app }
    }),

    cancel(app) {
      const work = busy.get(app)
      if (work === undefined) throw new RequestInvalidError(`nothing is being made of ${app} now`)
      work.stop.abort()
      return { message: `what was being made of ${app} is broken off; what was in force stays so`, app }
    },

    async proven(organism, id) {
      const of = known.get(organism)
      if (of === undefined) return
      try {
        const healed = componentOf(readRegistry(rootOf(of.app)), of.component)?.hash
        while (busy.has(of.app)) await busy.get(of.app)?.over
        await hold(of.app, () => writeProven(of, id, healed))
      } catch (error) {
        // It lives on as it is; only its folder does not say so.
        tell({ ...ours, kind: 'app-refuse', data: { app: of.app, error: messageOf(error) } })
      }
    },

    async close() {
      for (const { stop } of busy.values()) stop.abort()
      await Promise.all([...busy.values()].map(({ over }) => over))
    },
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
