import type { LedgerEvent } from '../../../contract/event.ts'
import { encodeJson } from '../../lossless-json.ts'
import type { Projection } from './projection.ts'

/** What each organism remembers of its cures. */
export const antibodies: Projection = {
  tables: ['antibodies'],
  prepare: (db) => {
    const learn = db.prepare(
      `insert into antibodies (organism, signature, recipe, genome, seq) values (?, ?, ?, ?, ?)
       on conflict (organism, signature, recipe) do update set genome = excluded.genome, seq = excluded.seq`,
    )
    const forget = db.prepare('delete from antibodies where organism = ? and signature = ? and recipe = ?')
    const forgetAll = db.prepare('delete from antibodies where organism = ?')
    return (event: LedgerEvent) => {
      if (event.kind === 'demo-reset') for (const organism of event.data.organisms) forgetAll.run(organism)
      if (event.organism === null || (event.kind !== 'antibody-learn' && event.kind !== 'antibody-forget')) return
      const { signature, recipe: { kind, before, after } } = event.data
      // In one order, so that one recipe is one text.
      const recipe = encodeJson({ kind, before, after })
      if (event.kind === 'antibody-learn') learn.run(event.organism, signature, recipe, event.data.genome, event.seq)
      else forget.run(event.organism, signature, recipe)
    }
  },
}
