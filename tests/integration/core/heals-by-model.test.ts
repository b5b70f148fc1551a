import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rootDir } from '../../../lib/config.ts'
import { startFakeOllama } from '../../fixtures/llm/fake-ollama.ts'
import { startFakeOpenai } from '../../fixtures/llm/fake-openai.ts'
import type { FakeServer, Script, Talk } from '../../fixtures/llm/fake-server.ts'
import { startLab, type Lab } from './start-lab.ts'

/** The whole way of a version that a language model wrote: real core, ledger, gate and sandbox; servers that speak as providers do. */
describe('an organism that is healed by a language model', () => {
  const id = 'bubble-sort'
  const secret = 'sk-nobody-may-see-this'
  const original = readFileSync(join(rootDir, 'organism', id, 'organism.js'), 'utf8')
  const whole = (text: string, why = 'a line threw for no reason'): Talk => ({ pieces: [`WHY: ${why}\n`, 'FILE: organism.js\n```js\n', text.slice(0, 400), text.slice(400), '```\n'], usage: { inputTokens: 700, outputTokens: 300 } })
  const prose: Talk = { pieces: ['I would look into the sorting, ', 'and then decide.'], usage: { inputTokens: 700, outputTokens: 20 } }
  const lessonsWhy = 'the thrown error is not a part of sorting'
  /** A small model: it knows what it was taught, and nothing else. */
  const knowsItsLessons: Script = ({ messages, model }, response) => {
    const { pieces } = JSON.stringify(messages).includes(lessonsWhy) ? whole(original) : prose
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    for (const content of pieces) response.write(`${JSON.stringify({ model, message: { role: 'assistant', content }, done: false })}\n`)
    response.end(`${JSON.stringify({ model, message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 700, eval_count: 20 })}\n`)
  }
  let lab: Lab
  let resident: FakeServer
  let teacher: FakeServer
  beforeAll(async () => {
    resident = await startFakeOllama()
    teacher = await startFakeOpenai({ key: secret })
    lab = await startLab({
      organisms: [id],
      env: {
        OUROBOROS_MIND: 'ollama/coder', OUROBOROS_MIND_URL: resident.url, OUROBOROS_TEACHER: 'openai-compatible/master', OUROBOROS_TEACHER_URL: teacher.url,
        OUROBOROS_TEACHER_KEY: secret, OUROBOROS_TEACHER_PRICE: '10/20', OUROBOROS_MIND_HOSTS: [resident, teacher].map(({ url }) => new URL(url).host).join(','),
      },
    })
    await lab.ask({ kind: 'configure-healing', organism: id, rungs: ['resident', 'teacher', 'rollback'] })
  })
  afterAll(async () => {
    await lab.close()
    await Promise.all([resident.close(), teacher.close()])
  })

  let healed = 0
  async function breakAndHeal() {
    await lab.waitFor('a proven live version', () => lab.reader.genomes({ organism: id, limit: 1 })[0]?.status === 'proven')
    expect(await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'thrown-error', seed: 11 })).toMatchObject({ state: 'done' })
    healed += 1
    return lab.ended(id, healed)
  }
  const rungs = (incident: Awaited<ReturnType<typeof breakAndHeal>>) => incident.attempts.map(({ rung, accepted }) => [rung, accepted])
  const questions = (server: FakeServer): string[] => server.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.stringify(body))

  it('by the resident: what it wrote passed the gate, and the call is in the ledger with what was said', async () => {
    resident.script(whole(original))
    const incident = await breakAndHeal()
    expect(incident).toMatchObject({ end: 'healed', rung: 'resident' })
    const attempt = incident.attempts.at(-1)
    expect(attempt?.checks.map(({ name, ok }) => [name, ok])).toEqual(['parse', 'failing-task', 'examples', 'throws', 'properties', 'speed', 'probation'].map((name) => [name, true]))
    expect(lab.reader.genomes({ organism: id, limit: 1 })[0]).toMatchObject({ origin: 'resident', author: 'rung:resident', reason: 'a line threw for no reason' })
    const [answer] = lab.events('model-answer', id)
    expect(answer?.data).toMatchObject({ call: attempt?.call, seat: 'resident', purpose: 'heal', provider: 'ollama', model: 'coder', outcome: 'answered', usage: { inputTokens: 700, outputTokens: 300 }, costUsd: 0, isReplay: false })
    expect(answer?.incident).toBe(incident.id)
    const said = lab.reader.attachment(answer?.seq ?? 0) ?? ''
    expect(said).toContain('── answer ──\nWHY: a line threw for no reason')
    expect(questions(resident)[0]).toContain('organism.js:')
    expect(teacher.requests).toEqual([])
  })

  it('not by an answer that is no edit; what was wrong with it is told, to people and to the model', async () => {
    resident.script(prose, prose, prose, prose)
    const before = questions(resident).length
    const incident = await breakAndHeal()
    expect(incident).toMatchObject({ end: 'rolled-back', rung: 'rollback' })
    const refused = incident.attempts.filter(({ rung }) => rung === 'resident')
    expect(refused.length).toBeGreaterThan(1)
    for (const attempt of refused) expect(attempt).toMatchObject({ accepted: false, genome: null, checks: [{ name: 'answer', ok: false }] })
    const asked = questions(resident).slice(before)
    expect(asked).toHaveLength(refused.length)
    expect(asked[1]).toContain('could not be used')
    expect(lab.events('rung-end', id).findLast(({ data }) => data.rung === 'teacher')?.data.why).toBe('no learning window is open')
    expect(teacher.requests).toEqual([])
  })

  it('by a teacher while a window is open; what it got right is a lesson', async () => {
    expect(await lab.ask({ kind: 'learning-open', minutes: 10 })).toMatchObject({ state: 'done' })
    resident.script(knowsItsLessons, knowsItsLessons, knowsItsLessons, knowsItsLessons)
    teacher.script(whole(original, lessonsWhy))
    const incident = await breakAndHeal()
    expect(incident).toMatchObject({ end: 'healed', rung: 'teacher' })
    expect(questions(teacher)).toHaveLength(1)
    const answer = lab.events('model-answer', id).at(-1)
    expect(answer?.data).toMatchObject({ seat: 'teacher', usage: { inputTokens: 700, outputTokens: 300 }, costUsd: expect.closeTo(0.013, 6) })
    const [lesson] = lab.reader.view().lessons
    expect(lesson).toMatchObject({ organism: id, teacher: 'openai-compatible/master', why: lessonsWhy, failure: expect.stringContaining('Error'), edit: expect.stringContaining('<<<<<<< SEARCH') })
  })

  it('taught once, the same is healed at home: the lesson is put before the resident, and nobody else is asked', async () => {
    const [lesson] = lab.reader.view().lessons
    const before = { resident: questions(resident).length, teacher: teacher.requests.length }
    resident.forget()
    resident.script(knowsItsLessons)
    const incident = await breakAndHeal()
    expect(rungs(incident)).toEqual([['resident', true]])
    const [question = ''] = questions(resident).slice(before.resident)
    expect(question).toContain('What helped in cases like this')
    expect(question).toContain(lesson?.why)
    expect(teacher.requests).toHaveLength(before.teacher)
    expect(await lab.ask({ kind: 'lesson-forget', id: lesson?.id ?? '' })).toMatchObject({ state: 'done' })
    expect(lab.reader.view().lessons).toEqual([])
  })

  it('a better version is asked for while it is well: faster has to be faster', async () => {
    await lab.waitFor('a proven live version', () => lab.reader.genomes({ organism: id, limit: 1 })[0]?.status === 'proven')
    // Several times as fast: what is near the limit is a matter of what else the machine does.
    const quick = original.replace('  const list = [...numbers]\n', '  return [...numbers].sort((a, b) => a - b)\n  const list = [...numbers]\n')
    expect(quick).not.toBe(original)
    resident.script(whole(original.replace('the honest, slow way', 'the slow and honest way'), 'a word'), prose, prose)
    expect(await lab.ask({ kind: 'organism-improve', organism: id, goal: 'faster' })).toMatchObject({ state: 'refused', outcome: { code: 'gate-refused', message: expect.stringContaining('Nothing that ollama/coder wrote is better') } })
    const said = whole(quick, 'one call sorts it')
    resident.script(said, said, said)
    const improved = await lab.ask({ kind: 'organism-improve', organism: id, goal: 'faster' })
    expect(improved).toMatchObject({ state: 'done', outcome: { message: expect.stringContaining('on probation'), checks: expect.arrayContaining([expect.objectContaining({ name: 'speed', ok: true })]) } })
    expect(lab.reader.genomes({ organism: id, limit: 1 })[0]).toMatchObject({ origin: 'improve', id: improved.outcome?.genome })
    resident.forget()
  })

  it('asks whether it is there, and says what is wrong where it is not', async () => {
    resident.script({ pieces: ['ready'] })
    expect(await lab.ask({ kind: 'model-test', seat: 'resident' })).toMatchObject({ state: 'done', outcome: { message: expect.stringMatching(/^ollama\/coder answered within \d+ ms.* There are qwen3-coder:30b, llama3\.2:latest$/) } })
    teacher.script({ status: 401, body: { error: { message: `Incorrect API key provided: ${secret}` } } })
    const denied = await lab.ask({ kind: 'model-test', seat: 'teacher' })
    expect(denied).toMatchObject({ state: 'refused', outcome: { code: 'model-denied' } })
    expect(JSON.stringify(denied)).not.toContain(secret)
  })

  it('without a budget nobody is asked, and the other rungs heal', async () => {
    expect(await lab.ask({ kind: 'change-settings', mindCallsPerHour: 1, teacherCallsPerHour: 1 })).toMatchObject({ state: 'done' })
    const before = [questions(resident).length, questions(teacher).length]
    const incident = await breakAndHeal()
    expect(incident).toMatchObject({ end: 'rolled-back', rung: 'rollback' })
    expect([questions(resident).length, questions(teacher).length]).toEqual(before)
    expect(lab.events('rung-end', id).findLast(({ data }) => data.rung === 'resident')?.data.why).toBe('the budget of 1 calls an hour is spent')
    await lab.ask({ kind: 'change-settings', mindCallsPerHour: null, teacherCallsPerHour: null })
  })

  it('counts what was spent over the death of a core', async () => {
    await lab.stop('SIGKILL')
    await lab.start()
    const spent = lab.events('model-answer').filter(({ data }) => data.seat === 'resident').length
    await lab.ask({ kind: 'change-settings', mindCallsPerHour: spent })
    expect(await lab.ask({ kind: 'model-test', seat: 'resident' })).toMatchObject({ state: 'refused', outcome: { code: 'model-budget', message: `the budget of ${spent} calls an hour is spent` } })
    await lab.ask({ kind: 'change-settings', mindCallsPerHour: spent + 1 })
    expect(await lab.ask({ kind: 'model-test', seat: 'resident' })).toMatchObject({ state: 'done' })
    await lab.ask({ kind: 'change-settings', mindCallsPerHour: null })
  })

  it('with the provider dead, the ladder heals by the other rungs', async () => {
    await resident.close()
    const incident = await breakAndHeal()
    expect(incident).toMatchObject({ end: 'rolled-back', rung: 'rollback' })
    expect(incident.attempts[0]).toMatchObject({ rung: 'resident', accepted: false, why: expect.stringContaining('Nobody listens') })
  })

  it('tells no key to anybody', () => {
    const events = lab.reader.events({ limit: 100_000 })
    expect(events.length).toBeGreaterThan(50)
    const all = JSON.stringify(events) + events.map(({ seq }) => lab.reader.attachment(seq) ?? '').join('\n')
    expect(all).not.toContain(secret)
    expect(questions(teacher).join()).not.toContain(secret)
    expect(teacher.requests.some(({ headers }) => headers.authorization === `Bearer ${secret}`), 'but to the provider').toBe(true)
  })
})
