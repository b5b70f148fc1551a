// What no template has, written by a language model into its gap: from a terminal, with a server that speaks as OpenAI's.
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { quickTier } from '../../../lib/process/quick-tier.ts'
import { startFakeOpenai } from '../../fixtures/llm/fake-openai.ts'
import type { FakeServer } from '../../fixtures/llm/fake-server.ts'

const program = join(import.meta.dirname, '../../../bin/ouroboros.ts')
const secret = 'sk-nobody-may-see-this'
let folder = ''
let model: FakeServer
const app = (): string => join(folder, 'todos')
const read = (path: string): string => readFileSync(join(app(), path), 'utf8')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ouroboros-gaps-'))
  model = await startFakeOpenai({ key: secret })
})
afterAll(async () => {
  await model.close()
  rmSync(folder, { recursive: true, force: true })
})

const ouroboros = (...args: string[]): Promise<{ exit: unknown; out: string; err: string }> => new Promise((resolve) => {
  const env = { NODE_ENV: 'test' as const, NO_COLOR: '1', PATH: process.env['PATH'], OUROBOROS_MIND_URL: model.url, OUROBOROS_MIND_KEY: secret, OUROBOROS_MIND_HOSTS: new URL(model.url).host }
  execFile(process.execPath, [program, ...args], { cwd: folder, env }, (error, out, err) => resolve({ exit: error?.code ?? 0, out, err }))
})
const mind = ['--mind', 'openai-compatible/writer']
const says = (code: string, examples: object) => ({ pieces: ['Here it is.\n```js\n', code, '\n```\n```json\n', JSON.stringify(examples), '\n```\n'], usage: { inputTokens: 900, outputTokens: 120 } })

const rule = `function furtherFaults(record, today) {
  return record.dueDate !== null && record.dueDate < today ? { dueDate: 'must not lie in the past' } : {}
}`
const ruleExamples = { accepts: { title: 'Feed the cat', dueDate: '1970-01-02' }, refuses: { title: 'Feed the cat', dueDate: '1969-12-31' }, field: 'dueDate' }
const order = `function inOrder(one, other) {
  if (one.dueDate === other.dueDate) return one.id - other.id
  if (one.dueDate === null || other.dueDate === null) return one.dueDate === null ? 1 : -1
  return one.dueDate < other.dueDate ? -1 : 1
}`
const orderExamples = { first: { title: 'First', dueDate: '1970-01-02' }, second: { title: 'Second', dueDate: '1970-01-03' } }

