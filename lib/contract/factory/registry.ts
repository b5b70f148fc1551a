import { z } from 'zod'
import { genomeIdSchema } from '../genome.ts'
import { genomePathSchema } from '../organism.ts'
import { componentSchema } from './blueprint.ts'
import { slugSchema } from './plan.ts'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)
const iterationNumberSchema = z.number().int().min(1).max(999)

/**
 * feature: a sentence asked for it · patch: the loop wrote it to mend something · manual: somebody edited files that were
 * in force · rollback: an earlier one is in force again.
 */
const iterationKinds = ['feature', 'patch', 'manual', 'rollback'] as const
export const iterationKindSchema = z.enum(iterationKinds)
export type IterationKind = z.infer<typeof iterationKindSchema>

export const iterationSchema = z.strictObject({
  number: iterationNumberSchema,
  /** `iter_001_todos`. */
  folder: z.string().regex(/^iter_\d{3}_[a-z0-9-]{1,60}$/),
  kind: iterationKindSchema,
  /** The sentence, or what was wrong. */
  why: z.string().max(2_000),
  at: z.iso.datetime(),
  /** The iteration that was in force before; null: none. */
  from: iterationNumberSchema.nullable(),
  /** Of a rollback, the iteration that is in force again. */
  to: iterationNumberSchema.optional(),
})
export type Iteration = z.infer<typeof iterationSchema>

/** A component as it is in force. */
export const registeredSchema = z.strictObject({
  ...componentSchema.pick({ id: true, layer: true, language: true, title: true, needs: true, keepsData: true }).shape,
  /** The iteration that changed it last, and where its files of that iteration lie. */
  iteration: iterationNumberSchema,
  path: z.string(),
  port: z.number().int().min(1).max(65_535),
  /** Over the paths and hashes of all its files. */
  hash: sha256Schema,
  /** The version of its organism that these files are, where healing has written them while it lived. */
  healedAs: genomeIdSchema.optional(),
  /** Of each file, the iteration whose text is in force, and its hash. */
  files: z.record(genomePathSchema, z.strictObject({ iteration: iterationNumberSchema, hash: sha256Schema })),
})
export type Registered = z.infer<typeof registeredSchema>

/** registry.yaml: what an app consists of, and which iteration of each part is in force. */
export const registrySchema = z.strictObject({
  app: slugSchema,
  title: z.string().min(1).max(80),
  language: z.enum(['en', 'pl']),
  /** The newest one that is in force. */
  inForce: iterationNumberSchema,
  components: z.array(registeredSchema).min(1).max(40),
  iterations: z.array(iterationSchema).min(1).max(999),
})
export type Registry = z.infer<typeof registrySchema>
