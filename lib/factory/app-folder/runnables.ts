import type { Registry } from '../../contract/factory/registry.ts'
import type { Runnable } from '../runner/runner.ts'
import { filesInForce } from './read-app.ts'

/** What is in force, with its texts as they stand. @throws AppInvalidError where one is missing */
export const runnables = (root: string, registry: Registry): Runnable[] => registry.components.map((component) => ({ ...component, files: filesInForce(root, registry, component) }))
