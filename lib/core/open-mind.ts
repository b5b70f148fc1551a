import { resolve } from 'node:path'
import { loadModelKey, type Config } from '../config.ts'
import { ModelError } from '../contract/errors.ts'
import type { EventOf, LedgerEvent, NewEvent } from '../contract/event.ts'
import { seats, type Seat } from '../contract/model.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { LedgerReader } from '../contract/ports/ledger.ts'
import type { Mind } from '../contract/ports/mind.ts'
import type { ThoughtBatch } from '../contract/stream.ts'
import { openModel } from '../llm/open-model.ts'
import { presets } from '../llm/presets.ts'
import { recorded } from '../llm/recording.ts'
import { ModelBudget, type HourLimits } from './model-budget.ts'
import { openModelDesk, type Chair, type Price } from './model-desk.ts'
import type { SettingsDesk } from './settings-desk.ts'

export interface MindOptions {
  config: Config
  clock: Clock
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  reader: Pick<LedgerReader, 'events'>
  settings: Pick<SettingsDesk, 'now'>
  /** Of the sandbox. */
  tier: number
  learningUntil: () => number | null
  onThought: (batch: ThoughtBatch) => void
}

/** What is played again comes in the rhythm in which it was said; a question that differs in a time is still the next one. */
const onStage = { isLoose: true, pace: 1 }
const hourMs = 3_600_000
/** Calls of an hour that are looked through when a core begins: no budget allows more. */
const mostCalls = 200_000

/** The models that are configured, as this core may ask them. What is wrong with one is told by whoever would ask it. */
export function openMind({ config, clock, record, reader, settings, tier, learningUntil, onThought }: MindOptions): Mind {
  const chair = (seat: Seat): Chair => {
    const of = seatSettings(config, seat)
    const provider = of.name.split('/')[0] ?? ''
    const preset = presets[provider]
    const key = (): string | undefined => loadModelKey(seat, preset?.keyVariables ?? [])
    const budget = new ModelBudget(() => limitsOf(settings.now(), seat), clock.now)
    for (const { at, data } of callsSince(reader, clock.now() - hourMs)) if (data.seat === seat && !data.isReplay) budget.remember(at, data.counted)
    const price = of.price === undefined ? (preset?.isLocal ? free : null) : priceOf(of.price)
    const none = { model: null, price, budget, key }
    if (of.name === 'none') return { ...none, why: seat === 'resident' ? 'no language model is set: say which with mind' : 'no teacher is set: say which with teacher' }
    try {
      const model = openModel(of.name, { ...(of.url !== undefined && { baseUrl: of.url }), key, allowedHosts: config.mindHosts, clock, replay: onStage })
      return { ...none, why: '', model: config.mindRecord === undefined || model.isReplay ? model : recorded(model, resolve(config.dataDir, config.mindRecord), clock) }
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      return { ...none, why: error.message }
    }
  }
  return openModelDesk({
    clock, record, learningUntil, onThought,
    chairs: Object.fromEntries(seats.map((seat) => [seat, chair(seat)])) as Record<Seat, Chair>,
    unsafe: tier >= 2 || config.mindTrusted ? null : 'code that a model writes runs at sandbox tier 2 or above: install bwrap, or set mindTrusted where you trust it',
  })
}

const free: Price = { input: 0, output: 0 }
const perMillion = 1_000_000

/** `0.5/1.5`: US dollars for a million tokens, of questions and of answers. */
function priceOf(text: string): Price {
  const [input = 0, output = 0] = text.split('/').map(Number)
  return { input: input / perMillion, output: output / perMillion }
}

function seatSettings(config: Config, seat: Seat): { name: string; url: string | undefined; price: string | undefined } {
  return seat === 'resident' ? { name: config.mind, url: config.mindUrl, price: config.mindPrice } : { name: config.teacher, url: config.teacherUrl, price: config.teacherPrice }
}

function limitsOf(now: ReturnType<SettingsDesk['now']>, seat: Seat): HourLimits {
  return seat === 'resident'
    ? { calls: now.mindCallsPerHour, tokens: now.mindTokensPerHour, usd: now.mindCentsPerHour / 100 }
    : { calls: now.teacherCallsPerHour, tokens: now.teacherTokensPerHour, usd: now.teacherCentsPerHour / 100 }
}

/** By their ends; where a core died over one, by its beginning, which counts the most that it can have used. */
function callsSince(reader: Pick<LedgerReader, 'events'>, since: number) {
  const calls = new Map<string, EventOf<'model-ask' | 'model-answer'>>()
  for (const event of reader.events({ kinds: ['model-ask', 'model-answer'], limit: mostCalls }))
    if ((event.kind === 'model-ask' || event.kind === 'model-answer') && event.at > since) calls.set(event.data.call, event)
  return calls.values()
}
