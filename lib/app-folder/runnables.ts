import type { Registered, Registry } from '../contract/factory/registry.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import { filesInForce } from './read-app.ts'

/** A component with its texts, as it shall run. */
export type Runnable = Pick<Registered, 'id' | 'layer' | 'language' | 'needs' | 'keepsData' | 'port'> & { files: GenomeFiles }

/** What is in force, with its texts as they stand. @throws AppInvalidError where one is missing */
export const runnables = (root: string, registry: Registry): Runnable[] => registry.components.map((component) => ({ ...component, files: filesInForce(root, registry, component) }))
