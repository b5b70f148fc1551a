import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'

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
