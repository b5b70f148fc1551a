import type { LedgerEvent } from '../../../contract/event.ts'
import type { Incident } from '../../../contract/incident.ts'
import { decodeJson, encodeJson } from '../../lossless-json.ts'
import type { Projection } from './projection.ts'

/** An incident as its table holds it: attempts have rows of their own, so that a long story is only appended to. */
export type IncidentRecord = Omit<Incident, 'attempts'>

export const incidents: Projection = {
  tables: ['incidents', 'attempts'],
  prepare: (db) => {
    const open = db.prepare('insert into incidents (id, seq, organism, incident) values (?, ?, ?, ?) on conflict (id) do nothing')
    const read = db.prepare<[string], string>('select incident from incidents where id = ?').pluck()
    const close = db.prepare('update incidents set incident = ? where id = ?')
    const attempt = db.prepare('insert into attempts (seq, incident, attempt) values (?, ?, ?)')
    return (event: LedgerEvent) => {
      const { organism, incident: id } = event
      if (organism === null || id === null) return
      if (event.kind === 'incident-open') {
        const { verdict, genome, fault, detectMs } = event.data
        const record: IncidentRecord = {
          id, organism, openedAt: event.at, closedAt: null, end: null, rung: null, verdict, genome, fault, detectMs, healMs: null,
        }
        open.run(id, event.seq, organism, encodeJson(record))
      } else if (event.kind === 'candidate-judge') {
        attempt.run(event.seq, id, encodeJson(event.data))
      } else if (event.kind === 'incident-close') {
        const text = read.get(id)
        if (text === undefined) return
        const { end, rung, healMs } = event.data
        close.run(encodeJson({ ...(decodeJson(text) as IncidentRecord), closedAt: event.at, end, rung, healMs }), id)
      }
    }
  },
}
