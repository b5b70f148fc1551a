import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { planningAgents } from '../../lib/factory/agents/agents.ts'
import { localEngine } from '../../lib/factory/flow/local-engine.ts'
import { makeApp } from '../../lib/factory/make-app.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openFlowStore } from '../../lib/store/sqlite/flow-store.ts'

vi.setConfig({ testTimeout: 30_000 })

const program = join(import.meta.dirname, '../../bin/ouroboros.ts')
const gen = (...args: string[]): Promise<{ exit: unknown; out: string; err: string }> => new Promise((resolve) => {
  execFile(process.execPath, [program, 'gen', ...args], { env: { NODE_ENV: 'test', PATH: process.env['PATH'] } }, (error, out, err) => resolve({ exit: error?.code ?? 0, out, err }))
})

test('a plan on stdout, what was understood and left out beside it', async () => {
  const { exit, out, err } = await gen('--plan', 'todo', 'list', 'with', 'login', 'and', 'sms')
  expect(exit).toBe(0)
  expect(out.split('\n')[0]).toMatch(/^todos {2}title +text, required, at most 200 +each person their own$/)
  expect(err).toContain('understood “login”: the feature login\n')
  expect(err).toContain('left out “sms”: nothing is sent')
})

test('as one row', async () => {
  const { out } = await gen('--plan', '--json', 'Dodaj widok profilu użytkownika z walidacją API')
  expect(JSON.parse(out)).toMatchObject({ slug: 'profiles', language: 'pl', leftOut: [] })
})

test('a sentence that nothing can be made of is wrong usage, with the way out', async () => {
  expect(await gen('--plan', '$(rm -rf /)', '../../etc/passwd')).toEqual({ exit: 2, out: '', err: expect.stringMatching(/^ouroboros: Nothing in the sentence .* like: a todo list with login/) })
})

test('what was broken off goes on: what was done is not done again, and is forgotten when it is written', async () => {
  const root = mkdtempSync(join(tmpdir(), 'ouroboros-gen-'))
  try {
    const order = { root, sentence: 'a todo list', edited: null }
    const flows = new Set<string>()
    const store = openFlowStore(join(root, '.ouroboros', 'flow.db'))
    const agents = { ...planningAgents, tester: () => Promise.reject(new Error('the machine went down')) }
    const engine = localEngine({ agents, store, clock, atOnce: 1 })
    await expect(makeApp(order, { engine, clock, onEvent: ({ flow }) => flows.add(flow), stop: new AbortController().signal })).rejects.toThrow('the machine went down')
    const [think = '', make = ''] = flows
    expect(Object.keys(await store.done(think))).toEqual(['analyst', 'architect'])

    const { exit, out, err } = await gen('--app', root, '--json', 'a todo list')
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    const rows = out.trim().split('\n').map((line) => JSON.parse(line) as { event: string; task: string })
    expect(rows.filter(({ event }) => event === 'task-start').map(({ task }) => task)).toEqual(['tester', 'reviewer:1'])
    expect([await store.done(think), await store.done(make)]).toEqual([{}, {}])
    store.close()
  } finally {
    rmSync(root, { recursive: true })
  }
})
