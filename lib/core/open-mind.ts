import { resolve } from 'node:path'
import { loadModelKey, type Config } from '../config.ts'
import { ModelError } from '../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import { callsSince, hourLimits, hourMs, settingsOfSeat } from '../contract/hour-budget.ts'
import { seats, type Seat } from '../contract/model.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { LedgerReader } from '../contract/ports/ledger.ts'
import type { Mind } from '../contract/ports/mind.ts'
import type { ThoughtBatch } from '../contract/stream.ts'
import { openModel } from '../llm/open-model.ts'
import { presets } from '../llm/presets.ts'
import { priceOf, type Price } from '../llm/price.ts'
import { recorded } from '../llm/recording.ts'
import { ModelBudget } from './model-budget.ts'
import { openModelDesk, type Chair } from './model-desk.ts'
import type { SettingsDesk } from './settings-desk.ts'
import { spoilable, type Spoiler } from './spoil-model.ts'

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
  spoiler: Spoiler
}

/** What is played again comes in the rhythm in which it was said; a question that differs in a time is still the next one. */
const onStage = { isLoose: true, pace: 1 }

/** The models that are configured, as this core may ask them. What is wrong with one is told by whoever would ask it. */
export function openMind({ config, clock, record, reader, settings, tier, learningUntil, onThought, spoiler }: MindOptions): Mind {
  const spent = callsSince(reader, clock.now() - hourMs)
  const chair = (seat: Seat): Chair => {
    const named = settingsOfSeat[seat]
    const [name, baseUrl, price] = [config[named.name], config[named.url], config[named.price]]
    const preset = presets[name.split('/')[0] ?? '']
    const key = (): string | undefined => loadModelKey(seat, preset?.keyVariables ?? [])
    const budget = new ModelBudget(() => hourLimits(settings.now(), seat), clock.now)
    for (const call of spent) if (call.seat === seat) budget.remember(call.at, call.counted)
    const none = { model: null, price: price === undefined ? (preset?.isLocal ? free : null) : priceOf(price), budget, key }
    if (name === 'none') return { ...none, why: seat === 'resident' ? 'no language model is set: say which with mind' : 'no teacher is set: say which with teacher' }
    try {
      const model = spoilable(openModel(name, { ...(baseUrl !== undefined && { baseUrl }), key, allowedHosts: config.mindHosts, clock, replay: onStage }), spoiler)
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
