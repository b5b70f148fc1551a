import type { IncidentRecord } from '../../../contract/incident-story.ts'
import type { Attempt, Incident } from '../../../contract/incident.ts'
import type { Readers } from '../../../contract/ports/readers.ts'
import { decodeJson } from '../../lossless-json.ts'
import type { LazyConnection } from '../lazy-connection.ts'

interface Row { id: string; incident: string }

export function readIncidents(ledger: LazyConnection, { organism, limit }: Parameters<Readers['incidents']>[0]): Incident[] {
  const rows =
    organism === undefined
      ? ledger.all<Row>('select id, incident from incidents order by seq desc limit ?', limit)
      : ledger.all<Row>('select id, incident from incidents where organism = ? order by seq desc limit ?', organism, limit)
  return rows.map((row) => withAttempts(ledger, row))
}

export function readIncident(ledger: LazyConnection, id: string): Incident | null {
  const row = ledger.get<Row>('select id, incident from incidents where id = ?', id)
  return row === undefined ? null : withAttempts(ledger, row)
}

function withAttempts(ledger: LazyConnection, row: Row): Incident {
  const attempts = ledger.all<{ attempt: string }>('select attempt from attempts where incident = ? order by seq', row.id)
  return { ...(decodeJson(row.incident) as IncidentRecord), attempts: attempts.map(({ attempt }) => decodeJson(attempt) as Attempt) }
}
