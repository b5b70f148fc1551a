import type { LedgerEvent } from '../../../contract/event.ts'
import { continuedIncident, openedIncident, type IncidentRecord } from '../../../contract/incident-story.ts'
import { decodeJson, encodeJson } from '../../lossless-json.ts'
import type { Projection } from './projection.ts'

/** Attempts have rows of their own, so that a long story is only appended to. */
export const incidents: Projection = {
  tables: ['incidents', 'attempts'],
  prepare: (db) => {
    const open = db.prepare('insert into incidents (id, seq, organism, incident) values (?, ?, ?, ?) on conflict (id) do nothing')
    const read = db.prepare<[string], string>('select incident from incidents where id = ?').pluck()
    const write = db.prepare('update incidents set incident = ? where id = ?')
    const attempt = db.prepare('insert into attempts (seq, incident, attempt) values (?, ?, ?)')
    return (event: LedgerEvent) => {
      const { organism, incident: id } = event
      if (organism === null || id === null) return
      switch (event.kind) {
        case 'incident-open':
          open.run(id, event.seq, organism, encodeJson(openedIncident(event)))
          break
        case 'candidate-judge':
          attempt.run(event.seq, id, encodeJson(event.data))
          break
        case 'search-progress':
        case 'search-end':
        case 'incident-close': {
          const text = read.get(id)
          if (text !== undefined) write.run(encodeJson(continuedIncident(decodeJson(text) as unknown as IncidentRecord, event)), id)
          break
        }
        default:
      }
    }
  },
}
