import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { identityOf, processState, signalProcess } from '../../lib/process/process-identity.ts'

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
