import type { LedgerEvent } from '../../../contract/event.ts'
import { encodeJson } from '../../lossless-json.ts'
import type { Projection } from './projection.ts'

/** What became of each version. Its files are the genome store's; which one is live is told by the last promotion. */
export const genomes: Projection = {
  tables: ['genomes'],
  prepare: (db) => {
    const add = db.prepare(
      `insert into genomes (id, seq, organism, status, fitness, current, genome) values (?, ?, ?, 'new', null, 0, ?) on conflict (id) do nothing`,
    )
    const demote = db.prepare('update genomes set current = 0 where organism = ? and current = 1')
    // What chaos made is nobody's candidate: it is not on probation, and can never become proven.
    const promote = db.prepare(`update genomes set current = 1, status = case when status = 'new' and genome ->> 'origin' <> 'chaos' then 'probation' else status end where id = ?`)
    const prove = db.prepare(`update genomes set status = 'proven', fitness = ? where id = ?`)
    const mark = db.prepare('update genomes set status = ? where id = ?')
    const tag = db.prepare('update genomes set tags = ? where id = ?')
    return (event: LedgerEvent) => {
      switch (event.kind) {
        case 'genome-add':
          add.run(event.data.genome.id, event.seq, event.data.genome.organism, encodeJson(event.data.genome))
          break
        case 'promote-end':
          demote.run(event.organism)
          promote.run(event.data.genome)
          break
        case 'genome-prove':
          prove.run(event.data.fitness, event.data.genome)
          break
        case 'genome-fail':
          mark.run('failed', event.data.genome)
          break
        case 'genome-damage':
          mark.run('damaged', event.data.genome)
          break
        case 'genome-tag':
          tag.run(encodeJson(event.data.tags), event.data.genome)
          break
        default:
      }
    }
  },
}
