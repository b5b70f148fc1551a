import { z } from 'zod'
import { planPageSchema, planResourceSchema, slugSchema, featureIdSchema } from './plan.ts'

/** Where in an iteration a component's files lie, but for `deployment`, which is about all of them. */
const layers = ['frontend', 'api', 'backend', 'workers'] as const
const layerSchema = z.enum(layers)

/** What a component answers, fixed before anything is written, so that those who ask it fit. */
export const routeSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  /** With `:id` for what stands for a row's number. */
  path: z.string().max(200),
  does: z.string().max(200),
  /** `inner`: nobody but other components of the app asks it. */
  access: z.enum(['anyone', 'signed-in', 'inner']),
})
export type Route = z.infer<typeof routeSchema>

/** One module of an app: a service of its own, made by one developer. */
export const componentSchema = z.strictObject({
  id: slugSchema,
  layer: layerSchema,
  language: z.enum(['javascript', 'python']),
  title: z.string().max(120),
  /** The folder of templates that it is made from. */
  template: z.string().max(80),
  /** The resource that it keeps; null: none. */
  resource: planResourceSchema.nullable(),
  routes: z.array(routeSchema),
  /** Components that it asks while it works. */
  needs: z.array(slugSchema),
  /** It has a folder for what it keeps. */
  keepsData: z.boolean(),
})
export type Component = z.infer<typeof componentSchema>

/** The parts of an app and what each owes the others. */
export const blueprintSchema = z.strictObject({
  app: slugSchema,
  title: z.string().max(80),
  language: z.enum(['en', 'pl']),
  features: z.array(featureIdSchema),
  pages: z.array(planPageSchema),
  components: z.array(componentSchema),
})
export type Blueprint = z.infer<typeof blueprintSchema>
