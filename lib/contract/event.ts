import { z } from 'zod'
import { actionProgramSchema } from './action.ts'
import { antibodySchema } from './antibody.ts'
import { commandOutcomeSchema } from './command.ts'
import { appEventData } from './factory/app-event.ts'
import { faultClassSchema, faultEndSchema } from './fault.ts'
import { genomeIdSchema, genomeSchema, tagsSchema } from './genome.ts'
import { healingSettingSchema, rungIdSchema } from './healing.ts'
import { attemptSchema, incidentEndSchema } from './incident.ts'
import { jsonSchema } from './json.ts'
import { lessonEditSchema, lessonSchema } from './lesson.ts'
import { modelCallSchema } from './model.ts'
import { manifestSchema, organismStateSchema } from './organism.ts'
import { runRecordSchema } from './run.ts'
import { settingsChangeSchema } from './setting.ts'
import { searchProgressSchema, searchReportSchema } from './search.ts'
import { specWordsSchema } from './spec-words.ts'
import { stepSchema } from './step.ts'
import { verdictSchema } from './verdict.ts'

/**
 * Every event the ledger knows, noun-verb, with the shape of its data. Adding a kind is adding a line here, a case
 * to the projections and one to the view. A shape that is in a ledger somewhere is never narrowed.
 */
