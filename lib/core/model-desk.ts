import { randomUUID } from 'node:crypto'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Spending } from '../contract/hour-budget.ts'
import { ModelError, ModelUnavailableError } from '../contract/errors.ts'
import type { CallPurpose, ModelCall, Seat } from '../contract/model.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Mind } from '../contract/ports/mind.ts'
import type { ChatEnd, ChatOrder, Model } from '../contract/ports/model.ts'
import type { ThoughtBatch } from '../contract/stream.ts'
import { costOf, type Price } from '../llm/price.ts'
import { withoutKey } from '../llm/quote.ts'
import type { ModelBudget } from './model-budget.ts'
import { SpokenAnswer } from './spoken-answer.ts'

export interface Chair {
  /** null: none is set, or what is set cannot be asked. */
  model: Model | null
  /** Why not, in words. */
  why: string
  /** null: unknown. */
  price: Price | null
  budget: ModelBudget
  /** Read when it is needed, to keep it out of what is written down. */
  key: () => string | undefined
}

export interface ModelDeskPorts {
  clock: Clock
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  chairs: Record<Seat, Chair>
  /** Why code that a model writes may not run here; null where it may. */
  unsafe: string | null
  /** Until when teachers may be asked, wall clock; null: they may not. */
  learningUntil: () => number | null
  onThought: (batch: ThoughtBatch) => void
}

/** Of question and answer, kept with the event. Characters. */
const kept = 256 * 1024
/** What the provider's own words around a message come to at most, in tokens. */
const overhead = 64

/** The language models of this core: behind their budgets, and with every call in the ledger. */
export function openModelDesk({ clock, record, chairs, unsafe, learningUntil, onThought }: ModelDeskPorts): Mind {
  /** Why it may not be asked, whatever is left of its budget. */
  function unavailable(seat: Seat, purpose: CallPurpose): string | null {
    const { model, why, price } = chairs[seat]
    if (model === null) return why
    // A test costs next to nothing and writes no code.
    if (purpose === 'test') return null
    // A statement is no program: the guard that it runs behind needs no sandbox.
    if (unsafe !== null && purpose !== 'ask') return unsafe
    const until = learningUntil()
    if (seat === 'teacher' && (until === null || until < clock.now())) return 'no learning window is open'
    if (seat === 'teacher' && price === null && !model.isReplay) return 'what the teacher costs is not known: say it with teacherPrice, 0/0 where it costs nothing'
    return null
  }

  return {
    hindrance: (seat) => unavailable(seat, 'heal') ?? (chairs[seat].model?.isReplay ? null : chairs[seat].budget.hindrance),
    nameOf: (seat) => (chairs[seat].model === null ? null : `${chairs[seat].model.provider}/${chairs[seat].model.model}`),
    list: (seat, stop) => chairs[seat].model?.list(stop).catch(() => []) ?? Promise.resolve([]),
    async ask(seat, purpose, about, order) {
      const { model, price, budget, key } = chairs[seat]
      const why = unavailable(seat, purpose)
      if (model === null || why !== null) throw new ModelUnavailableError(why ?? 'no model is set')
      const most = model.isReplay ? nothing : mostOf(order, price)
      const settle = model.isReplay ? () => undefined : budget.reserve(most)
      const call = randomUUID()
      const asked = { call, seat, purpose, provider: model.provider, model: model.model, isReplay: model.isReplay }
      const started = clock.mono()
      const secret = key()
      const spoken = new SpokenAnswer(secret, (offset, text) => onThought({ call, ...about, at: clock.now(), offset, text }))
      let firstTokenMs: number | null = null
      const ended = async (end: Pick<ModelCall, 'outcome' | 'why' | 'usage' | 'requests'>, counted: Spending): Promise<void> => {
        settle(counted)
        const costUsd = model.isReplay ? 0 : end.usage && price ? costOf(end.usage, price) : null
        const data: ModelCall = { ...asked, ...end, counted, costUsd, firstTokenMs, ms: clock.mono() - started }
        await record({ ...about, kind: 'model-answer', data, attachment: withoutKey(`${questionOf(order)}\n\n── answer ──\n${spoken.text}`.slice(0, kept), secret) })
      }
      try {
        await record({ ...about, kind: 'model-ask', data: { ...asked, counted: most } })
      } catch (error) {
        settle(null)
        throw error
      }
      let end: ChatEnd
      try {
        const pieces = model.chat(order)
        for (;;) {
          const step = await pieces.next()
          if (step.done) { end = step.value; break }
          firstTokenMs ??= clock.mono() - started
          spoken.add(step.value)
        }
      } catch (error) {
        if (error instanceof ModelError) await ended({ outcome: error.code, why: withoutKey(error.message, secret).slice(0, 500), usage: null, requests: error.requests }, spoken.text === '' && wasTurnedAway(error) ? nothing : most)
        // Whoever ends it may be the end of this core, which writes nothing any more.
        else await ended({ outcome: 'stopped', why: 'it was broken off', usage: null, requests: 1 }, most).catch(() => undefined)
        throw error
      }
      spoken.end()
      const { usage, finish, requests } = end
      const used = usage === null || model.isReplay ? most : { tokens: usage.inputTokens + usage.outputTokens, usd: price ? costOf(usage, price) : 0 }
      await ended({ outcome: 'answered', why: finish === 'length' ? 'it was cut off at the longest that it may be' : 'it came to its end', usage, requests }, used)
      return { ...end, call, usd: model.isReplay ? 0 : used.usd }
    },
  }
}

const nothing: Spending = { tokens: 0, usd: 0 }

/** Whether the provider has not even begun: then nothing can have been used. */
const wasTurnedAway = ({ code }: ModelError): boolean => ['model-host', 'model-resting', 'model-denied', 'model-limited', 'model-refused', 'model-recording'].includes(code)

/** The most that a call can use: no token is shorter than a byte. */
function mostOf({ messages, schema, maxTokens }: ChatOrder, price: Price | null): Spending {
  const bytes = messages.reduce((sum, { text }) => sum + Buffer.byteLength(text) + overhead, schema === undefined ? 0 : Buffer.byteLength(JSON.stringify(schema)))
  return { tokens: bytes + maxTokens, usd: price ? costOf({ inputTokens: bytes, outputTokens: maxTokens }, price) : 0 }
}

const questionOf = ({ messages }: ChatOrder): string => messages.map(({ role, text }) => `── ${role} ──\n${text}`).join('\n\n')
