import { describe, expect, it } from 'vitest'
import type { Case } from '../../lib/contract/case.ts'
import { ModelBudgetError, ModelFailedError } from '../../lib/contract/errors.ts'
import type { GenomeFiles } from '../../lib/contract/genome.ts'
import type { Attempt } from '../../lib/contract/incident.ts'
import type { Lesson } from '../../lib/contract/lesson.ts'
import type { Seat } from '../../lib/contract/model.ts'
import type { Mind } from '../../lib/contract/ports/mind.ts'
import type { ChatOrder } from '../../lib/contract/ports/model.ts'
import { specInWords } from '../../lib/core/spec-in-words.ts'
import type { Candidate, Rung } from '../../lib/healing/rung.ts'
import { resident } from '../../lib/healing/rungs/4-resident.ts'
import { teacher } from '../../lib/healing/rungs/5-teacher.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'
import { FakeGenomes } from '../fixtures/fake-genomes.ts'
import { FakeLedger } from '../fixtures/fake-ledger.ts'
import { doubler } from '../fixtures/fake-organism.ts'
import { hostileReplies } from '../mind/hostile-replies.ts'

const broken: GenomeFiles = { 'organism.js': 'export const perform = (n) => 3 * n\n' }
const edit = (after: string, why = 'it has to double'): string => `WHY: ${why}\nFILE: organism.js\n<<<<<<< SEARCH\nexport const perform = (n) => 3 * n\n=======\nexport const perform = (n) => ${after}\n>>>>>>> REPLACE\n`
const lesson: Lesson = { id: 'l1', organism: 'doubler', failure: 'wrong-output: wrong output: property “doubles”', context: 'export const perform = (n) => 3 * n', edit: 'a lesson in doubling', why: 'two is not three', teacher: 'openai/x' }

/** What a seat answers, one question after the other; an error is thrown. */
async function stage(answers: (string | Error)[], { files = broken, tookMs = 10, lessons = [], hindrance = null, noResident = false }: { files?: GenomeFiles; tookMs?: number; lessons?: Lesson[]; hindrance?: string | null; noResident?: boolean } = {}) {
  const clock = new FakeClock()
  const ledger = new FakeLedger(clock)
  const genomes = new FakeGenomes()
  const failed = await genomes.add({ organism: 'doubler', files, parents: [], origin: 'chaos', reason: '', author: '' })
  const verdict: Case['verdict'] = { kind: 'wrong-output', summary: 'wrong output: property “doubles”', signature: 'w1', frames: [{ file: 'organism.js', line: 1, column: 1, function: null }] }
  const sick: Case = { incident: 'i1', organism: doubler(), genome: failed.id, verdict, onProbation: false, failing: { task: 3 }, poisoned: false, healthyMs: 5, seed: 9 }
  const orders: (ChatOrder & { seat: Seat })[] = []
  const mind: Mind = {
    hindrance: () => hindrance,
    list: async () => [],
    nameOf: (seat) => (seat === 'resident' && noResident ? null : `scripted/${seat}`),
    async ask(seat, _purpose, _about, order) {
      orders.push({ ...order, seat })
      const answer = answers[orders.length - 1] ?? 'I have said all.'
      await clock.advance(tookMs)
      if (answer instanceof Error) throw answer
      return { call: `c${orders.length}`, text: answer, finish: 'stop', usage: null, firstTokenMs: 1, ms: tookMs, requests: 1, usd: 0 }
    },
  }
  const ports = { clock, mind, genomes, record: ledger.record, words: ({ spec }: { spec: never }) => specInWords(spec), printed: () => 'the end of its output', lessons: () => lessons }
  /** As the ladder does: what is no genome, or is not accepted, is an attempt that the rung can see. */
  async function climb(rung: Rung, { before = [], budgetMs = 60_000, accepts = () => false }: { before?: Attempt[]; budgetMs?: number; accepts?: (candidate: Candidate) => boolean } = {}) {
    const attempts: Attempt[] = [...before]
    const offered: Candidate[] = []
    const steps = rung.propose(sick, attempts, { budgetMs, stop: new AbortController().signal })
    for (;;) {
      const step = await steps.next()
      if (step.done) return { offered, why: step.value }
      offered.push(step.value)
      const accepted = accepts(step.value)
      const attempt: Attempt = { rung: rung.id, genome: null, accepted, tried: step.value.tried, why: 'why' in step.value ? step.value.why : accepted ? 'good' : 'properties: “doubles” fails', checks: [], startedAt: 0, ms: 1 }
      attempts.push(attempt)
      await rung.judged?.(sick, step.value, attempt)
      if (accepted) return { offered, why: 'accepted' }
    }
  }
  return { climb, orders, resident: resident(ports as never), teacher: teacher(ports as never), ledger, sick }
}
const text = ({ messages }: ChatOrder): string => messages.map(({ text: one }) => one).join('\n')

