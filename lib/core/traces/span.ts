import { spanIdOf } from './trace-id.ts'
import { cleanedText } from '../../log/cleaned.ts'

/** A span of an incident's trace, before it is one of OpenTelemetry's. Times are wall clock, ms, with fractions. */
export interface Span {
  id: string
  /** null: the incident itself. */
  parent: Span | null
  name: string
  from: number
  until: number
  /** Whether it went well; null where that is no question. */
  ok: boolean | null
  /** Why it did not. */
  why: string
  /** Somebody outside is asked. */
  isCall: boolean
  attributes: Attributes
  notes: Note[]
}

/** A moment within a span. */
export interface Note { name: string; at: number; attributes: Attributes }

export type Attributes = Record<string, string | number | boolean | string[]>

/** A trace is looked at by people: what is beyond this is counted and left out. */
const bounds = { spans: 500, notes: 100, text: 500 } as const

/** The spans of one incident, as they are found. */
export class SpanList {
  readonly spans: Span[] = []
  dropped = 0
  readonly #incident: string

  constructor(incident: string) {
    this.#incident = incident
  }

  /** @param part tells this span from all others of the incident, always in the same way */
  add(part: string, parent: Span | null, told: Pick<Span, 'name' | 'from' | 'until'> & Partial<Pick<Span, 'ok' | 'why' | 'isCall'>> & { attributes?: Loose }): Span {
    const { ok = null, why = '', isCall = false, attributes = {}, ...rest } = told
    const span: Span = { ...rest, name: text(told.name), id: spanIdOf(this.#incident, part), parent, ok, why: text(why), isCall, attributes: strict(attributes), notes: [] }
    if (this.spans.length < bounds.spans) this.spans.push(span)
    else this.dropped += 1
    return span
  }
}

/** Says how a span that was begun has ended. */
export function finish(span: Span, { until, ok, why, attributes = {} }: Pick<Span, 'until' | 'ok' | 'why'> & { attributes?: Loose }): void {
  Object.assign(span, { until, ok, why: text(why) })
  Object.assign(span.attributes, strict(attributes))
}

/** What is not known is left out. */
type Loose = Record<string, string | number | boolean | string[] | null | undefined>

export function note(span: Span, name: string, at: number, attributes: Loose): void {
  if (span.notes.length < bounds.notes) span.notes.push({ name, at, attributes: strict(attributes) })
}

/** With `ouroboros.` before the names that have no prefix of a convention. */
function strict(attributes: Loose): Attributes {
  const known = Object.entries(attributes).filter((entry): entry is [string, Attributes[string]] => entry[1] !== null && entry[1] !== undefined)
  return Object.fromEntries(known.map(([name, value]) => [name.includes('.') ? name : `ouroboros.${name}`, typeof value === 'string' ? text(value) : Array.isArray(value) ? value.map(text) : value]))
}

/** What an organism or a model said may be in it, and with that anything. */
const text = (said: string): string => cleanedText(said, bounds.text).toWellFormed()

/** No span reaches beyond the one that it is part of: the ledger's clock counts whole ms, and what was measured more exactly would. */
export function keepWithin(spans: readonly Span[]): void {
  for (const span of spans) {
    const { parent } = span
    if (parent === null) continue
    span.from = Math.min(Math.max(span.from, parent.from), parent.until)
    span.until = Math.min(Math.max(span.until, span.from), parent.until)
    for (const moment of span.notes) moment.at = Math.min(Math.max(moment.at, span.from), span.until)
  }
}
