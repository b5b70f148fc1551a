import type { EventKind, EventOf, LedgerEvent } from '../../contract/event.ts'
import { incidentSpans } from '../../contract/incident-spans.ts'
import { continuedIncident, openedIncident } from '../../contract/incident-story.ts'
import { isBad } from '../../contract/is-bad.ts'
import { finish, keepWithin, note, SpanList, type Span } from './span.ts'

const broken = 'the core that was at it ended'

/**
 * An incident as the spans of one trace, the incident itself first and every other one after the one that it is part
 * of. Pure: the same events come to the same spans.
 * @param events all of one incident, oldest first
 * @returns null where its beginning or its end is not among them
 */
export function incidentTrace(incident: string, events: readonly LedgerEvent[]): { spans: Span[]; dropped: number } | null {
  const opened = first(events, 'incident-open')
  const closed = first(events, 'incident-close')
  if (opened === undefined || closed === undefined) return null
  const list = new SpanList(incident)
  const root = rootSpan(list, events, opened, closed)

  let rung: Span = root
  const asked = new Map<string, { event: EventOf<'model-ask'>; parent: Span }>()
  let promoting: { event: EventOf<'promote-start'>; parent: Span } | null = null
  /** When the core that climbs was heard last, and its reign. */
  let heard: LedgerEvent = opened

  /** A rung that nobody has ended was climbed by a core that did not live to. */
  const leave = (until: number): void => {
    if (rung === root) return
    finish(rung, { until, ok: false, why: broken })
    rung = root
  }
  const promoted = (until: number, ok: boolean, why: string): void => {
    if (promoting === null) return
    const { event: { seq, at, data: { genome, from, why: reason } }, parent } = promoting
    list.add(`promote/${seq}`, parent, { name: 'promote', from: at, until, ok, why, attributes: { genome, 'ouroboros.genome.from': from, reason } })
    promoting = null
  }

  for (const event of events) {
    const { seq, at } = event
    switch (event.kind) {
      case 'rung-start':
        leave(heard.at)
        heard = event
        rung = list.add(`rung/${seq}`, root, { name: `rung ${event.data.rung}`, from: at, until: at, attributes: { rung: event.data.rung, budget_ms: event.data.budgetMs, core: event.core, epoch: event.epoch } })
        break
      case 'rung-end': {
        const { outcome, why } = event.data
        if (rung === root) break
        finish(rung, { until: at, ok: outcome === 'exhausted' ? null : outcome === 'accepted', why, attributes: { outcome, why } })
        rung = root
        break
      }
      case 'candidate-judge':
        candidate(list, rung, event)
        break
      case 'model-ask':
        asked.set(event.data.call, { event, parent: rung })
        break
      case 'model-answer': {
        const question = asked.get(event.data.call)
        asked.delete(event.data.call)
        modelCall(list, question?.parent ?? rung, question?.event, event)
        break
      }
      case 'promote-start':
        promoted(heard.at, false, broken)
        promoting = { event, parent: rung }
        break
      case 'promote-end':
        promoted(at, true, '')
        break
      case 'promote-undo':
        promoted(at, false, event.data.why)
        break
      case 'organism-restart': {
        const { delayMs, used, allowed } = event.data
        list.add(`restart/${seq}`, rung, { name: 'restart', from: at, until: at + delayMs, attributes: { delay_ms: delayMs, 'ouroboros.restarts.used': used, 'ouroboros.restarts.allowed': allowed } })
        break
      }
      case 'pulse-end': {
        const { number, genome, run, workMs, verdict } = event.data
        const ok = !isBad(verdict)
        list.add(`pulse/${seq}`, rung, { name: 'pulse', from: at - (run?.wallMs ?? workMs), until: at, ok, why: ok ? '' : verdict.summary, attributes: { pulse: number, genome, verdict: verdict.kind } })
        break
      }
      case 'search-end':
        note(rung, event.kind, at, { tried: event.data.tried, per_second: event.data.perSecond, why: event.data.why })
        break
      case 'genome-add':
        note(rung, event.kind, at, { genome: event.data.genome.id, origin: event.data.genome.origin, reason: event.data.genome.reason })
        break
      case 'genome-fail':
        note(rung, event.kind, at, { genome: event.data.genome, why: event.data.why })
        break
      case 'antibody-learn':
      case 'antibody-forget':
        note(rung, event.kind, at, { recipe: event.data.recipe.kind })
        break
      case 'lesson-learn':
        note(rung, event.kind, at, { lesson: event.data.id, teacher: event.data.teacher })
        break
      default:
    }
    if (event.epoch === heard.epoch) heard = event
  }
  leave(closed.at)
  promoted(closed.at, false, broken)
  for (const { event, parent } of asked.values()) modelCall(list, parent, event, undefined)
  stages(list, root, opened, events)

  keepWithin(list.spans)
  if (list.dropped > 0) root.attributes['ouroboros.spans.dropped'] = list.dropped
  return { spans: list.spans, dropped: list.dropped }
}

