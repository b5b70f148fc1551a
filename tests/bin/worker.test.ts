import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 30_000 })

const program = join(import.meta.dirname, '../../bin/ouroboros.ts')
const worker = (args: string[], env: Record<string, string> = {}): Promise<{ exit: unknown; out: string; err: string }> => new Promise((resolve) => {
  execFile(process.execPath, [program, 'worker', ...args], { env: { NODE_ENV: 'test', PATH: process.env['PATH'], ...env } }, (error, out, err) => resolve({ exit: error?.code ?? 0, out, err }))
})

test.concurrent.each<[string, string[], Record<string, string>, RegExp]>([
  ['no Redis is named', [], {}, /^ouroboros: REDIS_URL is not set, .+: REDIS_URL=redis:\/\/127\.0\.0\.1:6379 ouroboros worker\n$/],
  ['what is named is no Redis', [], { REDIS_URL: 'http://me:s3cret@db' }, /^ouroboros: REDIS_URL: an address like redis:\/\/user:password@host:6379\/0; .+\n$/],
  ['it is to do nothing at once', ['--at-once', '0'], { REDIS_URL: 'redis://127.0.0.1' }, /^error: option '--at-once <n>' argument '0' is invalid\. a whole number from 1 to 999 is wanted\n/],
])('wrong usage where %s', async (_what, args, env, message) => {
  const { exit, out, err } = await worker(args, env)
  expect(err).toMatch(message)
  expect(err).not.toContain('s3cret')
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
})
