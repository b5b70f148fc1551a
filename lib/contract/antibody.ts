import { z } from 'zod'
import { genomeIdSchema } from './genome.ts'
import { recipeSchema } from './search.ts'

/** What is remembered of a cure: a failure, and the kind of edit that healed it. Always of one organism. */
export const antibodySchema = z.object({
  /** Same failure in the same code, same signature. */
  signature: z.string().max(100),
  recipe: recipeSchema,
  /** The version that it made. */
  genome: genomeIdSchema,
})
export type Antibody = z.infer<typeof antibodySchema>

type Known = Pick<Antibody, 'signature' | 'recipe'>
/** Whether both answer one failure in one way, whichever versions they have made. */
export const isSameAntibody = (a: Known, b: Known): boolean =>
  a.signature === b.signature && a.recipe.kind === b.recipe.kind && a.recipe.before === b.recipe.before && a.recipe.after === b.recipe.after

/** An antibody with its past. */
export interface AntibodyView extends Antibody {
  learnedAt: number
  /** Incidents that it has healed, the first one included. */
  healed: number
}
