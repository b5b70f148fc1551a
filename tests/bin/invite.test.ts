import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { openAccess } from '../../lib/gate/access/open-access.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const program = fileURLToPath(new URL('../../bin/ouroboros.ts', import.meta.url))
const data = temporaryFolder('invite')
const access = openAccess({ path: join(data, 'access.sqlite'), isOpen: false })
access.tellOrigin('http://localhost:4321')
afterAll(() => access.close())

const run = (...args: string[]) => new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
  execFile(process.execPath, [program, 'invite', ...args], { cwd: data, env: { NODE_ENV: 'test', PATH: process.env['PATH'] } }, (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }))
})

test('makes a link to the server of that folder, for a role, once', async () => {
  const { code, stdout } = await run('--data', data, '--role', 'viewer')
  const link = /^http:\/\/localhost:4321\/sign-in\?link=([\w-]{43})\n$/.exec(stdout)![1]!
  expect([code, await access.letIn({ link }, ''), await access.letIn({ link }, '')]).toEqual([0, { role: 'viewer' }, null])
  expect(JSON.parse((await run('--data', data, '--url', 'https://lab.example/', '--json')).stdout)).toEqual({ role: 'player', link: expect.stringMatching(/^https:\/\/lab\.example\/sign-in\?link=/) })
})

test('makes a token for a program', async () => {
  const { stdout } = await run('--data', data, '--role', 'viewer', '--token')
  expect(access.visitorOf((name) => (name === 'authorization' ? `Bearer ${stdout.trim()}` : null)).role).toBe('viewer')
})

test('says what is wrong: a role that is none, a folder that is none', async () => {
  expect((await run('--data', data, '--role', 'king')).code).toBe(2)
  const nowhere = await run('--data', join(data, 'nowhere'))
  expect([nowhere.code, nowhere.stdout]).toEqual([2, ''])
  expect(nowhere.stderr).toContain('there is no data folder')
})
