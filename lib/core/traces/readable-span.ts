import { SpanKind, SpanStatusCode, TraceFlags, type HrTime, type SpanContext } from '@opentelemetry/api'
import type { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import type { Span } from './span.ts'
import { traceIdOf } from './trace-id.ts'

/** As OpenTelemetry's exporters take them. */
export type ReadableSpan = Parameters<OTLPTraceExporter['export']>[0][number]

/**
 * Made by hand and not by a tracer: ids follow from the incident, times are those of the ledger, and no setting of the
 * environment decides what is sampled.
 */
export function readableSpans(version: string): (incident: string, spans: readonly Span[]) => ReadableSpan[] {
  const resource = resourceFromAttributes({ 'service.name': 'ouroboros', 'service.version': version })
  const scope = { name: 'ouroboros.incidents', version }
  return (incident, spans) => {
    const traceId = traceIdOf(incident)
    const contextOf = ({ id }: Span): SpanContext => ({ traceId, spanId: id, traceFlags: TraceFlags.SAMPLED })
    return spans.map((span) => ({
      name: span.name,
      kind: span.isCall ? SpanKind.CLIENT : SpanKind.INTERNAL,
      spanContext: () => contextOf(span),
      ...(span.parent !== null && { parentSpanContext: contextOf(span.parent) }),
      startTime: timeOf(span.from),
      endTime: timeOf(span.until),
      duration: timeOf(span.until - span.from),
      status: span.ok === null ? { code: SpanStatusCode.UNSET } : span.ok ? { code: SpanStatusCode.OK } : { code: SpanStatusCode.ERROR, message: span.why },
      attributes: span.attributes,
      events: span.notes.map(({ name, at, attributes }) => ({ name, time: timeOf(at), attributes })),
      links: [],
      ended: true,
      resource, instrumentationScope: scope,
      droppedAttributesCount: 0, droppedEventsCount: 0, droppedLinksCount: 0,
    }))
  }
}

/** Whole microseconds: below them, a number of ms since 1970 is no longer exact. */
function timeOf(ms: number): HrTime {
  const micros = Math.round(ms * 1000)
  const seconds = Math.floor(micros / 1_000_000)
  return [seconds, (micros - seconds * 1_000_000) * 1000]
}