describe('the resident', () => {
  it('is told what failed, what is right, and what it printed; what it writes is a candidate', async () => {
    const { climb, resident: rung, orders } = await stage([edit('2 * n')])
    const { offered } = await climb(rung, { accepts: () => true })
    expect(offered).toEqual([{ kind: 'genome', origin: 'resident', from: null, files: { 'organism.js': 'export const perform = (n) => 2 * n\n' }, tried: 'scripted/resident: it has to double', reason: 'it has to double', call: 'c1' }])
    const asked = text(orders[0]!)
    for (const told of ['3 * n', 'property “doubles”', 'the end of its output', 'three', 'too small']) expect(asked).toContain(told)
  })

  it('is told what its answers died of, and asked for another form where it could not keep to one', async () => {
    const { climb, resident: rung, orders } = await stage([edit('4 * n'), 'I would double it.', edit('5 * n'), edit('6 * n')])
    const { offered, why } = await climb(rung)
    expect(offered.map(({ kind }) => kind)).toEqual(['genome', 'unusable', 'genome', 'genome'])
    expect(text(orders[1]!)).toMatch(/4 \* n[\s\S]*properties: “doubles” fails/)
    expect(text(orders[2]!)).toContain('could not be used')
    expect([orders[0]?.schema, orders[1]?.schema]).toEqual([undefined, undefined])
    expect(orders[2]?.schema).toBeDefined()
    expect(why).toBe('scripted/resident was asked 4 times, and nothing held')
    expect(new Set(orders.map(({ seed }) => seed)).size).toBe(4)
  })

  it('is let go of where it says the same again', async () => {
    const { climb, resident: rung, orders } = await stage([edit('4 * n'), edit('4 * n'), edit('2 * n')])
    expect((await climb(rung)).why).toMatch(/is stuck/)
    expect(orders).toHaveLength(2)
  })

  it('that cannot be reached is one attempt, with what was wrong; what is broken of ours is not hidden', async () => {
    const dead = await stage([new ModelFailedError('it answered 500')])
    expect(await dead.climb(dead.resident)).toEqual({ offered: [{ kind: 'unusable', tried: 'asked scripted/resident', why: 'it answered 500' }], why: 'it answered 500' })
    const spent = await stage([new ModelBudgetError('the budget is spent')])
    expect((await spent.climb(spent.resident)).why).toBe('the budget is spent')
    const bug = await stage([new TypeError('a bug')])
    await expect(bug.climb(bug.resident)).rejects.toThrow('a bug')
  })

  it('is not asked where something stands against it, nor beyond its time', async () => {
    const hindered = await stage([edit('2 * n')], { hindrance: 'no wall here' })
    expect(await hindered.climb(hindered.resident)).toEqual({ offered: [], why: 'no wall here' })
    expect(hindered.orders).toEqual([])
    const slow = await stage([edit('4 * n'), edit('5 * n'), edit('2 * n')], { tookMs: 4_600 })
    expect((await slow.climb(slow.resident, { budgetMs: 10_000 })).why).toBe('its 10000 ms are spent')
    expect(slow.orders.map(({ timeoutMs }) => timeoutMs)).toEqual([9_900, 5_300])
  })

  it('is given the lessons that are like the failure, a teacher is not', async () => {
    const other: Lesson = { ...lesson, id: 'l2', failure: 'crash: ENOENT: no such file', context: 'readFileSync(path)', edit: 'open it first' }
    const { climb, resident: rung, orders } = await stage([edit('2 * n')], { lessons: [other, lesson] })
    await climb(rung, { accepts: () => true })
    expect(text(orders[0]!)).toContain('a lesson in doubling')
    expect(text(orders[0]!)).not.toContain('open it first')
  })
})

describe('a teacher', () => {
  const failed: Attempt = { rung: 'resident', genome: null, accepted: false, tried: 'an answer', why: 'prose', checks: [], startedAt: 0, ms: 1 }

  it('is asked only where the resident has failed, and what it gets right is a lesson', async () => {
    const { climb, teacher: rung, orders, ledger } = await stage([edit('4 * n'), edit('2 * n')], { lessons: [lesson] })
    expect((await climb(rung)).why).toBe('the resident has not failed: it was not asked')
    expect(orders).toEqual([])
    const { offered } = await climb(rung, { before: [failed], accepts: (one) => one.kind === 'genome' && one.files['organism.js']?.includes('2 * n') === true })
    expect(offered).toMatchObject([{ origin: 'teacher' }, { origin: 'teacher' }])
    expect(orders.map(({ seat }) => seat)).toEqual(['teacher', 'teacher'])
    expect(text(orders[0]!)).not.toContain('a lesson in doubling')
    expect(ledger.events.filter(({ kind }) => kind === 'lesson-learn').map(({ data }) => data)).toEqual([
      expect.objectContaining({ organism: 'doubler', teacher: 'scripted/teacher', why: 'it has to double', failure: expect.stringContaining('wrong-output') as string, edit: expect.stringContaining('2 * n') as string }),
    ])
  })

  it('has nobody to teach where there is no resident', async () => {
    const { climb, teacher: rung, orders } = await stage([edit('2 * n')], { noResident: true })
    expect((await climb(rung, { before: [failed] })).why).toMatch(/nobody to teach/)
    expect(orders).toEqual([])
  })
})

describe('whatever is answered', () => {
  it.each(hostileReplies.map((reply) => [`${reply.class}: ${reply.name}`, reply] as const))('%s: is refused, or a candidate of the same files', async (_name, { text: answer, files, end }) => {
    const { climb, resident: rung, ledger } = await stage([answer], { files })
    const { offered } = await climb(rung, { accepts: () => true })
    expect(ledger.events, 'nothing is promoted, learnt or told but by the ladder').toEqual([])
    const [first] = offered
    // An answer that was asked for in another form than blocks may be refused for that alone.
    if (first?.kind === 'genome') expect(Object.keys(first.files)).toEqual(Object.keys(files))
    else expect(first?.kind).toBe('unusable')
    if ('refused' in end) expect(first?.kind).toBe('unusable')
  })
})
