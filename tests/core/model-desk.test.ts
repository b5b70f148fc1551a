import { describe, expect, it } from 'vitest'
import { ModelFailedError, ModelLimitedError } from '../../lib/contract/errors.ts'
import type { NewEvent } from '../../lib/contract/event.ts'
import type { Seat } from '../../lib/contract/model.ts'
import type { ChatOrder, Model } from '../../lib/contract/ports/model.ts'
import type { ThoughtBatch } from '../../lib/contract/stream.ts'
import { ModelBudget } from '../../lib/core/model-budget.ts'
import { openModelDesk, type Chair } from '../../lib/core/model-desk.ts'
import type { Price } from '../../lib/llm/price.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'
import { scriptedModel, type Said } from '../fixtures/scripted-model.ts'

const order = (text = 'heal it'): ChatOrder => ({ messages: [{ role: 'user', text }], maxTokens: 100, seed: 1, timeoutMs: 1_000, stop: new AbortController().signal })
const about = { organism: 'ant', incident: 'i1' }

function open(answers: Said[], { price = { input: 1e-6, output: 2e-6 }, calls = 10, tokens = 10_000, usd = 1, unsafe = null, until = null, key, isReplay = false, record }: {
  price?: Price | null; calls?: number; tokens?: number; usd?: number; unsafe?: string | null; until?: number | null; key?: string; isReplay?: boolean; record?: () => Promise<never>
} = {}) {
  const clock = new FakeClock()
  const events: NewEvent[] = []
  const thoughts: ThoughtBatch[] = []
  const model = scriptedModel(answers, { isReplay })
  const budgets = { resident: new ModelBudget(() => ({ calls, tokens, usd }), clock.now), teacher: new ModelBudget(() => ({ calls, tokens, usd }), clock.now) }
  const chair = (seat: Seat, of: Model | null): Chair => ({ model: of, why: 'none is set', price, budget: budgets[seat], key: () => key })
  const desk = openModelDesk({
    clock, unsafe, chairs: { resident: chair('resident', model), teacher: chair('teacher', until === -1 ? null : model) }, learningUntil: () => until,
    record: record ?? (async (...given) => { events.push(...given); return [] }), onThought: (batch) => thoughts.push({ ...batch }),
  })
  return { desk, events, thoughts, model, budgets, clock }
}
const kinds = (events: NewEvent[]) => events.map(({ kind }) => kind)
const answer = (events: NewEvent[]) => {
  const last = events.at(-1)
  if (last?.kind !== 'model-answer') throw new Error('no answer was told')
  return last
}

describe('a call', () => {
  it('is in the ledger before anybody is asked, and after it with what it cost and what was said', async () => {
    const { desk, events, thoughts, budgets } = open([{ pieces: ['WHY: ', 'because'], usage: { inputTokens: 30, outputTokens: 5 } }])
    const end = await desk.ask('resident', 'heal', about, order('heal ant'))
    expect(end).toMatchObject({ text: 'WHY: because' })
    expect(kinds(events)).toEqual(['model-ask', 'model-answer'])
    expect(events[0]).toMatchObject({ ...about, data: { call: end.call, seat: 'resident', purpose: 'heal', provider: 'scripted', model: 'one' } })
    expect(answer(events)).toMatchObject({ data: { call: end.call, outcome: 'answered', usage: { inputTokens: 30, outputTokens: 5 }, costUsd: expect.closeTo(4e-5, 9) }, attachment: expect.stringMatching(/── user ──\nheal ant[\s\S]*── answer ──\nWHY: because/) })
    expect(thoughts.map(({ offset, text }) => [offset, text])).toEqual([[0, 'WHY: '], [5, 'because']])
    expect(budgets.resident.used()).toMatchObject({ calls: 1, tokens: 35 })
  })

  it('that fails is in the ledger too, and the most that it can have used counts', async () => {
    const { desk, events, budgets } = open([{ error: new ModelFailedError('it answered 500') }])
    await expect(desk.ask('resident', 'heal', about, order())).rejects.toThrow('it answered 500')
    expect(answer(events).data).toMatchObject({ outcome: 'model-failed', why: 'it answered 500', usage: null, costUsd: null })
    expect(budgets.resident.used().tokens).toBe('heal it'.length + 64 + 100)
  })

  it('that is broken off says so, and its end is the one that it was given', async () => {
    const { desk, events } = open([{ hangs: true }])
    const stop = new AbortController()
    const asked = desk.ask('resident', 'heal', about, { ...order(), stop: stop.signal })
    await Promise.resolve()
    stop.abort(new Error('the core ends'))
    await expect(asked).rejects.toThrow('the core ends')
    expect(answer(events).data).toMatchObject({ outcome: 'stopped' })
  })

  it('whose question cannot be written down is not made, and costs nothing', async () => {
    const { desk, model, budgets } = open([{ pieces: ['x'] }], { record: () => Promise.reject(new Error('the ledger is gone')) })
    await expect(desk.ask('resident', 'heal', about, order())).rejects.toThrow('the ledger is gone')
    expect(model.asked).toEqual([])
    expect(budgets.resident.used().calls).toBe(0)
  })

  it('never tells the key, not even where a provider gives it back', async () => {
    const { desk, events } = open([{ pieces: ['your key is sk-12345'] }, { error: new ModelFailedError('bad key sk-12345') }], { key: 'sk-12345' })
    await desk.ask('resident', 'heal', about, order('sk-12345'))
    await expect(desk.ask('resident', 'heal', about, order())).rejects.toThrow()
    expect(JSON.stringify(events)).not.toContain('sk-12345')
  })

  it('gives a key that comes back in pieces to nobody who looks on, and holds nothing else back', async () => {
    const { desk, thoughts } = open([{ pieces: ['it is sk', '-12', '345, and sk', 'ipping on s'] }], { key: 'sk-12345' })
    await desk.ask('resident', 'heal', about, order())
    expect(thoughts.map(({ text }) => text).join('')).toBe('it is ***, and skipping on s')
    expect(thoughts.map(({ offset }) => offset)).toEqual([0, 6, 20, 32])
  })

  it('that was turned away counts for nothing but a call, and says how often it was tried', async () => {
    const limited = Object.assign(new ModelLimitedError('too many', null), { requests: 3 })
    const { desk, events, budgets } = open([{ error: limited }])
    await expect(desk.ask('resident', 'heal', about, order())).rejects.toThrow('too many')
    expect(answer(events).data).toMatchObject({ requests: 3, counted: { tokens: 0, usd: 0 } })
    expect(budgets.resident.used()).toEqual({ calls: 1, tokens: 0, usd: 0 })
  })

  it('that was turned away in the middle of its answer counts the most all the same', async () => {
    const { desk, budgets } = open([{ pieces: ['half of '], error: new ModelLimitedError('too many', null) }])
    await expect(desk.ask('resident', 'heal', about, order())).rejects.toThrow('too many')
    expect(budgets.resident.used().tokens).toBe('heal it'.length + 64 + 100)
  })

  it('of a recording costs nothing and needs no budget', async () => {
    const { desk, events } = open([{ pieces: ['x'], usage: { inputTokens: 9, outputTokens: 9 } }], { calls: 0, isReplay: true })
    await desk.ask('resident', 'heal', about, order())
    expect(answer(events).data).toMatchObject({ isReplay: true, costUsd: 0 })
  })
})

