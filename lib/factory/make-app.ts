import { z } from 'zod'
import { blueprintSchema, type Blueprint } from '../contract/factory/blueprint.ts'
import type { Flow, TaskEvent } from '../contract/factory/flow.ts'
import { developedSchema, gapEndSchema, type GapEnd, type Share } from '../contract/factory/gap-end.ts'
import { appPlanSchema, gapKindSchema, type AppPlan } from '../contract/factory/plan.ts'
import type { Registry } from '../contract/factory/registry.ts'
import { scenarioSchema } from '../contract/factory/scenario.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Clock } from '../contract/ports/clock.ts'
import { firstFreePort } from '../process/free-port.ts'
import { planInForce } from '../app-folder/plan-in-force.ts'
import { keepEdits } from '../app-folder/hand-edits.ts'
import { hashText } from '../app-folder/hash.ts'
import { readRegistry, readTests } from '../app-folder/read-app.ts'
import { writeIteration } from '../app-folder/write-iteration.ts'
import { design } from './architect/design.ts'
import { changedParts, type Rendered } from './developer/changed-parts.ts'
import { shareOf } from './developer/count-tokens.ts'
import { fillsInForce, stillWished } from './developer/fills-in-force.ts'
import type { Fills } from './developer/gap.ts'
import { render } from './developer/render.ts'
import type { FlowEngine } from './flow/engine.ts'
import { joinTests } from './tester/join-tests.ts'
import { scenariosFor } from './tester/scenarios.ts'
import { wishScenarioId } from './tester/wish-scenarios.ts'

/** Where the ports of an app begin to be looked for. */
const firstPort = 4_100

export interface MakeOrder {
  /** Absolute: the app's folder, there or not. */
  root: string
  sentence: string
  /** The whole plan as somebody has edited it; null: as the sentence is understood. */
  edited: AppPlan | null
}

export interface MakePorts {
  engine: FlowEngine
  clock: Clock
  onEvent: (event: TaskEvent) => void
  /** What the sentence was understood to be, before anything is made of it. */
  onPlan?: (plan: AppPlan) => void
  /** What became of what no template has; not called where nothing of the kind is wished for. `share` is null where a model wrote nothing. */
  onGaps?: (gaps: GapEnd[], share: Share | null) => void
  stop: AbortSignal
}

export interface Made {
  plan: AppPlan
  registry: Registry
  /** The tasks that came last, for whoever comes after them. */
  last: string[]
}

/**
 * Writes the iteration that a sentence asks for: a new app, or a feature more of one that is there. What somebody has
 * edited by hand becomes an iteration of its own first, and is kept. One that was broken off goes on where it was.
 * @throws SentenceError, AppInvalidError: the app is as it was
 */
