import { expect, test } from 'vitest'
import { eventRow } from '../../app/_ui/log/event-row.ts'
import type { LedgerEvent } from '../../lib/contract/event.ts'

const event = (kind: string, data: object): LedgerEvent => ({ seq: 7, at: 5, kind, organism: 'ant', incident: null, data }) as unknown as LedgerEvent

test('what was written over a file of the user, and what was not, is a row of its own', () => {
  expect(eventRow(event('genome-write', { genome: 'ant.g0002', files: ['/home/me/a.js', '/home/me/b.js'] }))).toMatchObject({ at: 5, level: 'info', text: 'g0002 written to /home/me/a.js, /home/me/b.js' })
  expect(eventRow(event('write-refuse', { genome: 'ant.g0002', why: 'a.js was edited meanwhile' }))).toMatchObject({ level: 'warn', text: 'g0002 not written: a.js was edited meanwhile' })
})

test('what tells a reader nothing is no row', () => {
  expect(eventRow(event('genome-add', { genome: { origin: 'seed' } }))).toBeNull()
  expect(eventRow(event('organism-state', { from: 'healthy', to: 'degraded', reason: 'slow' }))).toBeNull()
  expect(eventRow(event('organism-state', { from: 'healthy', to: 'paused', reason: 'asked to' }))).toMatchObject({ level: 'info' })
})
