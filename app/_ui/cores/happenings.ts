import { duration } from '../words/format.ts'
import type { Sign } from '../words/state.ts'
import type { CoreEvent } from './core-events.ts'

/** A line of what the cores have been through. */
export interface Happening {
  seq: number
  at: number
  sign: Omit<Sign, 'word'>
  title: string
  text: string
  /** Big: a change of who leads, or somebody refused. */
  isBig: boolean
  /** Of a reign: how long it lasted, ms; null: it goes on. */
  lastedMs?: number | null
}

/** Newest first. */
export function happeningsOf(events: readonly CoreEvent[]): Happening[] {
  const borders = events.filter(({ kind }) => kind === 'core-start' || kind === 'core-stop')
  return events.map((event) => tell(event, borders[borders.findIndex(({ seq }) => seq === event.seq) + 1]?.at ?? null)).toReversed()
}

function tell(event: CoreEvent, endedAt: number | null): Happening {
  const { seq, at } = event
  switch (event.kind) {
    case 'core-start': {
      const { why, from, tookMs } = event.data
      const cause = from ? `From core ${from.core}, epoch ${from.epoch}: ${why ?? 'it was gone'}` : (why ?? 'Nobody has led before').replace(/^./, (first) => first.toUpperCase())
      return {
        seq, at, isBig: true, lastedMs: endedAt === null ? null : endedAt - at, sign: { shape: '●', tone: 'healthy' },
        title: `Core ${event.core} took the lead, epoch ${event.epoch}`, text: `${cause}${tookMs == null ? '' : `. It took ${duration(tookMs)}`}`,
      }
    }
    case 'core-refuse':
      return { seq, at, isBig: true, sign: { shape: '✖', tone: 'crashed' }, title: 'An old core woke and was refused', text: `Core ${event.data.core}, process ${event.data.pid}, epoch ${event.data.epoch}: ${event.data.what.replace(/\.$/, '')}. It stepped down` }
    case 'ledger-trouble':
      return { seq, at, isBig: true, sign: { shape: '▲', tone: 'degraded' }, title: `Nothing could be written for ${duration(event.data.ms)}`, text: `${event.data.why.replace(/^./, (first) => first.toUpperCase())}. All of it was kept, and written after` }
    case 'core-join':
      return { seq, at, isBig: false, sign: { shape: '○', tone: 'idle' }, title: `Core ${event.data.core} stands by`, text: `process ${event.data.pid} on ${event.data.host}` }
    case 'core-leave':
      return { seq, at, isBig: false, sign: { shape: '○', tone: 'idle' }, title: `Core ${event.data.core} stands by no more`, text: event.data.why }
    case 'core-stop':
      return { seq, at, isBig: false, sign: { shape: '■', tone: 'idle' }, title: `Core ${event.core} stopped`, text: event.data.reason }
  }
}
