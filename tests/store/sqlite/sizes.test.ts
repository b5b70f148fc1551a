import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { LedgerSizes } from '../../../lib/contract/ports/ledger-sizes.ts'
import { systemClock } from '../../../lib/process/clock.ts'
import { connectReader } from '../../../lib/store/sqlite/connect.ts'
import { LazyConnection } from '../../../lib/store/sqlite/lazy-connection.ts'
import { openDesk } from '../../../lib/store/sqlite/open-desk.ts'
import { openLedger } from '../../../lib/store/sqlite/open-ledger.ts'
import { prepareSizes } from '../../../lib/store/sqlite/readers/read-sizes.ts'
import { logChunk } from '../../conformance/event-samples.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function open() {
  const path = join(temporaryFolder('sizes'), 'ledger.sqlite')
  const connection = new LazyConnection(path, connectReader)
  closing.push(() => connection.close())
  const asked: string[] = []
  const watched = new Proxy(connection, { get: (target, name) => name === 'get' ? (sql: string, ...given: unknown[]) => { asked.push(sql); return target.get(sql, ...given) } : (Reflect.get(target, name, target) as unknown) })
  return {
    path, sizes: prepareSizes(watched), asked,
    /** What SQLite says when everything is read. */
    truth: () => connection.get<LedgerSizes['attachments']>('select count(*) as count, coalesce(sum(bytes), 0) as bytes from attachments'),
    start() {
      const ledger = openLedger({ path, core: 'a', pid: 1, clock: systemClock })
      closing.push(() => ledger.close())
      return ledger
    },
  }
}

test('of no ledger there is nothing, and of one that comes later what there is', async () => {
  const { sizes, start } = open()
  expect(sizes()).toEqual({ bytes: 0, attachments: { count: 0, bytes: 0 }, commands: { open: 0, oldestAt: null } })
  await start().append(logChunk('ant', 'twelve bytes'))
  expect(sizes()).toMatchObject({ attachments: { count: 1, bytes: 12 } })
})

test('what is summed a piece at a time is what is there, while more comes and the oldest is trimmed', async () => {
  const { sizes, truth, start, asked } = open()
  const ledger = start()
  for (let round = 0; round < 12; round += 1) {
    await ledger.append(...Array.from({ length: 1_300 }, (_, index) => logChunk('ant', 'x'.repeat(1 + ((round * 7 + index) % 90)))))
    if (round > 6) await ledger.trim({ beforeMs: 0, maxBytes: 400_000 - round * 1_000 })
    expect(sizes().attachments, `round ${round}`).toEqual(truth())
  }
  expect(truth()!.count, 'more than two stretches are left').toBeGreaterThan(8_500)
  asked.length = 0
  sizes()
  expect(asked.filter((sql) => sql.includes('sum(bytes)')), 'nothing but the ends is looked at again').toHaveLength(2)
  await ledger.trim({ beforeMs: Date.now() + 1_000, maxBytes: 1e9 })
  expect(sizes().attachments).toEqual({ count: 0, bytes: 0 })
  await ledger.append(logChunk('ant', 'again'))
  expect(sizes().attachments).toEqual({ count: 1, bytes: 5 })
})

test('the bytes are those of the file with what is not yet in it', async () => {
  const { sizes, start, path } = open()
  await start().append(...Array.from({ length: 200 }, () => logChunk('ant', 'x'.repeat(500))))
  const [file, log] = [statSync(path).size, statSync(`${path}-wal`).size]
  expect(log).toBeGreaterThan(0)
  expect(sizes().bytes).toBeGreaterThanOrEqual(file + log)
  expect(sizes().bytes).toBeGreaterThan(200 * 500)
})

test('the commands are those that nobody has ended, and how long the oldest has waited', async () => {
  const { sizes, start, path } = open()
  const ledger = start()
  let now = 1_000
  const desk = openDesk(path, { now: () => now })
  closing.push(() => desk.close())
  desk.insert({ kind: 'chaos-stop' }, { author: 'me' })
  now = 2_000
  desk.insert({ kind: 'chaos-allow' }, { author: 'me' })
  expect(sizes().commands).toEqual({ open: 2, oldestAt: 1_000 })
  const claimed = await ledger.claim()
  expect(sizes().commands, 'a claimed one is not done').toEqual({ open: 2, oldestAt: 1_000 })
  await ledger.finish(claimed!.id, 'done', { message: '' })
  expect(sizes().commands).toEqual({ open: 1, oldestAt: 2_000 })
})
