// What a language model writes for an app of the engine: real cores, a server that speaks as OpenAI's.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appsDirOf } from '../../../lib/app-folder/paths.ts'
import { quickTier } from '../../../lib/process/quick-tier.ts'
import { startFakeOpenai } from '../../fixtures/llm/fake-openai.ts'
import type { FakeServer } from '../../fixtures/llm/fake-server.ts'
import { startPair, type Pair } from '../core/start-pair.ts'

let pair: Pair
let model: FakeServer
beforeAll(async () => {
  model = await startFakeOpenai()
  pair = await startPair({}, { mind: 'openai-compatible/writer', mindUrl: model.url, mindHosts: [new URL(model.url).host], mindPrice: '10/20', mindCentsPerApp: 2 })
  await pair.settled()
}, 60_000)
afterAll(async () => {
  await pair.close()
  await model.close()
})

const code = `function furtherFaults(record) {
  return record.title === record.title.toUpperCase() ? { title: 'must not be shouted' } : {}
}`
const says = (text: string, outputTokens = 100) => ({ pieces: [`\`\`\`js\n${text}\n\`\`\`\n\`\`\`json\n`, JSON.stringify({ accepts: { title: 'Feed the cat' }, refuses: { title: 'FEED THE CAT' }, field: 'title' }), '\n```\n'], usage: { inputTokens: 500, outputTokens } })
const make = (sentence: string) => pair.ask({ kind: 'app-make', sentence })

describe.skipIf(quickTier() < 2)('a rule in words', () => {
  test('is written by the model of the house: each call is in the ledger under its service, and its share is told', async () => {
    model.script(says(code.replace('record.title.toUpperCase()', 'shout(record.title)')), says(code))
    expect((await make('a todo list with title that must not be shouted')).outcome).toMatchObject({ app: 'todos', message: expect.stringMatching(/all \d+ scenarios hold/) })
    const { making } = pair.reader.view().apps['todos']!
    expect(making!.gaps).toMatchObject({ gaps: [{ component: 'todos', gap: 'rule', wishes: ['title that must not be shouted'], state: 'filled', by: 'openai-compatible/writer', tokens: { input: 1_000, output: 200 } }], share: { written: 200 } })
    expect(making!.gaps!.share!.whole).toBeGreaterThan(5_000)
    expect(pair.events('model-answer').map(({ organism, data }) => [organism, data.purpose, data.outcome])).toEqual([['todos-todos', 'make', 'answered'], ['todos-todos', 'make', 'answered']])
    expect(readFileSync(join(appsDirOf(pair.config.dataDir), 'todos/iterations/iter_001_todos/backend/todos/rules.js'), 'utf8')).toContain(code)
  })

  test('is written no further once that one making has cost what it may, and the app is made without it', async () => {
    const never = says('function furtherFaults() {\n  return { title: "no" }\n}', 2_250)
    model.script(never, never, never)
    const before = model.requests.length
    expect((await make('notes with title that must not be shouted')).outcome).toMatchObject({ app: 'notes', message: expect.stringMatching(/all \d+ scenarios hold/) })
    const { making } = pair.reader.view().apps['notes']!
    expect(making!.gaps!.gaps).toMatchObject([{ state: 'left', why: expect.stringMatching(/has cost 0\.05 dollars of the 0\.02 that it may cost/) }])
    expect(model.requests.length - before).toBe(1)
    expect(existsSync(join(appsDirOf(pair.config.dataDir), 'notes/registry.yaml'))).toBe(true)
  })
})