describe.skipIf(quickTier() < 2)('what no template has', () => {
  test('is written by a model, once it parses, keeps to its contract, leaves all else alone and holds in the service', async () => {
    model.script(
      says(rule.replace('today ?', 'new Date().toISOString() ?'), ruleExamples),
      says(`import { createServer } from 'node:http'\n${rule}`, ruleExamples),
      says(rule, ruleExamples),
      says(order, orderExamples),
    )
    const { exit, err } = await ouroboros('gen', ...mind, 'a todo list with due dates that must not lie in the past, sorted by due date')
    expect([exit, err]).toEqual([0, expect.stringMatching(/wrote “due dates that must not lie in the past” into todos/)])
    expect(err).toMatch(/480 tokens by a model; whole files would have been \d{4,}/)
    expect(read('iterations/iter_001_todos/backend/todos/rules.js')).toContain(rule)
    expect(read('iterations/iter_001_todos/backend/todos/main.js')).toContain(order)
    const questions = model.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.stringify(body))
    expect(questions).toHaveLength(4)
    expect(questions[1]).toContain('is told the time, and may not look at a clock')
    expect(questions[2]).toContain('changes more than the function furtherFaults')
    expect(questions.join('')).not.toContain(secret)
  })

  test('is kept as it was answered, by whom, and with the hash of what was asked', () => {
    const { provider, gaps } = JSON.parse(read('iterations/iter_001_todos/llm_output.json')) as { provider: string; gaps: { component: string; gap: string; by: string; promptHash: string; text: string }[] }
    expect(provider).toBe('embedded-planner')
    expect(gaps.map(({ component, gap, by }) => [component, gap, by])).toEqual([...Array<string[]>(3).fill(['todos', 'rule', 'openai-compatible/writer']), ['todos', 'order', 'openai-compatible/writer']])
    expect(gaps.every(({ promptHash }) => /^[0-9a-f]{64}$/.test(promptHash))).toBe(true)
    expect(gaps[2]!.text).toContain(rule)
  })

  test('has scenarios of its own, by which it is healed like all else', async () => {
    const { scenarios } = parse(read('test.yaml')) as { scenarios: { id: string; title: string }[] }
    expect(scenarios).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'todos-wish-rule', title: 'due dates that must not lie in the past' }), expect.objectContaining({ id: 'todos-wish-order' })]))
    const path = join(app(), 'iterations/iter_001_todos/backend/todos/rules.js')
    writeFileSync(path, readFileSync(path, 'utf8').replace('record.dueDate < today', 'record.dueDate > today'))
    const { exit, err } = await ouroboros('test', '--app', app(), '--heal')
    expect([exit, err]).toEqual([0, expect.stringMatching(/✖ todos-wish-rule[\s\S]*patches todos/)])
  })

  test('stays when a feature is added, and nobody is asked for it again', async () => {
    const asked = model.requests.length
    const { exit, err } = await ouroboros('gen', '--app', app(), ...mind, 'contacts')
    expect([exit, err]).toEqual([0, expect.stringMatching(/● \d+ of \d+ scenarios hold/)])
    expect(model.requests).toHaveLength(asked)
    expect((parse(read('test.yaml')) as { scenarios: { id: string }[] }).scenarios.map(({ id }) => id)).toContain('todos-wish-order')
    const folders = readdirSync(join(app(), 'iterations'))
    expect(folders.some((name) => name.endsWith('_contacts'))).toBe(true)
    expect((await ouroboros('test', '--app', app())).exit).toBe(0)
  })

  test('is written anew where more is wished for: the scenario says the new one, and why it was altered', async () => {
    model.script(says(`function furtherFaults(record, today) {
  if (record.title === 'No') return { title: 'must not be No' }
  return record.dueDate !== null && record.dueDate < today ? { dueDate: 'must not lie in the past' } : {}
}`, { ...ruleExamples, refuses: { title: 'No' }, field: 'title' }))
    const { exit, err } = await ouroboros('gen', '--app', app(), ...mind, 'todos, the title must not be No')
    expect([exit, err]).toEqual([0, expect.stringMatching(/wrote “due dates that must not lie in the past”, “the title must not be No” into todos/)])
    const { scenarios, changes } = parse(read('test.yaml')) as { scenarios: { id: string; steps: object[] }[]; changes: { scenario: string; why: string; was: object }[] }
    expect(scenarios.find(({ id }) => id === 'todos-wish-rule')!.steps).toMatchObject([{}, { json: { title: 'No' }, expect: { has: ['"title":'] } }])
    expect(changes).toMatchObject([{ scenario: 'todos-wish-rule', why: 'todos, the title must not be No', was: { steps: [{}, { json: { dueDate: '1969-12-31' } }] } }])
    expect(scenarios.map(({ id }) => id)).toContain('todos-wish-order')
  })

  test('is left out, and said so, where what the model answers never holds', async () => {
    const wrong = says('function furtherFaults(record, today) {\n  return { title: "no" }\n}', ruleExamples)
    model.script(wrong, says(rule, { accepts: { title: 'x' } }), { status: 500, body: 'down' }, { status: 500, body: 'down' }, { status: 500, body: 'down' })
    const { exit, err } = await ouroboros('gen', '--app', join(folder, 'other'), ...mind, 'a todo list with due dates that must not lie in the past')
    expect(exit).toBe(0)
    expect(err).toMatch(/▲ left out of todos, “due dates that must not lie in the past”: /)
    expect(readFileSync(join(folder, 'other/iterations/iter_001_todos/backend/todos/rules.js'), 'utf8')).toContain('return {}')
  })
})
