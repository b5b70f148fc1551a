import type { z } from 'zod'
import type { pulseRowSchema } from '../../../contract/api.ts'
import type { EventOf } from '../../../contract/event.ts'
import type { Readers } from '../../../contract/ports/readers.ts'
import { eventColumns, eventOf, type EventRow } from '../event-row.ts'
import type { LazyConnection } from '../lazy-connection.ts'

/** Read from the events themselves: they are the record, and the index on organism finds the newest at once. */
export function readPulses(ledger: LazyConnection, { organism, limit }: Parameters<Readers['pulses']>[0]): z.infer<typeof pulseRowSchema>[] {
  return ledger
    .all<EventRow>(`select ${eventColumns} from events where organism = ? and kind = 'pulse-end' order by seq desc limit ?`, organism, limit)
    .map((row) => {
      const { seq, at, data } = eventOf(row) as EventOf<'pulse-end'>
      const { number, genome, workMs, run, verdict } = data
      return { seq, at, number, genome, workMs, firstOutputMs: run?.firstOutputMs ?? null, peakRssMb: run?.peakRssMb ?? null, verdict }
    })
}
