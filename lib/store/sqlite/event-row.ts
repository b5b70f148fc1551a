import type { LedgerEvent } from '../../contract/event.ts'
import type { ChainedRow } from '../hash-chain.ts'
import { decodeJson } from '../lossless-json.ts'

export interface EventRow extends ChainedRow { hash: string }

export const eventColumns = 'seq, at, epoch, core, kind, organism, incident, data, hash'

/** Trusts the row: what is in the ledger was typed when it was written, and the hash chain says that it is still that. */
export const eventOf = (row: EventRow): LedgerEvent => ({ ...row, data: decodeJson(row.data) }) as unknown as LedgerEvent
