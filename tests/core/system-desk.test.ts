import { expect, test } from 'vitest'
import type { SystemTarget } from '../../lib/contract/fault.ts'
import { openSystemDesk } from '../../lib/core/system-desk.ts'
import { FakeClock, settle } from '../fixtures/fake-clock.ts'
import { FakeLedger } from '../fixtures/fake-ledger.ts'

function open() {
  const clock = new FakeClock()
  const ledger = new FakeLedger(clock)
  const done: string[] = []
  const state = { isStopped: false }
  const undo = (what: string) => () => void done.push(`${what} taken back`)
  const target: SystemTarget = {
    strike: (signal, at) => {
      done.push(`${signal} at ${at ?? 'once'}`)
      return undo('strike')
    },
    splitBrain: (wakeMs) => void done.push(`split for ${wakeMs}`),
    breakLink: () => void done.push('cut'),
    fillDisk: async () => undo('disk'),
    lockLedger: async () => { throw new Error('the lock could not be taken') },
    jumpClock: (byMs) => {
      done.push(`jump ${Math.abs(byMs)}`)
      return undo('jump')
    },
    spoilModel: () => undo('model'),
    cutDatabase: async () => undefined,
  }
  const desk = openSystemDesk({ clock, record: ledger.record, target, isStopped: () => state.isStopped, defaultTtlMs: () => 60_000, drawSeed: () => 7, onBreak: (error) => { throw error } })
  const inject = (fault: string, more: object = {}) => desk.inject({ kind: 'chaos-inject', fault, ...more })
  const code = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error as { code?: string }).code ?? (error as Error).message)
  return { clock, ledger, done, state, desk, inject, code }
}

test('a fault is told before it is done, and again when it is over by itself', async () => {
  const { clock, ledger, done, inject } = open()
  const { injection } = await inject('jump-clock', { intensity: 2, ttlMs: 5_000 })
  expect(ledger.kinds()).toEqual(['fault-prepare', 'fault-inject'])
  expect(ledger.of('fault-prepare')[0]).toMatchObject({ organism: null, data: { injection, class: 'system', seed: 7, undo: 'the clock is set right again' } })
  await clock.advance(5_001)
  expect(done).toEqual(['jump 3600000', 'jump taken back'])
  expect(ledger.of('fault-end')[0]?.data).toMatchObject({ injection, end: 'expired' })
})

test('one at a time, none while chaos is stopped, and back when somebody says so', async () => {
  const { state, desk, inject, code, done } = open()
  const { injection = '' } = await inject('fill-disk')
  expect(await code(inject('kill-core'))).toBe('organism-busy')
  expect(desk.has(injection)).toBe(true)
  expect(await code(desk.undo('another', 'undone', 'x'))).toBe('injection-unknown')
  await desk.undo(injection, 'undone', 'by ada')
  expect([done, desk.has(injection)]).toEqual([['disk taken back'], false])
  await inject('model-slow')
  expect(await desk.stop('the global stop')).toBe(1)
  expect(await desk.stop('again')).toBe(0)
  state.isStopped = true
  expect(await code(inject('kill-core'))).toBe('chaos-stopped')
})

test('what takes hold when the core has begun to end is taken back at once', async () => {
  const { desk, done, inject, code } = open()
  const late = code(inject('fill-disk'))
  await desk.close()
  expect([await late, done]).toEqual(['organism-busy', ['disk taken back']])
})

test('what is stopped while it is only being prepared is ended after it took hold, and never before', async () => {
  const { ledger, desk, done, inject } = open()
  const early = inject('fill-disk')
  expect(await desk.stop('the global stop')).toBe(1)
  await early
  expect(done).toEqual(['disk taken back'])
  expect(ledger.kinds()).toEqual(['fault-prepare', 'fault-inject', 'fault-end'])
})

test('chaos that is stopped meanwhile does no more', async () => {
  const { ledger, state, done, inject, code } = open()
  const early = code(inject('fill-disk'))
  state.isStopped = true
  expect([await early, done]).toEqual(['chaos-stopped', []])
  expect(ledger.kinds()).toEqual(['fault-prepare', 'fault-end'])
})

test('what is over in a moment ends at once', async () => {
  const { ledger, inject, done } = open()
  expect((await inject('break-link')).message).toContain('done')
  expect(done).toEqual(['cut'])
  expect(ledger.of('fault-end')).toHaveLength(1)
})

test('a step is for who is killed or frozen; a fault that needs an organism is none of these', async () => {
  const { inject, code, done, ledger } = open()
  expect(await code(inject('jump-clock', { at: 'promote-started' }))).toBe('fault-unfit')
  expect(await code(inject('syntax-error'))).toBe('request-invalid')
  expect(await code(inject('no-such'))).toBe('fault-unknown')
  await inject('stop-core', { at: 'promote-started' })
  expect(done).toEqual(['SIGSTOP at promote-started'])
  expect(ledger.of('fault-prepare').map(({ data }) => data.at)).toEqual(['promote-started'])
})

test('one that cannot be done leaves nothing in force', async () => {
  const { ledger, inject, code } = open()
  expect(await code(inject('lock-ledger'))).toBe('the lock could not be taken')
  expect(ledger.of('fault-end')[0]?.data).toMatchObject({ end: 'failed', why: 'the lock could not be taken' })
  await settle()
  expect((await inject('jump-clock')).injection).toBeDefined()
})
