import { z } from 'zod'
import { registeredSchema, type Registry } from '../contract/factory/registry.ts'
import { filesInForce } from './read-app.ts'

/** A component with its texts, as it shall run. */
export const runnableSchema = registeredSchema.pick({ id: true, layer: true, language: true, needs: true, keepsData: true, port: true }).extend({ port: z.number().int().min(0), files: z.record(z.string(), z.string()) })
export type Runnable = z.infer<typeof runnableSchema>

/** What is in force, with its texts as they stand. @throws AppInvalidError where one is missing */
export const runnables = (root: string, registry: Registry): Runnable[] => registry.components.map((component) => {
  const { id, layer, language, needs, keepsData, port } = component
  return { id, layer, language, needs, keepsData, port, files: filesInForce(root, registry, component) }
})
