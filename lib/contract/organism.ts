import { z } from 'zod'
import { healingSettingSchema } from './healing.ts'

/** An organism's id is its folder's name, and safe in a path, a URL and a shell. */
export const organismIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, beginning with a letter')

export const organismKinds = ['task', 'script', 'service'] as const
export const organismKindSchema = z.enum(organismKinds)
export type OrganismKind = z.infer<typeof organismKindSchema>

export const organismStates = ['healthy', 'degraded', 'crashed', 'healing', 'quarantined', 'paused'] as const
export const organismStateSchema = z.enum(organismStates)
export type OrganismState = z.infer<typeof organismStateSchema>

/** A path inside a genome: relative, forward slashes, no way out. */
export const genomePathSchema = z
  .string()
  .max(200)
  .regex(/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[\w.\-/]+$/, 'a relative path with forward slashes and no . or .. in it')

/** organism.json: what a folder says of itself. Whatever decides if the program is right lives in spec.ts. */
export const manifestSchema = z.strictObject({
  kind: organismKindSchema,
  title: z.string().min(1).max(60),
  /** One sentence: what this organism teaches. */
  teaches: z.string().min(1).max(300),
  /** The file that is run or imported. */
  entry: genomePathSchema,
  /** Every file of the genome; the entry alone when left out. */
  files: z.array(genomePathSchema).min(1).max(64).optional(),
  /** From the end of one pulse to the start of the next. */
  pulseMs: z.number().int().min(50).max(3_600_000).default(1500),
  /** Services: where the health probe asks. The port comes to the service in the environment, as PORT. */
  healthPath: z.string().startsWith('/').default('/health'),
  /** Restart intensity as in OTP: more than `restarts` within `periodMs` escalates. */
  budget: z
    .strictObject({ restarts: z.number().int().min(0).max(100), periodMs: z.number().int().min(1000) })
    .default({ restarts: 10, periodMs: 60_000 }),
  /** Good pulses that a promoted genome must show before it counts as proven. */
  probationPulses: z.number().int().min(1).max(100).default(3),
  /** How it is healed: which rungs, in which order, with what budgets. Left out: by the whole ladder. */
  healing: healingSettingSchema.optional(),
})
export type Manifest = z.infer<typeof manifestSchema>
