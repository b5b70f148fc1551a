import { z } from 'zod'
import { blueprintSchema } from '../../contract/factory/blueprint.ts'
import { appPlanSchema } from '../../contract/factory/plan.ts'
import type { Json } from '../../contract/json.ts'
import { design } from '../architect/design.ts'
import { render } from '../developer/render.ts'
import type { Agents } from '../flow/engine.ts'
import { joinPlans } from '../../planner/join-plans.ts'
import { planApp } from '../../planner/plan-app.ts'
import { scenariosFor } from '../tester/scenarios.ts'

/** The analyst is told a sentence, and the plan of the app so far; or the whole plan, as somebody has edited it. */
const analystGiven = z.strictObject({ sentence: z.string(), before: appPlanSchema.nullable(), edited: appPlanSchema.nullable() })
/** The others are told what the plan has become. */
const developerGiven = z.strictObject({ blueprint: blueprintSchema, component: z.string() })
const testerGiven = z.strictObject({ blueprint: blueprintSchema, iteration: z.number().int() })

const json = (value: unknown): Json => value as Json

/** Agents that need no model: each is a pure function of what it is told. */
export const embeddedAgents: Agents = {
  async analyst(given) {
    const { sentence, before, edited } = analystGiven.parse(given)
    const asked = edited ?? planApp(sentence)
    return json(before === null || edited !== null ? asked : joinPlans(before, asked))
  },
  async architect(_given, before) {
    return json(design(appPlanSchema.parse(before['analyst'])))
  },
  async developer(given) {
    const { blueprint, component: id } = developerGiven.parse(given)
    const component = blueprint.components.find((one) => one.id === id)
    if (component === undefined) throw new RangeError(`the blueprint has no ${id}`)
    return render(blueprint, component)
  },
  async tester(given) {
    const { blueprint, iteration } = testerGiven.parse(given)
    return json(scenariosFor(blueprint, iteration))
  },
}
