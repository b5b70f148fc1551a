import type { Registry } from '../contract/factory/registry.ts'
import { hashText } from '../app-folder/hash.ts'
import type { MakeOrder } from './make-app.ts'

/** The same where the same is asked of the same app as it stands: a run that was broken off is gone on with by it. */
export const flowIdOf = ({ root, sentence, edited }: Omit<MakeOrder, 'flow'>, registry: Registry | null): string =>
  `gen-${hashText(JSON.stringify([root, sentence, edited, registry])).slice(0, 16)}`
