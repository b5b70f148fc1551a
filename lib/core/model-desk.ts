import { randomUUID } from 'node:crypto'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import { ModelBudgetError, ModelError } from '../contract/errors.ts'
import type { ModelCall, Seat, Usage } from '../contract/model.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Mind } from '../contract/ports/mind.ts'
import type { ChatEnd, ChatOrder, Model } from '../contract/ports/model.ts'
import type { ThoughtBatch } from '../contract/stream.ts'
import type { ModelBudget, Spending } from './model-budget.ts'

/** US dollars for a token. */
export interface Price { input: number; output: number }

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
  function hindrance(seat: Seat): string | null {
    const { model, why, price, budget } = chairs[seat]
    if (model === null) return why
    if (unsafe !== null) return unsafe
    const until = learningUntil()
    if (seat === 'teacher' && (until === null || until < clock.now())) return 'no learning window is open'
    if (seat === 'teacher' && price === null && !model.isReplay) return 'what the teacher costs is not known: say it with teacherPrice, 0/0 where it costs nothing'
    return model.isReplay ? null : budget.hindrance
  }

  return {
    hindrance,
    nameOf: (seat) => (chairs[seat].model === null ? null : `${chairs[seat].model.provider}/${chairs[seat].model.model}`),
    list: (seat, stop) => chairs[seat].model?.list(stop).catch(() => []) ?? Promise.resolve([]),
    async ask(seat, purpose, about, order) {
      const { model, price, budget, key } = chairs[seat]
      // A test costs next to nothing and writes no code: it needs no learning window.
      const why = purpose === 'test' ? (model === null ? chairs[seat].why : null) : hindrance(seat)
      if (model === null || why !== null) throw new ModelBudgetError(why ?? 'no model is set')
      const settle = model.isReplay ? () => undefined : budget.reserve(mostOf(order, price))
      const call = randomUUID()
      const asked = { call, seat, purpose, provider: model.provider, model: model.model, isReplay: model.isReplay }
      const started = clock.mono()
      let text = ''
      let firstTokenMs: number | null = null
      const ended = async (end: Pick<ModelCall, 'outcome' | 'why' | 'usage' | 'requests'>): Promise<void> => {
        const costUsd = model.isReplay ? 0 : end.usage && price ? costOf(end.usage, price) : null
        const data: ModelCall = { ...asked, ...end, costUsd, firstTokenMs, ms: clock.mono() - started }
        await record({ ...about, kind: 'model-answer', data, attachment: withoutKey(`${questionOf(order)}\n\n── answer ──\n${text}`.slice(0, kept), key()) })
      }
      try {
        await record({ ...about, kind: 'model-ask', data: asked })
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
          onThought({ call, ...about, at: clock.now(), offset: text.length, text: withoutKey(step.value, key()) })
          text += step.value
        }
      } catch (error) {
        // What it has used cannot be known: the most that it can have been counts.
        if (error instanceof ModelError) await ended({ outcome: error.code, why: withoutKey(error.message, key()).slice(0, 500), usage: null, requests: 1 })
        // Whoever ends it may be the end of this core, which writes nothing any more.
        else await ended({ outcome: 'stopped', why: 'it was broken off', usage: null, requests: 1 }).catch(() => undefined)
        throw error
      }
      text = end.text
      settle(end.usage === null ? mostOf(order, price) : { tokens: end.usage.inputTokens + end.usage.outputTokens, usd: price ? costOf(end.usage, price) : 0 })
      await ended({ outcome: 'answered', why: end.finish === 'length' ? 'it was cut off at the longest that it may be' : 'it came to its end', usage: end.usage, requests: end.requests })
      return { ...end, call }
    },
  }
}

/** The most that a call can use: no token is shorter than a byte. */
function mostOf({ messages, schema, maxTokens }: ChatOrder, price: Price | null): Spending {
  const bytes = messages.reduce((sum, { text }) => sum + Buffer.byteLength(text) + overhead, schema === undefined ? 0 : Buffer.byteLength(JSON.stringify(schema)))
  return { tokens: bytes + maxTokens, usd: price ? costOf({ inputTokens: bytes, outputTokens: maxTokens }, price) : 0 }
}

const costOf = ({ inputTokens, outputTokens }: Usage, { input, output }: Price): number => inputTokens * input + outputTokens * output

const questionOf = ({ messages }: ChatOrder): string => messages.map(({ role, text }) => `── ${role} ──\n${text}`).join('\n\n')

const withoutKey = (text: string, key: string | undefined): string => (key === undefined || key.length < 4 ? text : text.replaceAll(key, '(key)'))
