import { z } from 'zod'

/** The words that an app's files are named with: small letters, digits and dashes. */
export const slugSchema = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'small letters, digits and dashes').max(40)
/** A field as the generated code names it. */
const fieldNameSchema = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'camelCase letters and digits').max(40)
const labelSchema = z.string().trim().min(1).max(80)

const fieldTypes = ['text', 'long-text', 'email', 'url', 'phone', 'integer', 'decimal', 'money', 'yes-no', 'date', 'choice', 'reference'] as const
export const fieldTypeSchema = z.enum(fieldTypes)
export type FieldType = z.infer<typeof fieldTypeSchema>

export const planFieldSchema = z.strictObject({
  name: fieldNameSchema,
  label: labelSchema,
  type: fieldTypeSchema,
  isRequired: z.boolean(),
  isUnique: z.boolean(),
  /** Of numbers their value, of text its length; null: no such limit. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** Of a choice, what there is to choose. */
  choices: z.array(labelSchema).max(30),
  /** Of a reference, the resource that it names. */
  of: slugSchema.nullable(),
})
export type PlanField = z.infer<typeof planFieldSchema>

const operations = ['list', 'read', 'create', 'update', 'delete'] as const

export const gapKindSchema = z.enum(['rule', 'order'])
export type GapKind = z.infer<typeof gapKindSchema>
/** What is wanted of a resource in words that no template has: a model fills a gap with it, where there is one. */
export const wishSchema = z.strictObject({ gap: gapKindSchema, text: z.string().trim().min(1).max(200) })
export type Wish = z.infer<typeof wishSchema>

export const planResourceSchema = z.strictObject({
  /** Plural, as its address names it. */
  id: slugSchema,
  label: labelSchema,
  fields: z.array(planFieldSchema).min(1).max(40),
  operations: z.array(z.enum(operations)).min(1),
  /** Each signed-in person sees and changes their own rows only. */
  isOwned: z.boolean(),
  wishes: z.array(wishSchema).max(10).default([]),
})
export type PlanResource = z.infer<typeof planResourceSchema>

/** What an app does beside keeping rows, each with a template of its own; `python-workers` says what its workers are written in. */
const featureIds = ['login', 'redirect', 'count-visits', 'cart', 'checkout', 'payments-stub', 'notify', 'python-workers'] as const
export const featureIdSchema = z.enum(featureIds)
export type FeatureId = z.infer<typeof featureIdSchema>

export const planPageSchema = z.strictObject({
  id: slugSchema,
  title: labelSchema,
  resource: slugSchema,
  /** A profile is one row, the signed-in person's own; a list is all of them with a form to add one. */
  kind: z.enum(['profile', 'list']),
})
export type PlanPage = z.infer<typeof planPageSchema>

/** A piece of the sentence, and what became of it. */
const noteSchema = z.strictObject({ text: z.string().max(200), why: z.string().max(300) })

/** What an app shall be: all that a person may change before it is made. */
export const appPlanSchema = z.strictObject({
  slug: slugSchema,
  title: labelSchema,
  /** Of the sentence, and so of the app's pages. */
  language: z.enum(['en', 'pl']),
  resources: z.array(planResourceSchema).min(1).max(20),
  pages: z.array(planPageSchema).min(1).max(20),
  features: z.array(featureIdSchema),
  understood: z.array(noteSchema),
  /** What the sentence asks for and the app will not have, each with why. */
  leftOut: z.array(noteSchema),
})
export type AppPlan = z.infer<typeof appPlanSchema>
