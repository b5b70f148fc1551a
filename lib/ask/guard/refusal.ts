import { LedgerBrokenError, LedgerUnavailableError, QueryRefusedError } from '../../contract/errors.ts'
import type { Ended, Failure } from './conversation.ts'
import type { QueryLimits } from './limits.ts'

/** What is said where the child could not answer, and the way out. */
export const endings: Record<Ended['how'], (limits: QueryLimits) => string> = {
  late: ({ timeMs }) => `It took longer than ${timeMs / 1000} s and was stopped: ask of a shorter time, or of less at once.`,
  long: ({ bytes }) => `Its answer was longer than ${bytes} bytes: ask for fewer rows or columns.`,
  gone: () => 'It needed more memory or time than there is for one question, and was stopped: ask of a shorter time, or of less at once.',
}

/** SQLite's result codes that say something of the ledger, or of its limits. */
const codes = { busy: 5, locked: 6, noMemory: 7, ioError: 10, corrupt: 11, cannotOpen: 14, tooBig: 18, notADatabase: 26 } as const

/** What the child says was wrong, as what callers branch on. */
export function refusal({ denied, code, message }: Failure, limits: QueryLimits): Error {
  const detail = { detail: `${code}: ${message}` }
  if (denied !== null) return new QueryRefusedError(`The statement is refused: ${denied}. Ask the views alone, with one SELECT.`, detail)
  switch (code) {
    case codes.corrupt:
    case codes.notADatabase: return new LedgerBrokenError('The ledger file is damaged.', detail)
    case codes.busy:
    case codes.locked:
    case codes.ioError:
    case codes.cannotOpen: return new LedgerUnavailableError('The ledger cannot be read now.', detail)
    case codes.noMemory: return new QueryRefusedError(endings.gone(limits), detail)
    case codes.tooBig: return new QueryRefusedError('A text in it, or the statement itself, is too long: make it shorter.', detail)
    default: return new QueryRefusedError(`SQLite does not take the statement: ${message}.`, detail)
  }
}
