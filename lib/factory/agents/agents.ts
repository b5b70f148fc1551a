import { z } from 'zod'
import { runnableSchema } from '../../app-folder/runnables.ts'
import { blueprintSchema } from '../../contract/factory/blueprint.ts'
import { appPlanSchema, gapKindSchema } from '../../contract/factory/plan.ts'
import { testFileSchema } from '../../contract/factory/scenario.ts'
import type { Json } from '../../contract/json.ts'
import { joinPlans } from '../../planner/join-plans.ts'
import { planApp } from '../../planner/plan-app.ts'
import { design } from '../architect/design.ts'
import { proveComponent } from '../check/prove-component.ts'
import { rehearseApp } from '../check/rehearse-app.ts'
import { develop } from '../developer/develop.ts'
import type { Agents } from '../flow/engine.ts'
import { patchComponent } from '../loop/patch-component.ts'
import { patientSchema, type PatchPorts } from '../loop/patient.ts'
import { scenariosFor } from '../tester/scenarios.ts'

/** The analyst is told a sentence, and the plan of the app so far; or the whole plan, as somebody has edited it. */
const analystGiven = z.strictObject({ sentence: z.string(), before: appPlanSchema.nullable(), edited: appPlanSchema.nullable() })
/** The others are told what the plan has become. */
const developerGiven = z.strictObject({ blueprint: blueprintSchema, component: z.string(), iteration: z.number().int(), kept: z.partialRecord(gapKindSchema, z.string()) })
const testerGiven = z.strictObject({ blueprint: blueprintSchema, iteration: z.number().int() })
/** Whoever runs things is told all texts: it may be on another machine. */
const reviewerGiven = z.strictObject({ components: z.array(runnableSchema), tests: testFileSchema })

/** What agents work with, beside what they are told. */
export type Workshop = Omit<PatchPorts, 'stop'>

const json = (value: unknown): Json => value as Json

/** Those that need no model: each is a pure function of what it is told. */
export const planningAgents = {
  async analyst(given) {
    const { sentence, before, edited } = analystGiven.parse(given)
    const asked = edited ?? planApp(sentence)
    return json(before === null || edited !== null ? asked : joinPlans(before, asked))
  },
  async architect(_given, before) {
    return json(design(appPlanSchema.parse(before['analyst'])))
  },
  developer: (given, _before, stop) => developed(given, null, stop),
  async tester(given) {
    const { blueprint, iteration } = testerGiven.parse(given)
    return json(scenariosFor(blueprint, iteration))
  },
} satisfies Agents

/** All agents, as a process has them that can run what they make. */
export const agentsIn = (workshop: Workshop): Agents => ({
  ...planningAgents,
  developer: (given, _before, stop) => developed(given, workshop.pen && { pen: workshop.pen, prove: (component, scenarios, halt) => proveComponent(component, scenarios, { ...workshop, stop: halt }) }, stop),
  async reviewer(given, _before, stop) {
    const { components, tests } = reviewerGiven.parse(given)
    return json(await rehearseApp(components, tests, { ...workshop, stop }))
  },
  patcher: async (given, _before, stop) => json(await patchComponent(patientSchema.parse(given), { ...workshop, stop })),
})

async function developed(given: Json, writer: Parameters<typeof develop>[1], stop: AbortSignal): Promise<Json> {
  const { blueprint, component: id, ...order } = developerGiven.parse(given)
  const component = blueprint.components.find((one) => one.id === id)
  if (component === undefined) throw new RangeError(`the blueprint has no ${id}`)
  return json(await develop({ ...order, blueprint, component }, writer, stop))
}
