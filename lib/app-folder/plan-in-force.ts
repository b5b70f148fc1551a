import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppInvalidError } from '../contract/errors.ts'
import { appPlanSchema, type AppPlan } from '../contract/factory/plan.ts'
import type { Iteration, Registry } from '../contract/factory/registry.ts'
import { iterationsName } from './paths.ts'

export const outputName = 'llm_output.json'

/** What a model, or the planner in its place, has said: kept beside what was made of it. */
const outputSchema = z.object({
  provider: z.string(),
  model: z.string(),
  promptHash: z.string(),
  sentence: z.string(),
  /** The whole plan of the app from then on. */
  answer: appPlanSchema,
  /** What a model has answered for places that no template fills, in the order that it was asked. */
  gaps: z.array(z.object({ component: z.string(), gap: z.string(), by: z.string().nullable(), promptHash: z.string(), text: z.string() })).default([]),
})
export type ModelOutput = z.input<typeof outputSchema>

/** The plan of what is in force. @throws AppInvalidError where its iteration has lost it */
export function planInForce(root: string, registry: Registry): AppPlan {
  const path = join(root, iterationsName, featureInForce(registry).folder, outputName)
  const parsed = existsSync(path) ? outputSchema.safeParse(whole(readFileSync(path, 'utf8'))) : null
  if (parsed?.success !== true) throw new AppInvalidError(`${path} ${parsed === null ? 'is missing' : 'is not what was written there'}: what the app shall be is not known any more, so nothing can be added to it. Roll back to an iteration that has its own.`)
  return parsed.data.answer
}

/** The feature that was added last, behind patches and rollbacks. */
function featureInForce({ iterations, inForce }: Registry): Iteration {
  const of = (number: number | null): Iteration => {
    const found = iterations.find((one) => one.number === number)
    if (found === undefined) throw new AppInvalidError(`iteration ${number} is not listed`)
    return found.kind === 'feature' ? found : of(found.kind === 'rollback' ? (found.to ?? found.from) : found.from)
  }
  return of(inForce)
}

function whole(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