export const eventData = {
  /** A core leads from now on. */
  'core-start': z.object({
    pid: z.number(), tier: z.number(), seed: z.number(), version: z.string(),
    host: z.string().optional(),
    /** Why it took the lead, and from whom; null: nobody led before. */
    why: z.string().optional(),
    from: z.object({ core: z.string(), pid: z.number(), epoch: z.number().int() }).nullable().optional(),
    /** From noticing to leading, ms. */
    tookMs: z.number().nullable().optional(),
  }),
  'core-stop': z.object({ reason: z.string() }),
  /** Another core stands by, and is gone. */
  'core-join': z.object({ core: z.string(), host: z.string(), pid: z.number() }),
  'core-leave': z.object({ core: z.string(), host: z.string(), pid: z.number(), why: z.string() }),
  /** A core that led before would have written, and was refused. It has stepped down. */
  'core-refuse': z.object({ core: z.string(), pid: z.number(), epoch: z.number().int(), what: z.string() }),
  /** For so long nothing could be written. What was to be written was kept, and has been. */
  'ledger-trouble': z.object({ why: z.string(), since: z.number(), ms: z.number() }),

  /** A program of the machine was run on an operator's word; its output hangs on the event. */
  'action-start': z.object({ command: z.string(), program: actionProgramSchema, args: z.array(z.string()), timeoutMs: z.number(), by: z.string() }),
  'action-end': z.object({ command: z.string(), exitCode: z.number().int().nullable(), signal: z.string().nullable(), ms: z.number(), why: z.string() }),

  'organism-add': z.object({ manifest: manifestSchema, specHash: z.string(), spec: specWordsSchema.optional() }),
  /** A folder that could not be taken in. */
  'organism-refuse': z.object({ folder: z.string(), error: z.string() }),
  'organism-state': z.object({ from: organismStateSchema.nullable(), to: organismStateSchema, reason: z.string() }),
  /** Somebody's word on how it is healed, in the place of the last one. */
  'healing-configure': healingSettingSchema.extend({ by: z.string() }),
  'organism-restart': z.object({ delayMs: z.number(), used: z.number(), allowed: z.number(), periodMs: z.number() }),

  /** A service's process has begun; how it ended stands in the pulse that found it so. */
  'service-start': z.object({ pid: z.number(), port: z.number(), genome: genomeIdSchema }),

  /** One execution with its full record. Its output hangs on the event as its attachment. */
  'pulse-end': z.object({
    number: z.number().int(),
    genome: genomeIdSchema,
    /** The process that ran it; for a service's pulse, null: its process outlives the pulse. */
    run: runRecordSchema.nullable(),
    /** Time of the work itself: perform, the script, or the slowest request. */
    workMs: z.number(),
    seed: z.number(),
    task: jsonSchema,
    /** null where there was none. */
    result: jsonSchema,
    verdict: verdictSchema,
    fitness: z.number().nullable(),
    probe: z.boolean(),
  }),
  /** Output of a long-lived process; the text is the attachment. */
  'log-chunk': z.object({ lines: z.number().int(), bytes: z.number().int(), skippedLines: z.number().int() }),

  'incident-open': z.object({ verdict: verdictSchema, genome: genomeIdSchema, fault: z.string().nullable(), detectMs: z.number() }),
  'rung-start': z.object({ rung: rungIdSchema, budgetMs: z.number() }),
  /** How a search for a patch stands, some times a second while it runs. */
  'search-progress': searchProgressSchema,
  'search-end': searchReportSchema,
  'candidate-judge': attemptSchema,
  /** The patch that ended this incident, to be tried first the next time. */
  'antibody-learn': antibodySchema,
  'antibody-forget': antibodySchema.omit({ genome: true }).extend({ why: z.string().max(500) }),
  /** Before a language model is asked, and what came of it: question and answer hang on the second one. */
  'model-ask': modelCallSchema.pick({ call: true, seat: true, purpose: true, provider: true, model: true, isReplay: true, counted: true }),
  'model-answer': modelCallSchema,
  /** What a teacher got right. Whoever edits a lesson gives all of it anew. */
  'lesson-learn': lessonSchema,
  'lesson-edit': lessonEditSchema.extend({ id: z.string(), by: z.string() }),
  'lesson-forget': z.object({ id: z.string(), by: z.string() }),
  /** For so long teachers may be asked. */
  'learning-open': z.object({ until: z.number(), by: z.string() }),
  'learning-close': z.object({ by: z.string() }),
  'rung-end': z.object({ rung: rungIdSchema, outcome: z.enum(['accepted', 'exhausted', 'timeout', 'failed']), why: z.string(), ms: z.number() }),
  'incident-close': z.object({ end: incidentEndSchema, rung: rungIdSchema, why: z.string(), healMs: z.number() }),

  'genome-add': z.object({ genome: genomeSchema }),
  'promote-start': z.object({ genome: genomeIdSchema, from: genomeIdSchema.nullable(), why: z.string() }),
  'promote-end': z.object({ genome: genomeIdSchema, from: genomeIdSchema.nullable() }),
  /** A promotion that a dead core left half done and that could not be finished. */
  'promote-undo': z.object({ genome: genomeIdSchema, from: genomeIdSchema.nullable(), why: z.string() }),
  'genome-prove': z.object({ genome: genomeIdSchema, pulses: z.number().int(), fitness: z.number().nullable() }),
  'genome-fail': z.object({ genome: genomeIdSchema, why: z.string() }),
  /** What people call it: all of its tags, in the place of the last ones. */
  'genome-tag': z.object({ genome: genomeIdSchema, tags: tagsSchema, by: z.string() }),
  /** A proven version was written over the user's own files, which were what had failed. */
  'genome-write': z.object({ genome: genomeIdSchema, files: z.array(z.string()) }),
  'write-refuse': z.object({ genome: genomeIdSchema, why: z.string() }),
  'genome-damage': z.object({ genome: genomeIdSchema, file: z.string(), what: z.string() }),

  /** Recorded before anything is touched: what is about to be done and how it is taken back. */
  'fault-prepare': z.object({
    injection: z.string(), fault: z.string(), class: faultClassSchema, label: z.string(), seed: z.number(),
    intensity: z.number(), ttlMs: z.number(), undo: z.string(), summary: z.string(),
    /** The labelled step that it waits for. */
    at: stepSchema.optional(),
  }),
  'fault-inject': z.object({ injection: z.string(), genome: genomeIdSchema.nullable() }),
  'fault-end': z.object({ injection: z.string(), end: faultEndSchema, why: z.string() }),
  'chaos-stop': z.object({ by: z.string() }),
  'chaos-allow': z.object({ by: z.string() }),

  /** As at the first start again: what these organisms have been through counts no more, and stands above. */
  'demo-reset': z.object({ by: z.string(), seed: z.number(), organisms: z.array(z.string()) }),
  'settings-change': z.object({ by: z.string(), settings: settingsChangeSchema }),

  ...appEventData,

  'command-claim': z.object({ command: z.string(), kind: z.string(), author: z.string() }),
  'command-end': z.object({ command: z.string(), state: z.enum(['done', 'refused']), outcome: commandOutcomeSchema }),
} as const

export type EventKind = keyof typeof eventData
export const eventKinds = Object.keys(eventData) as EventKind[]
export type EventData<K extends EventKind> = z.infer<(typeof eventData)[K]>

interface Subject {
  /** Whom it is about; null: Ouroboros itself. */
  organism: string | null
  /** The incident that it belongs to, if any. */
  incident: string | null
}

/** An event on its way into the ledger. `attachment` is raw output: bounded, kept apart, under retention. */
export type NewEvent = { [K in EventKind]: Subject & { kind: K; data: EventData<K>; attachment?: string } }[EventKind]

/**
 * A row of the ledger. `hash` = sha256 over the previous row's hash and this row's own fields, so that a changed or
 * missing row shows. `seq` has no gaps.
 */
export type LedgerEvent = {
  [K in EventKind]: Subject & { seq: number; at: number; epoch: number; core: string; kind: K; data: EventData<K>; hash: string }
}[EventKind]

export type EventOf<K extends EventKind> = Extract<LedgerEvent, { kind: K }>
