import Sqlite from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LedgerUnavailableError } from '../../../lib/contract/errors.ts'
import { systemClock } from '../../../lib/process/clock.ts'
import { openDesk } from '../../../lib/store/sqlite/open-desk.ts'
import { openLedger } from '../../../lib/store/sqlite/open-ledger.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { organismAdd, pulseEnd } from '../../conformance/event-samples.ts'
import { startChild } from './child.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ouroboros-unavailable-'))
  path = join(folder, 'ledger.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openLedger({ path, core: 'a', pid: process.pid, clock: systemClock })

test('a ledger that somebody else holds refuses those who wait, writes nothing, and goes on when it is free', async () => {
  const [ledger, desk, readers] = [open(), openDesk(path), openReaders(path)]
  await ledger.append(organismAdd('ant'))
  const other = new Sqlite(path)
  other.exec('begin immediate')
  const refused = await Promise.allSettled([ledger.append(pulseEnd('ant'), pulseEnd('ant')), ledger.append(pulseEnd('ant')), ledger.beat()])
  for (const result of refused) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(LedgerUnavailableError) })
  expect(() => desk.insert({ kind: 'chaos-stop' }, { author: 'you' })).toThrow(LedgerUnavailableError)
  expect([readers.head(), desk.recent(1)]).toEqual([1, []])
  other.exec('rollback')
  const [event] = await ledger.append(pulseEnd('ant', { number: 9 }))
  expect(event?.seq).toBe(2)
  expect(readers.view().organisms.ant?.points.map(({ number }) => number)).toEqual([9])
  expect(checkHistory(readers)).toEqual([])
  for (const thing of [ledger, desk, readers, other]) await thing.close()
})

test('a disk that is full refuses, keeps what was acknowledged, and serves again when there is room', async () => {
  // A few MB are the largest file that this core may write: SQLite is told so in the middle of a transaction.
  const core = startChild('append-forever.ts', [path], ['sh', '-c', 'ulimit -f 4000; exec "$@"', 'sh'])
  await core.ended
  expect(core.lines.at(-1)).toBe('unavailable')
  const acknowledged = core.lines.slice(1, -1)
  expect(acknowledged.length).toBeGreaterThan(100)
  const ledger = open()
  await ledger.append(pulseEnd('ant'))
  const readers = openReaders(path)
  expect(checkHistory(readers, { acknowledgedEvents: acknowledged })).toEqual([])
  for (const thing of [ledger, readers]) await thing.close()
})

test('a gate that inserts while the core writes: both are answered, every command is done once', async () => {
  const ledger = open()
  const gates = [1, 2].map(() => startChild('insert-forever.ts', [path, '150']))
  let busy = true
  const writing = (async () => {
    while (busy) await Promise.all(Array.from({ length: 50 }, () => ledger.append(pulseEnd('ant'))))
  })()
  const working = (async () => {
    for (;;) {
      const wasBusy = busy
      const command = await ledger.claim()
      if (command) await ledger.finish(command.id, 'done', { message: 'done' })
      else if (!wasBusy) return
      else await new Promise((resolve) => setImmediate(resolve))
    }
  })()
  await Promise.all(gates.map((gate) => gate.ended))
  busy = false
  await Promise.all([writing, working])
  const acknowledged = gates.flatMap((gate) => gate.lines)
  const readers = openReaders(path)
  expect(acknowledged.filter((line) => !/^[0-9a-f-]{36}$/.test(line))).toEqual([])
  expect(acknowledged).toHaveLength(300)
  expect(checkHistory(readers, { acknowledgedCommands: acknowledged })).toEqual([])
  for (const thing of [ledger, readers]) await thing.close()
})
