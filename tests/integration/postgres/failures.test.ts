import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inspect } from 'node:util'
import pg from 'pg'
import { readFileSync, writeFileSync } from 'node:fs'
import { ConfigError, LedgerUnavailableError } from '../../../lib/contract/errors.ts'
import type { Ledger } from '../../../lib/contract/ports/ledger.ts'
import type { Store } from '../../../lib/contract/ports/store.ts'
import { Address } from '../../../lib/store/postgres/address.ts'
import { Connections, prepareSession } from '../../../lib/store/postgres/database.ts'
import { migrate } from '../../../lib/store/postgres/migrate.ts'
import { migrations } from '../../../lib/store/postgres/migrations.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { logChunk, pulseEnd } from '../../conformance/event-samples.ts'
import { describePostgres, readEverything, startPostgres, type PostgresServer } from '../../fixtures/postgres-server.ts'
import { claimant, leadNow, postgresPlace, type Place } from './postgres-house.ts'

const password = 'c0rrect horse/battery@staple'

describePostgres('a database', () => {
  let server: PostgresServer
  let place: Place
  beforeAll(async () => {
    server = await startPostgres()
    await server.ask('postgres', `create role keeper login password '${password}'; create role guest login`)
    // Everybody but the administrator and the guest has to know a password.
    const [file] = await server.ask<{ hba_file: string }>('postgres', 'show hba_file')
    const path = file?.hba_file ?? ''
    writeFileSync(path, `local all admin trust\nlocal all guest trust\nlocal all all scram-sha-256\n${readFileSync(path, 'utf8')}`)
    await server.ask('postgres', 'select pg_reload_conf()')
  })
  afterAll(() => server.remove())
  beforeEach(async () => {
    place = await postgresPlace(server)
  })
  afterEach(() => place.cleanup())

  describe('that refuses to be written says why, keeps nothing of it, and is written when it can be', () => {
    let store: Store
    let ledger: Ledger
    beforeEach(async () => {
      store = await place.open()
      ledger = await leadNow(store, 'a')
      await ledger.append(pulseEnd('ant'))
    })
    afterEach(() => ledger.close())

    const raises = (code: string) => `create function fail() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '${code}'; end $$; create trigger fail before insert on ouroboros.events execute function fail()`
    const cease = 'drop trigger fail on ouroboros.events; drop function fail'
    test.each([
      ['is full', raises('53100'), cease, /the disk of the database is full/],
      ['is out of memory', raises('53200'), cease, /the database is out of memory/],
      ['cannot read its disk', raises('58030'), cease, /the disk of the database refused/],
      ['is shutting down', raises('57P01'), cease, /the database is shutting down/],
      ['is in its own way', raises('40001'), cease, /another process is in its way/],
      ['is read-only', 'alter database DB set default_transaction_read_only = on; select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()', 'begin read write; alter database DB reset default_transaction_read_only; commit', /the database is read-only/],
    ])('where it %s', async (_what, spoil, mend, why) => {
      await server.ask(place.database, spoil.replaceAll('DB', place.database))
      await expect.poll(() => ledger.append(pulseEnd('ant'), logChunk('ant', 'lost')).then(() => '', (error: Error) => `${error.name} ${error.message}`), { timeout: 5_000 }).toMatch(why)
      await expect(Promise.all([ledger.append(pulseEnd('ant')), ledger.append(pulseEnd('ant'))])).rejects.toThrow(LedgerUnavailableError)
      expect(store.readers.head()).toBe(1)
      await server.ask(place.database, mend.replaceAll('DB', place.database))
      await server.ask('postgres', 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [place.database])
      await expect.poll(() => ledger.append(pulseEnd('ant')).then((events) => events[0]?.seq, () => 0), { timeout: 5_000 }).toBe(2)
      expect(checkHistory(store.readers)).toEqual([])
      expect(await place.verify()).toBeNull()
    })

    test('where its connections are ended in order, again and again', async () => {
      for (let round = 0; round < 5; round++) {
        await server.ask('postgres', 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [place.database])
        await expect.poll(() => ledger.append(pulseEnd('ant')).then((events) => events.length, (error: Error) => error.name), { timeout: 5_000 }).toBe(1)
      }
      expect(checkHistory(store.readers)).toEqual([])
    })

    test('where there are too many connections', async () => {
      await server.ask('postgres', `alter database ${place.database} connection limit 0`)
      const store = await place.open('guest', { url: server.url(place.database, 'guest') })
      await expect(store.lease()).rejects.toThrow(/the database has too many connections/)
      await server.ask('postgres', `alter database ${place.database} connection limit -1`)
    })

    test('where another process holds the lease for good: it is given up soon', { timeout: 30_000 }, async () => {
      const holder = await server.connect(place.database)
      await holder.query('begin; select epoch from ouroboros.lease for update')
      await expect(ledger.append(pulseEnd('ant'))).rejects.toThrow(/another process holds it/)
      await holder.end()
      expect(await ledger.append(pulseEnd('ant'))).toHaveLength(1)
    })
  })

  describe('that cannot be what was meant is named at the start', () => {
    const open = (url: string) => place.open('here', { url })
    test.each([
      ['a wrong password', () => server.url(place.database, 'keeper', 'wr0ng secret'), /does not let this user in/],
      ['no password', () => server.url(place.database, 'keeper'), /does not let this user in/],
      ['no such user', () => server.url(place.database, 'nobody-here', 'wr0ng secret'), /does not let this user in/],
      ['no such database', () => server.url('nowhere'), /there is no such database/],
      ['a user who may make nothing', () => server.url(place.database, 'guest'), /lacks the right/],
    ])('%s', async (_what, url, why) => {
      const error = await open(url()).then((store) => store.lease()).catch((error: unknown) => error)
      expect(error).toBeInstanceOf(Error)
      expect((error as Error).message).toMatch(why)
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/wr0ng/)
    })

    test('an encoding that cannot hold every character', async () => {
      const latin = await server.create(`encoding 'LATIN1'`)
      await expect(open(server.url(latin))).rejects.toThrow(ConfigError)
      await expect(open(server.url(latin))).rejects.toThrow(/LATIN1.*UTF8/)
    })

    test('a newer version, also while a core is at work', async () => {
      const store = await place.open()
      const ledger = await leadNow(store, 'a')
      await server.ask(place.database, 'update ouroboros.schema_version set version = version + 1')
      await expect(open(server.url(place.database))).rejects.toThrow(ConfigError)
      await expect(open(server.url(place.database))).rejects.toThrow(new RegExp(`newer Ouroboros.*version ${migrations.length + 1}.*knows ${migrations.length}`))
      await expect(ledger.append(pulseEnd('ant'))).rejects.toThrow(ConfigError)
      await server.ask(place.database, 'update ouroboros.schema_version set version = version - 1')
      expect(await ledger.append(pulseEnd('ant'))).toHaveLength(1)
      await ledger.close()
    })
  })

  test('is made ready once, by however many start at once, and step by step', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, (_, host) => place.open(`host${host}`)))
    await Promise.all(stores.map((store) => store.lease()))
    expect(await server.ask(place.database, 'select count(*) as identities from ouroboros.identity')).toEqual([{ identities: 1 }])
    const connections = new Connections(new Address(server.url(place.database)), 1)
    const more = [...migrations, 'create table ouroboros.more (x bigint)', 'alter table ouroboros.more add column y text', 'nonsense']
    await expect(connections.use((session) => migrate(session, more))).rejects.toThrow(/syntax/)
    expect(await server.ask(place.database, `select version, to_regclass('ouroboros.more') as more from ouroboros.schema_version`)).toEqual([{ version: migrations.length, more: null }])
    await connections.use((session) => migrate(session, more.slice(0, -1)))
    expect(await server.ask(place.database, 'select x, y from ouroboros.more')).toEqual([])
    await connections.close()
  })

  test('promises that a commit is on disk, whatever its default is', async () => {
    const level = async (setting: string) => {
      const client = new pg.Client({ connectionString: server.url(place.database) })
      await client.connect()
      await client.query(`set synchronous_commit = ${setting}`)
      await prepareSession(client)
      const { rows } = await client.query<{ synchronous_commit: string }>('show synchronous_commit')
      await client.end()
      return rows[0]?.synchronous_commit
    }
    expect([await level('off'), await level('local'), await level('remote_write'), await level('on'), await level('remote_apply')]).toEqual(['on', 'on', 'on', 'on', 'remote_apply'])
    for (const says of [{ level: 'off', fsync: 'on' }, { level: 'on', fsync: 'off' }]) {
      await expect(prepareSession({ query: async () => ({ rows: [says] }) } as never)).rejects.toThrow(/cannot promise.*fsync/)
    }
  })

  test('keeps its password to itself: no log, no error, no table and no replica holds it', async () => {
    await server.ask('postgres', `alter database ${place.database} owner to keeper`)
    const url = server.url(place.database, 'keeper', password)
    const store = await place.open('there', { url })
    const told: unknown[] = []
    const ledger = await store.lead({ claimant: claimant('a'), over: 0, events: [pulseEnd('ant')], patience: { onTrouble: (why) => told.push(why) } })
    await store.desk.insert({ kind: 'chaos-stop' }, { author: 'you' })
    await server.stop()
    const waiting = ledger.append(pulseEnd('ant'))
    for (const ask of [() => store.lease(), async () => store.desk.recent(1), () => place.verify(url), () => place.open('late', { url }).then((late) => late.lease())]) told.push(await ask().catch((error: unknown) => error))
    await server.start()
    await waiting
    await ledger.close()
    told.push(await place.open('wrong', { url: server.url(place.database, 'keeper', `${password}!`) }).catch((error: unknown) => error))
    told.push(inspect(store, { depth: 12, showHidden: true }), inspect(ledger, { depth: 12, showHidden: true }))
    await store.close()
    const said = [...told.map((each) => (typeof each === 'string' ? each : inspect(each, { depth: 12, showHidden: true }))), ...place.log.lines].join('\n')
    expect(said).toMatch(/does not let this user in/)
    for (const secret of [password, encodeURIComponent(password)]) {
      expect(said).not.toContain(secret)
      expect(readEverything(place.replicaPath('there').replace(/\/[^/]*$/, ''))).not.toContain(secret)
      for (const table of ['events', 'commands', 'lease', 'cores', 'identity']) {
        const rows = await server.ask(place.database, `select ${table}::text as line from ouroboros.${table}`)
        expect(JSON.stringify(rows)).not.toContain(secret)
      }
    }
  })
})
