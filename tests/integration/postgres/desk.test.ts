import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { RequestInvalidError } from '../../../lib/contract/errors.ts'
import type { Command } from '../../../lib/contract/command.ts'
import type { Store } from '../../../lib/contract/ports/store.ts'
import Sqlite from 'better-sqlite3'
import { checkHistory } from '../../conformance/check-history.ts'
import { describePostgres, startPostgres, type PostgresServer } from '../../fixtures/postgres-server.ts'
import { leadNow, postgresPlace, type Place } from './postgres-house.ts'

const soon = { timeout: 10_000, interval: 20 }

describePostgres('the desk', () => {
  let server: PostgresServer
  let place: Place
  let gate: Store
  let core: Store
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.remove())
  beforeEach(async () => {
    place = await postgresPlace(server)
    gate = await place.open('gate')
    core = await place.open('core')
  })
  afterEach(() => place.cleanup())

  /** The rows of a host's replica, as a question to the ledger would find them. */
  const rows = (host: string): unknown[] => {
    const db = new Sqlite(place.replicaPath(host), { readonly: true })
    try {
      return db.prepare('select place, id, kind, state, author, reason, outcome, epoch, claims from commands order by place').all()
    } finally {
      db.close()
    }
  }

  test('of one host wakes the core of another, which sees that something has changed', async () => {
    const ledger = await leadNow(core, 'a')
    const before = core.readers.changes()
    const command = await gate.desk.insert({ kind: 'chaos-stop' }, { author: 'you', role: 'operator', reason: 'no' })
    await expect.poll(() => core.readers.changes(), soon).not.toBe(before)
    expect(await ledger.claim()).toEqual({ ...command, state: 'claimed' })
    await ledger.finish(command.id, 'done', { message: 'done' })
    await expect.poll(() => rows('gate'), soon).toEqual(rows('core'))
    expect(rows('core')).toMatchObject([{ place: 1, id: command.id, state: 'done', author: 'you', reason: 'no', epoch: 1, claims: 1 }])
    await ledger.close()
  })

  test('is heard though every connection of the core was cut, and its followers were away', async () => {
    const ledger = await leadNow(core, 'a')
    await core.cut?.()
    await server.ask('postgres', `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [place.database])
    const commands: Command[] = []
    for (let number = 0; number < 5; number++) commands.push(await gate.desk.insert({ kind: 'chaos-stop' }, { author: 'you' }))
    await expect.poll(() => rows('core').length, soon).toBe(5)
    await core.close()
    commands.push(await gate.desk.insert({ kind: 'chaos-allow' }, { author: 'you' }))
    const again = await place.open('core')
    const next = await leadNow(again, 'b')
    expect(rows('core')).toHaveLength(6)
    for (const command of commands) {
      expect((await next.claim())?.id).toBe(command.id)
      await next.finish(command.id, 'done', { message: 'done' })
    }
    expect(checkHistory(again.readers, { acknowledgedCommands: commands.map(({ id }) => id) })).toEqual([])
    await Promise.all([ledger.close(), next.close()])
  })

  test('of two hosts at once: every request is numbered once, done once, and in every replica', async () => {
    const ledger = await leadNow(core, 'a')
    const other = await place.open('other')
    let isBusy = true
    const working = (async () => {
      while (isBusy) {
        const command = await ledger.claim()
        if (command) await ledger.finish(command.id, 'done', { message: 'done' })
      }
    })()
    const inserted = await Promise.all([gate, other].flatMap(({ desk }) => Array.from({ length: 3 }, async () => {
      const ids: string[] = []
      for (let number = 0; number < 8; number++) ids.push((await desk.insert({ kind: 'organism-pause', organism: 'ant' }, { author: 'you' })).id)
      return ids
    })))
    const ids = inserted.flat()
    await expect.poll(async () => (await gate.desk.recent(200)).filter(({ state }) => state === 'done').length, soon).toBe(48)
    isBusy = false
    await working
    expect((await gate.desk.recent(200)).map(({ id }) => id).sort()).toEqual(ids.sort())
    expect(checkHistory(core.readers, { acknowledgedCommands: ids })).toEqual([])
    for (const host of ['gate', 'other']) await expect.poll(() => rows(host), soon).toEqual(rows('core'))
    await ledger.close()
  })

  test('of two hosts at once: what nobody has claimed yet is in every replica, too', async () => {
    const ledger = await leadNow(core, 'a')
    const other = await place.open('other')
    await Promise.all([gate, other].flatMap(({ desk }) => Array.from({ length: 3 }, async () => {
      for (let number = 0; number < 8; number++) await desk.insert({ kind: 'chaos-stop' }, { author: 'you' })
    })))
    for (const host of ['gate', 'other', 'core']) {
      await expect.poll(() => rows(host).length, soon).toBe(48)
      await expect.poll(() => rows('core'), soon).toEqual(rows(host))
    }
    await ledger.close()
  })

  test('refuses what the database cannot hold, and nobody else', async () => {
    const ledger = await leadNow(core, 'a')
    await expect(gate.desk.insert({ kind: 'chaos-stop' }, { author: 'you', reason: 'a\0b' })).rejects.toThrow(RequestInvalidError)
    const command = await gate.desk.insert({ kind: 'lesson-forget', id: 'a\0b' }, { author: 'you' })
    expect((await ledger.claim())?.request).toEqual({ kind: 'lesson-forget', id: 'a\0b' })
    expect(await gate.desk.read(command.id)).toMatchObject({ state: 'claimed' })
    await ledger.close()
  })
})
