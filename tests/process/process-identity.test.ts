import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { identityOf, processState, signalProcess, whenOver } from '../../lib/process/process-identity.ts'

const start = async () => {
  const child = spawn('sleep', ['60'])
  await once(child, 'spawn')
  return { child, identity: identityOf(child.pid ?? 0), gone: once(child, 'exit') }
}

test('a process runs, is stopped, runs on, and is dead', async () => {
  const { identity, gone } = await start()
  expect(processState(identity)).toBe('running')
  expect(signalProcess(identity, 'SIGSTOP')).toBe(true)
  await vi.waitFor(() => expect(processState(identity)).toBe('stopped'))
  signalProcess(identity, 'SIGCONT')
  await vi.waitFor(() => expect(processState(identity)).toBe('running'))
  signalProcess(identity, 'SIGKILL')
  await gone
  expect(processState(identity)).toBe('dead')
  expect(signalProcess(identity, 'SIGKILL')).toBe(false)
})

test('one that is killed is over before it is gone: it is dying as long as anything of it is left', async () => {
  const child = spawn(process.execPath, ['-e', 'globalThis.held = Buffer.alloc(400e6, 1); console.log(1); setInterval(() => {}, 1e3)'])
  await once(child.stdout, 'data')
  const identity = identityOf(child.pid ?? 0)
  const over = Promise.withResolvers<ReturnType<typeof processState>>()
  let forgotten = 0
  whenOver(identity, () => { forgotten += 1 })()
  whenOver(identity, () => over.resolve(processState(identity)))
  const states = new Set<string>()
  signalProcess(identity, 'SIGKILL')
  for (let state = processState(identity); state !== 'dead'; state = processState(identity)) states.add(state)
  // What is alive and what is dead is never mistaken for one another on the way.
  expect([...states].filter((state) => state !== 'running' && state !== 'dying')).toEqual([])
  expect([...states]).toContain('dying')
  expect(await over.promise).toBe('dead')
  expect(forgotten).toBe(0)
})

test('one that has the pid of another is not that other one, and is not signalled', async () => {
  const { child, identity, gone } = await start()
  const other = { ...identity, born: `${identity.born}0` }
  expect(processState(other)).toBe('dead')
  expect(signalProcess(other, 'SIGKILL')).toBe(false)
  expect(child.exitCode ?? child.signalCode).toBeNull()
  signalProcess(identity, 'SIGKILL')
  await gone
})

test('of what is not there there is no identity; this host’s are of one host', () => {
  expect(() => identityOf(2 ** 22 + 1)).toThrow('there is no process')
  expect(identityOf(process.pid).host).toBe(identityOf(process.ppid).host)
})
