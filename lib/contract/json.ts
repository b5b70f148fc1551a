import { z } from 'zod'

/** Any value that survives JSON: what crosses a process, the ledger or the wire. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export const jsonSchema: z.ZodType<Json> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(jsonSchema), z.record(z.string(), jsonSchema)]),
  // It holds itself: whoever describes it needs a name to point to.
).meta({ id: 'Json' })
