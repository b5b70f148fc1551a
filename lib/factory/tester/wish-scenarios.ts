import { z } from 'zod'
import type { GapKind, PlanResource } from '../../contract/factory/plan.ts'
import { jsonSchema } from '../../contract/json.ts'
import { asks, type Draft } from './draft.ts'

const row = z.record(z.string(), jsonSchema)
/** What whoever writes a gap has to give with it. */
export const examplesSchemas = {
  /** One row that the rule lets through and one that it refuses, at which field. */
  rule: z.strictObject({ accepts: row, refuses: row, field: z.string().min(1).max(80) }),
  /** Two rows, as they stand in the list. */
  order: z.strictObject({ first: row, second: row }),
} as const
export type Examples = { [Kind in GapKind]: { gap: Kind } & z.infer<(typeof examplesSchemas)[Kind]> }[GapKind]

/** One for each kind of gap of a resource. */
export const wishScenarioId = (resource: string, gap: GapKind): string => `${resource}-wish-${gap}`

/** What has to hold of a wish, by the examples of whoever has written it. */
export function wishScenario({ id, isOwned }: PlanResource, wishes: readonly string[], examples: Examples): Draft {
  const as = isOwned ? { headers: { 'x-person': '1' } } : {}
  const draft = { id: wishScenarioId(id, examples.gap), title: wishes.join('; ').slice(0, 200), of: id }
  if (examples.gap === 'rule') {
    return { ...draft, steps: [
      asks(id, `POST /${id}`, 201, { ...as, json: examples.accepts }),
      asks(id, `POST /${id}`, 400, { ...as, json: examples.refuses, expect: { has: [`"${examples.field}":`] } }),
    ] }
  }
  // Whoever comes first is not to be who was added first.
  return { ...draft, steps: [
    asks(id, `POST /${id}`, 201, { ...as, json: examples.second }), asks(id, `POST /${id}`, 201, { ...as, json: examples.first }),
    asks(id, `GET /${id}`, 200, { ...as, expect: { json: { items: [examples.first, examples.second] } } }),
  ] }
}