function rootSpan(list: SpanList, events: readonly LedgerEvent[], opened: EventOf<'incident-open'>, closed: EventOf<'incident-close'>): Span {
  const { verdict, genome, fault, detectMs } = opened.data
  const { end, rung, why, healMs } = closed.data
  const reigns = events.filter(({ epoch }, index) => epoch !== events[index - 1]?.epoch)
  return list.add('incident', null, {
    name: 'incident', from: opened.at - detectMs, until: closed.at, ok: end === 'healed', why: end === 'healed' ? '' : `${end}: ${why}`,
    attributes: {
      incident: opened.incident, organism: opened.organism, fault, genome, end, rung, why,
      verdict: verdict.kind, 'ouroboros.verdict.summary': verdict.summary, 'ouroboros.verdict.signature': verdict.signature,
      'ouroboros.genome.after': events.findLast((event) => event.kind === 'promote-end')?.data.genome ?? genome,
      detect_ms: detectMs, heal_ms: healMs, cores: reigns.map(({ core }) => core), epoch: closed.epoch,
    },
  })
}

function candidate(list: SpanList, rung: Span, { seq, data }: EventOf<'candidate-judge'>): void {
  const { startedAt, ms, genome, accepted, tried, why, proof, call, checks } = data
  const span = list.add(`candidate/${seq}`, rung, { name: 'candidate', from: startedAt, until: startedAt + ms, ok: accepted, why: accepted ? '' : why, attributes: { rung: data.rung, genome, accepted, tried, why, proof, call } })
  // What it is checked for comes one after the other; when each of them began is not told.
  let at = startedAt
  for (const check of checks) {
    at += check.ms
    note(span, `check ${check.name}`, at, { ok: check.ok, detail: check.detail, ms: check.ms })
  }
}

/** By the conventions for generative models, as far as they go. */
function modelCall(list: SpanList, parent: Span, ask: EventOf<'model-ask'> | undefined, answer: EventOf<'model-answer'> | undefined): void {
  const told = answer ?? ask
  if (told === undefined) return
  const { provider, model, seat, purpose, isReplay, call } = told.data
  const { outcome, why, usage, costUsd, firstTokenMs, requests } = answer?.data ?? {}
  const from = ask?.at ?? told.at - (answer?.data.ms ?? 0)
  const ok = outcome === 'answered'
  list.add(`call/${call}`, parent, {
    name: `chat ${model}`, isCall: true, from, until: answer?.at ?? parent.until, ok, why: ok ? '' : (why ?? broken),
    attributes: {
      'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': provider, 'gen_ai.request.model': model, 'gen_ai.usage.input_tokens': usage?.inputTokens, 'gen_ai.usage.output_tokens': usage?.outputTokens,
      'error.type': ok ? undefined : outcome, call, seat, purpose, outcome, cost_usd: costUsd, first_token_ms: firstTokenMs, requests, replay: isReplay,
    },
  })
}

/** What lies between the events, as the page shows it: how long it took to notice, to look for the fault, to make candidates. */
function stages(list: SpanList, root: Span, opened: EventOf<'incident-open'>, events: readonly LedgerEvent[]): void {
  const incident = events.reduce(continuedIncident, openedIncident(opened))
  const rungs = list.spans.filter(({ parent, name }) => parent === root && name.startsWith('rung '))
  const { from: begin, spans } = incidentSpans(incident, events, root.until)
  for (const [index, { stage, what, rung, at, ms }] of spans.entries()) {
    // Proofs and promotions are told with more than that.
    if (stage === 'prove' || stage === 'promote') continue
    const [from, until] = [begin + at, begin + at + ms]
    const within = rungs.find((span) => span.attributes['ouroboros.rung'] === rung && span.from <= from + 1 && until <= span.until + 1)
    list.add(`${stage}/${index}`, within ?? root, { name: stage, from, until, attributes: { what, rung } })
  }
}

const first = <K extends EventKind>(events: readonly LedgerEvent[], kind: K): EventOf<K> | undefined =>
  events.find((event): event is EventOf<K> => event.kind === kind)