describe('nobody is asked', () => {
  it('beyond the budget, by whatever of it is spent first', async () => {
    for (const limits of [{ calls: 0 }, { tokens: 50 }, { usd: 0.0001 }]) {
      const { desk, events, model } = open([{ pieces: ['x'] }], limits)
      await expect(desk.ask('resident', 'heal', about, order())).rejects.toMatchObject({ code: 'model-budget' })
      expect([events, model.asked]).toEqual([[], []])
    }
  })

  it('of twenty at once more than the budget allows, exactly', async () => {
    const { desk, model } = open(Array.from({ length: 20 }, () => ({ pieces: ['x'], usage: { inputTokens: 1, outputTokens: 1 } })), { calls: 7 })
    const ends = await Promise.allSettled(Array.from({ length: 20 }, () => desk.ask('resident', 'heal', about, order())))
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(7)
    expect(model.asked).toHaveLength(7)
  })

  it('where code of a model may not run', async () => {
    const { desk, model } = open([{ pieces: ['x'] }], { unsafe: 'no wall here' })
    expect(desk.hindrance('resident')).toBe('no wall here')
    await expect(desk.ask('resident', 'heal', about, order())).rejects.toMatchObject({ code: 'model-unavailable', message: 'no wall here' })
    await expect(desk.ask('resident', 'test', about, order())).resolves.toMatchObject({ text: 'x' })
    expect(model.asked, 'but for the test').toHaveLength(1)
  })

  it('as a teacher outside a learning window, or while its price is unknown', () => {
    const at = new FakeClock().now()
    expect(open([]).desk.hindrance('teacher')).toBe('no learning window is open')
    expect(open([], { until: at - 1 }).desk.hindrance('teacher')).toBe('no learning window is open')
    expect(open([], { until: at + 1_000, price: null }).desk.hindrance('teacher')).toMatch(/teacherPrice/)
    expect(open([], { until: at + 1_000 }).desk.hindrance('teacher')).toBeNull()
    expect(open([], { until: Infinity }).desk.hindrance('teacher'), 'where the operator keeps it open').toBeNull()
    expect(open([], { price: null }).desk.hindrance('resident'), 'what costs nothing known still has calls and tokens').toBeNull()
  })

  it('where none is set', async () => {
    const { desk } = open([], { until: -1 })
    expect(desk.nameOf('teacher')).toBeNull()
    expect(desk.hindrance('teacher')).toBe('none is set')
    expect(desk.nameOf('resident')).toBe('scripted/one')
    await expect(desk.ask('teacher', 'test', about, order())).rejects.toMatchObject({ code: 'model-unavailable' })
  })
})
