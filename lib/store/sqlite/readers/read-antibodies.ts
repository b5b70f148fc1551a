import type { Antibody } from '../../../contract/antibody.ts'
import type { Recipe } from '../../../contract/search.ts'
import { decodeJson } from '../../lossless-json.ts'
import type { LazyConnection } from '../lazy-connection.ts'

interface Row { signature: string; recipe: string; genome: string }

export function readAntibodies(ledger: LazyConnection, organism: string): Antibody[] {
  return ledger
    .all<Row>('select signature, recipe, genome from antibodies where organism = ? order by seq desc', organism)
    .map(({ recipe, ...row }) => ({ ...row, recipe: decodeJson(recipe) as unknown as Recipe }))
}
