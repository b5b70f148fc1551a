import { z } from 'zod'
import { roleSchema } from './access.ts'
import { actionOutcomeSchema, actionSchema } from './action.ts'
import { questionSchema } from './ask.ts'
import { genomeIdSchema, tagsSchema } from './genome.ts'
import { appPlanSchema, slugSchema } from './factory/plan.ts'
import { healingSettingSchema } from './healing.ts'
import { checkSchema } from './incident.ts'
import { genomePathSchema, organismIdSchema } from './organism.ts'
import { lessonEditSchema } from './lesson.ts'
import { seatSchema } from './model.ts'
import { settingsChangeSchema } from './setting.ts'
import { stepSchema } from './step.ts'

/** A change by hand to the version that runs. */
export const proposalSchema = z.strictObject({
  /** The version that was changed: it has to be the running one. */
  base: genomeIdSchema,
  /** The whole new text of each file that is changed; each has to be one that the base has. */
  files: z.record(genomePathSchema, z.string().max(60_000)),
  reason: z.string().trim().min(1).max(200),
})

/** What a version may be better in than the one that runs. */
export const improvements = ['faster', 'clearer'] as const
export const improvementSchema = z.enum(improvements)
export type Improvement = z.infer<typeof improvementSchema>

/** What may be asked of the active core. Every change a person makes is one of these rows. */
export const commandRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('chaos-inject'),
    /** Left out for a system fault, which hits Ouroboros itself. */
    organism: organismIdSchema.optional(),
    /** A fault's id, or `classic`: one of the three, drawn. */
    fault: z.string().max(60),
    /** Same seed, same genome: same mutation. Drawn and recorded where left out. */
    seed: z.number().int().min(0).max(0xffff_ffff).optional(),
    intensity: z.number().int().min(1).max(5).optional(),
    /** The fault is taken back after this long. */
    ttlMs: z.number().int().min(1000).max(3_600_000).optional(),
    /** Of a system fault that ends or stops a core: the step that it waits for. */
    at: stepSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('chaos-undo'), injection: z.string().max(60) }),
  /** Takes back every running fault and refuses new ones until `chaos-allow`. */
  z.strictObject({ kind: z.literal('chaos-stop') }),
  z.strictObject({ kind: z.literal('chaos-allow') }),
  z.strictObject({ kind: z.literal('genome-rollback'), genome: genomeIdSchema }),
  z.strictObject({ kind: z.literal('genome-import'), organism: organismIdSchema, files: z.record(genomePathSchema, z.string().max(1_000_000)) }),
  /** What somebody has written: it must pass the gate like any candidate. */
  z.strictObject({ kind: z.literal('genome-propose'), organism: organismIdSchema, ...proposalSchema.shape }),
  /** The gate's proof of a version on fresh seeds; nothing is promoted. */
  z.strictObject({ kind: z.literal('genome-check'), genome: genomeIdSchema }),
  /** All of its tags anew. */
  z.strictObject({ kind: z.literal('genome-tag'), genome: genomeIdSchema, tags: tagsSchema }),
  /** The fault that caused it once more: the same seed and intensity, into the same code. */
  z.strictObject({ kind: z.literal('incident-replay'), incident: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('organism-pause'), organism: organismIdSchema }),
  /** Also the way out of quarantine. */
  z.strictObject({ kind: z.literal('organism-resume'), organism: organismIdSchema }),
  /** The whole setting anew: what is left out is as the manifest has it. From the next incident on. */
  healingSettingSchema.extend({ kind: z.literal('configure-healing'), organism: organismIdSchema }),
  settingsChangeSchema.extend({ kind: z.literal('change-settings') }),
  /** Asks a language model whether it is there. */
  z.strictObject({ kind: z.literal('model-test'), seat: seatSchema }),
  /** Asks the resident for a better version of what is well: it has to pass the gate, and to be faster where that is asked for. */
  z.strictObject({ kind: z.literal('organism-improve'), organism: organismIdSchema, goal: improvementSchema }),
  /** For so long teachers may be asked. */
  z.strictObject({ kind: z.literal('learning-open'), minutes: z.number().int().min(1).max(24 * 60) }),
  z.strictObject({ kind: z.literal('learning-close') }),
  lessonEditSchema.extend({ kind: z.literal('lesson-edit'), id: z.string().max(60) }),
  z.strictObject({ kind: z.literal('lesson-forget'), id: z.string().max(60) }),
  /** Another core takes the lead, in order. */
  z.strictObject({ kind: z.literal('core-switch') }),
  /** Runs a program of the machine, where the operator has allowed that one. */
  z.strictObject({ kind: z.literal('action-run'), ...actionSchema.shape }),
  /** Asks the resident for the SQL of a question to the ledger. */
  z.strictObject({ kind: z.literal('ledger-ask'), question: questionSchema }),
  /** An app of what a sentence asks for; with `app`, more for one that is there. `plan`: as somebody has edited it. */
  z.strictObject({ kind: z.literal('app-make'), sentence: z.string().max(4_000), app: slugSchema.optional(), plan: appPlanSchema.optional() }),
  /** Breaks off what is being made; what is in force stays. */
  z.strictObject({ kind: z.literal('app-cancel'), app: slugSchema }),
  /** Plays all scenarios, and patches what is to blame. */
  z.strictObject({ kind: z.literal('app-check'), app: slugSchema }),
  /** Nobody keeps it any more; its folder is put aside, with all that it keeps. */
  z.strictObject({ kind: z.literal('app-remove'), app: slugSchema }),
  /** An earlier iteration is in force again. */
  z.strictObject({ kind: z.literal('app-rollback'), app: slugSchema, iteration: z.number().int().min(1).max(999) }),
  /** Everything as at the first start. Without a seed, the configured one. */
  z.strictObject({ kind: z.literal('demo-reset'), seed: z.number().int().min(0).max(0xffff_ffff).optional() }),
])
export type CommandRequest = z.infer<typeof commandRequestSchema>

const commandStateSchema = z.enum(['queued', 'claimed', 'done', 'refused'])

export const commandOutcomeSchema = z.object({
  /** One line for people: what was done, or what was wrong and the way out. */
  message: z.string(),
  /** Stable reason of a refusal: see errors.ts. */
  code: z.string().optional(),
  /** What the command brought about. */
  injection: z.string().optional(),
  genome: genomeIdSchema.optional(),
  /** What the gate said, every check that was run in its order: the first that failed is the last. */
  checks: z.array(checkSchema).optional(),
  /** What an outside action came to. */
  action: actionOutcomeSchema.optional(),
  /** The app that was made or changed. */
  app: slugSchema.optional(),
  /** What a model made of a question. */
  sql: z.string().optional(),
})
export type CommandOutcome = z.infer<typeof commandOutcomeSchema>

export const commandSchema = z.object({
  id: z.string(),
  kind: z.string(),
  state: commandStateSchema,
  author: z.string(),
  /** Of the author, when it was asked for; null where that was not kept. */
  role: roleSchema.nullable().default(null),
  /** In the author's words. */
  reason: z.string().nullable().default(null),
  createdAt: z.number(),
  request: commandRequestSchema,
  outcome: commandOutcomeSchema.nullable(),
})
export type Command = z.infer<typeof commandSchema>