export async function makeApp({ root, sentence, edited }: MakeOrder, { engine, clock, onEvent, onPlan, onGaps, stop }: MakePorts): Promise<Made> {
  const found = readRegistry(root)
  const registry = found === null ? null : await keepEdits(root, found, new Date(clock.now()))
  const before = registry === null ? null : planInForce(root, registry)
  const flow = flowId([root, sentence, edited, registry])
  const run = (id: string, tasks: Flow['tasks']): ReturnType<FlowEngine['run']> => engine.run({ id: `${flow}:${id}`, tasks }, (event) => onEvent(id === 'make' ? { ...event, needs: ['architect'] } : event), stop)

  const thought = await run('think', [
    { id: 'analyst', agent: 'analyst', title: 'What is asked for', input: { sentence, before, edited }, needs: [] },
    { id: 'architect', agent: 'architect', title: 'The modules, and what each owes the others', input: null, needs: ['analyst'] },
  ])
  const plan = appPlanSchema.parse(thought['analyst'])
  onPlan?.(plan)
  const blueprint = blueprintSchema.parse(thought['architect'])
  const iteration = (registry?.iterations.at(-1)?.number ?? 0) + 1

  const old = before === null ? null : design(before)
  // `filled`: what stands in its gaps; `kept`: what of that is still wished for.
  const components = blueprint.components.map((component) => {
    const filled = registry === null || old === null ? {} : fillsInForce(root, registry, old, component.id)
    return { component, filled, kept: old === null ? {} : stillWished(filled, old, component) }
  })
  const made = await run('make', [
    ...components.map(({ component, kept }) => ({ id: `developer:${component.id}`, agent: 'developer' as const, title: component.title, input: { blueprint, component: component.id, iteration, kept }, needs: [] })),
    { id: 'tester', agent: 'tester', title: 'What has to hold', input: { blueprint, iteration }, needs: [] },
  ])
  const developed = components.map((one) => ({ ...one, ...developedSchema.parse(made[`developer:${one.component.id}`]) }))
  const gaps = developed.flatMap((one) => one.gaps)
  const scenarios = [...z.array(scenarioSchema).parse(made['tester']), ...gaps.flatMap((gap) => gap.scenarios)]
  if (gaps.length > 0) onGaps?.(gaps.map((gap) => gapEndSchema.parse(gap)), await shareOf(gaps, developed.map(({ files }) => files)))

  const changed = changedParts(root, registry, developed.map(({ component, files, filled }) => ({ component, files, base: baseOf(old, component.id, filled) })))
  const parts = await withPorts(registry, changed)
  const asBefore = registry === null ? null : readTests(root, registry)
  // What was given with a wish that is another one now, or none any more, holds no longer.
  const outdated = components.flatMap(({ component, kept }) => gapKindSchema.options.filter((gap) => kept[gap] === undefined).map((gap) => wishScenarioId(component.id, gap)))
  const ours = [...(old === null ? [] : scenariosFor(old, iteration)), ...(asBefore?.scenarios.filter(({ id }) => outdated.includes(id)) ?? [])]
  const tests = asBefore === null ? { scenarios, changes: [] } : joinTests(asBefore, scenarios, { iteration, why: sentence, ours })
  const written = await writeIteration(root, { app: registry?.app ?? plan.slug, title: plan.title, language: plan.language }, registry, {
    kind: 'feature', why: sentence, slug: slugOf(before, plan), at: new Date(clock.now()), parts, tests,
    output: { provider: 'embedded-planner', model: 'rules', promptHash: hashText(sentence), sentence, answer: plan, gaps: gaps.flatMap(({ component, gap, by, answers }) => answers.map((answer) => ({ component, gap, by, ...answer }))) },
  })
  for (const part of ['think', 'make']) await engine.forget(`${flow}:${part}`)
  return { plan, registry: written, last: Object.keys(made) }
}

/** The same where the same is asked of the same app as it stands: by it a run that was broken off is gone on with. */
const flowId = (asked: unknown): string => `gen-${hashText(JSON.stringify(asked)).slice(0, 16)}`

function baseOf(old: Blueprint | null, id: string, kept: Fills): GenomeFiles {
  const component = old?.components.find((one) => one.id === id)
  return old === null || component === undefined ? {} : render(old, component, kept).files
}

/** A port of its own for each that is new; the others keep theirs. */
async function withPorts<T extends Pick<Rendered, 'component'>>(registry: Registry | null, parts: readonly T[]): Promise<(T & { port: number })[]> {
  const known = new Map(registry?.components.map(({ id, port }) => [id, port]))
  const all: (T & { port: number })[] = []
  for (const part of parts) {
    const { id } = part.component
    const port = known.get(id) ?? await firstFreePort(Math.max(firstPort, ...[...known.values()].map((one) => one + 1)))
    known.set(id, port)
    all.push({ ...part, port })
  }
  return all
}

/** After what is new: the resources, or else the features, or else the app. */
function slugOf(before: AppPlan | null, plan: AppPlan): string {
  if (before === null) return plan.slug
  const added = [...plan.resources.filter(({ id }) => !before.resources.some((one) => one.id === id)).map(({ id }) => id), ...plan.features.filter((id) => !before.features.includes(id))]
  return (added.length === 0 ? plan.slug : added.join('-')).slice(0, 40).replace(/-+$/, '')
}
