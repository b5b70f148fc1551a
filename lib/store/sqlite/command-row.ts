import type { Command } from '../../contract/command.ts'
import { decodeJson } from '../lossless-json.ts'

export interface CommandRow {
  place: number
  id: string
  kind: string
  state: string
  author: string
  role: string | null
  reason: string | null
  created_at: number
  request: string
  outcome: string | null
  epoch: number
  claims: number
}

export const commandOf = (row: CommandRow): Command => ({
  id: row.id,
  kind: row.kind,
  state: row.state as Command['state'],
  author: row.author,
  role: row.role as Command['role'],
  reason: row.reason,
  createdAt: row.created_at,
  request: decodeJson(row.request) as Command['request'],
  outcome: row.outcome === null ? null : (decodeJson(row.outcome) as Command['outcome']),
})

/** Whom a command is about, for the events that tell of it. */
export const commandSubject = (request: Command['request']): string | null => ('organism' in request ? (request.organism ?? null) : null)
