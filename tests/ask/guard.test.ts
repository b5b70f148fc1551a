// What a statement can do to the ledger, to the machine and to those who ask after it: nothing.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Guard } from '../../lib/ask/guard/guard.ts'
import { viewQueries } from '../../lib/ask/views.ts'
import { QueryRefusedError } from '../../lib/contract/errors.ts'
import { openLedger } from '../../lib/store/sqlite/open-ledger.ts'
import { event } from '../conformance/event-samples.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'
import { seedLedger, type Seeded } from './seeded-ledger.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let seeded: Seeded
let guard: Guard
beforeAll(async () => {
  seeded = await seedLedger()
  guard = new Guard({ ledgerPath: seeded.path, views: viewQueries, limits: { timeMs: 700 } })
})
afterAll(() => {
  guard.close()
  seeded.cleanup()
})

const digest = (): string => createHash('sha256').update(readFileSync(seeded.path)).digest('hex')
const files = (): string[] => readdirSync(dirname(seeded.path)).filter((name) => !/-(shm|wal)$/.test(name)).toSorted()

async function refused(sql: string): Promise<string> {
  const error: unknown = await guard.run(sql).then(() => null, (reason: unknown) => reason)
  expect(error, sql.slice(0, 200)).toBeInstanceOf(QueryRefusedError)
  return (error as Error).message
}

const bomb = 'with recursive n(i) as (select 1 union all select i + 1 from n)'

const hostile: [what: string, sql: string, said: RegExp][] = [
  ['attaches', `attach 'other.sqlite' as other`, /begins with ATTACH/],
  ['detaches', 'detach main', /begins with DETACH/],
  ['copies the ledger away', `vacuum into 'copy.sqlite'`, /begins with VACUUM/],
  ['asks for a pragma', 'pragma table_list', /begins with PRAGMA/],
  ['asks for a pragma in a table', 'select * from pragma_table_list', /pragma_table_list/],
  ['counts a pragma in a table', 'select count(*) from pragma_database_list', /pragma_database_list/],
  ['switches writing on by a pragma in a table', `select * from pragma_query_only('off')`, /pragma_query_only/],
  ['asks for a pragma deep inside', 'select 1 where exists (select 1 from pragma_function_list)', /pragma_function_list/],
  ['writes', `insert into events values (1, 1, 1, '', '', '', '', '', '')`, /begins with INSERT/],
  ['writes after a with', `with x as (select 1) delete from events`, /./],
  ['updates after a with', `with x as (select 1) update incidents set id = 1`, /./],
  ['inserts into a table after a with', `with x(a) as (select 1) insert into lease select a, a, a from x`, /does more than read|none of the views/],
  ['makes a table', 'create temp table t (x)', /begins with CREATE/],
  ['drops a view', 'drop view events', /begins with DROP/],
  ['begins a transaction', 'begin immediate', /begins with BEGIN/],
  ['explains, which names what is inside', 'explain select * from events', /begins with EXPLAIN/],
  ['explains behind a comment', '/* hello */ explain query plan select 1', /begins with EXPLAIN/],
  ['reads the schema', 'select * from sqlite_master', /sqlite_master/],
  ['reads the schema by its other name', 'select sql from sqlite_schema', /sqlite_/],
  ['reads the schema of the views', 'select sql from sqlite_temp_master', /sqlite_temp_master/],
  ['counts the schema', 'select count(*) from sqlite_temp_schema', /sqlite_temp/],
  ['reads a table', 'select body from attachments', /attachments/],
  ['reads a table that has no view', 'select * from view_snapshot', /view_snapshot/],
  ['reads the lease', 'select socket from lease', /lease/],
  ['counts a table', 'select count(*) from lease', /lease/],
  ['asks only whether a table has rows', 'select 1 from attachments limit 1', /attachments/],
  ['reads a table that a view hides', 'select data from main.events', /main\./],
  ['counts a table that a view hides', 'select count(*) from main.events', /main\./],
  ['names the schema in quotes', 'select hash from "main".events', /main\./],
  ['names the schema in brackets', 'select hash from [main] /* so */ . events', /main\./],
  ['names the schema as a text', `select hash from 'main'.events`, /main\./],
  ['names the schema in capitals', 'select hash from MAIN.events', /main\./],
  ['reads what is behind a view', 'select hash from events', /no such column: hash/],
  ['gives a part of itself the name of a view', 'with incidents as (select * from lease) select * from incidents', /lease/],
  ['gives a part of itself the name of a view and of its column', 'with faults(seq) as (select epoch from lease) select seq from faults', /lease/],
  ['hides a table in a subquery', 'select * from (select * from (select body from attachments) as events) as incidents', /attachments/],
  ['hides a table in an expression', 'select (select group_concat(body) from attachments) from incidents', /attachments/],
  ['hides a table in a join', 'select * from incidents join organism_states', /organism_states/],
  ['hides a table in an order', 'select 1 order by (select socket from lease)', /lease/],
  ['hides a table in a window', 'select sum(1) over (order by (select pid from lease)) from incidents', /lease/],
  ['asks how the file is laid out', 'select * from dbstat', /dbstat/],
  ['counts how the file is laid out', 'select count(*) from dbstat', /dbstat/],
  ['loads code', `select load_extension('x.so')`, /load_extension|not authorized/],
  ['writes a file', `select writefile('x', 'y')`, /writefile/],
  ['reads a file', `select readfile('/etc/passwd')`, /readfile/],
  ['opens an editor', `select edit('x')`, /edit/],
  ['asks for a tokenizer’s address', `select fts3_tokenizer('simple')`, /fts3_tokenizer/],
  ['tokenizes', `select * from fts3tokenize`, /fts3tokenize/],
  ['asks for what the program is', 'select sqlite_version(), sqlite_source_id()', /sqlite_version/],
  ['asks for compile options', `select sqlite_compileoption_get(1)`, /sqlite_compileoption_get/],
  ['writes to the log', `select sqlite_log(1, 'x')`, /sqlite_log/],
  ['a blob of zeros of 100 MB', 'select zeroblob(100000000)', /zeroblob/],
  ['a random blob of 1 GB', 'select length(randomblob(1e9))', /randomblob/],
  ['a format that is wide', `select printf('%1000000000d', 1)`, /too long|memory|not take/],
  ['a format that is as wide as it is told', `select length(format('%*d', 2000000000, 1))`, /too long|memory|not take/],
  ['a text of 5 MB', `select length(format('%5000000s', ''))`, /too long/],
  ['a text that doubles', `with recursive t(x, i) as (select 'xxxxxxxxxx', 0 union all select x || x, i + 1 from t where i < 40) select length(x) from t`, /too long|memory/],
  ['a replacement that explodes', `select length(replace(replace(hex(format('%4000s', '')), '2', format('%4000s', '')), ' ', format('%4000s', '')))`, /too long|memory/],
  ['a recursion without end', `${bomb} select count(*) from n`, /longer than 0\.7 s/],
  ['a recursion without end and without rows', `${bomb} select i from n where i < 0`, /longer than 0\.7 s/],
  ['a recursion that fills memory', `with recursive n(i, t) as (select 1, format('%100000s', '') union all select i + 1, format('%100000s', i) from n) select t from n order by t`, /memory|longer than/],
  ['a product of everything', 'select count(*) from events a, events b, events c, events d', /longer than 0\.7 s/],
  ['a product that is grouped', 'select a.seq + b.seq + c.seq as s, count(*) from events a, events b, events c group by s', /longer than 0\.7 s|memory/],
  ['a pattern that goes back and forth', `select count(*) from events a, events b, organisms c where a.data || b.data || c.state like '%a%b%c%d%e%f%g%h%i%j%k%l%'`, /longer than 0\.7 s/],
  ['a pattern that is long', `select 'x' like '${'%_'.repeat(5_000)}'`, /./],
  ['two statements', 'select 1; drop view events', /Only one statement/],
  ['two statements with a comment in between', 'select 1; -- so\n select 2', /Only one statement/],
  ['two statements, one in a quoted semicolon’s shadow', `select ';'; select 2`, /Only one statement/],
  ['two statements behind a comment that is no end', `select 1 /* ; */; vacuum`, /Only one statement/],
  ['nothing', ' ; ', /begins with ;|no statement/],
  ['a comment alone', '-- select 1', /There is no statement/],
  ['a zero byte', 'select 1\0; drop view events', /no text/],
  ['half a character', 'select \'\ud800\'', /no text/],
  ['another coding', '\ufeffs\0e\0l\0e\0c\0t\0', /no text/],
  ['letters that only look like it', 'ѕelect 1', /begins with/],
  ['a value from outside', 'select ?', /./],
  ['a value from outside by name', 'select :path', /./],
  ['a depth that is none', `select ${'- '.repeat(500)}1`, /depth/],
  ['many parts', `select 1${' union all select 1'.repeat(60)}`, /./],
  ['a long statement', `select '${'x'.repeat(60_000)}'`, /too long/],
]

describe('what a statement may not', () => {
  test.each(hostile)('%s', async (_what, sql, said) => {
    const before = digest()
    const told = await refused(sql)
    expect(told).toMatch(said)
    expect(told, 'nobody learns how the views are called inside').not.toMatch(/[0-9a-f]{32}/)
    expect(await guard.run('select count(*) from incidents')).toEqual({ columns: ['count(*)'], rows: [[28]], truncated: false })
    expect(digest()).toBe(before)
    expect(files()).toEqual(['ledger.sqlite'])
  })

  test('names a file: none is made', () => {
    for (const name of ['other.sqlite', 'copy.sqlite', 'x']) expect(existsSync(join('/', name)) || existsSync(name)).toBe(false)
  })
})

describe('what a statement may', () => {
  test.each<[string, string, unknown[][]]>([
    ['count', 'select count(*) from incidents', [[28]]],
    ['end with a semicolon and a comment', 'select 1; -- so', [[1]]],
    ['hold a semicolon in a text', `select ';' || "end" from incidents limit 1`, [[';healed']]],
    ['name its parts', `with healed as (select * from incidents where "end" = 'healed') select count(*) from healed`, [[22]]],
    ['name a part like a view, of views', 'with incidents as (select * from faults) select count(*) from incidents', [[31]]],
    ['recurse to an end', `${bomb} select max(i) from (select i from n limit 10)`, [[10]]],
    ['take JSON apart', `select json_extract(data, '$.end') from events where kind = 'incident-close' limit 1`, [['healed']]],
    ['walk JSON', `select count(*) from events, json_each(events.data) where kind = 'incident-close'`, [[27 * 4]]],
    ['take the middle', 'select median(x) from (select 1 as x union select 2 union select 4)', [[2]]],
    ['be one of values', 'values (1, 2)', [[1, 2]]],
    ['say main where it is no schema', `select 'main' as main`, [['main']]],
    ['hold numbers that JavaScript has not', 'select 9223372036854775807, 1e999, null, 0.5', [['9223372036854775807', 'Infinity', null, 0.5]]],
    ['hold bytes', `select cast('ab' as blob)`, [['6162']]],
  ])('%s', async (_what, sql, rows) => {
    expect((await guard.run(sql)).rows).toEqual(rows)
  })

  test('every view, by its own name', async () => {
    for (const name of Object.keys(viewQueries)) expect((await guard.run(`select * from ${name} limit 1`)).columns.length, name).toBeGreaterThan(3)
  })
})

describe('what is cut off, and said', () => {
  test('rows', async () => {
    const { rows, truncated } = await guard.run(`${bomb} select i from n`)
    expect([rows.length, truncated]).toEqual([1_000, true])
  })
  test('texts', async () => {
    const { rows, truncated } = await guard.run(`select format('%9000s', 'x')`)
    expect([(rows[0]?.[0] as string).length, truncated]).toEqual([4_000, true])
  })
  test('bytes', async () => {
    const { rows, truncated } = await guard.run(`${bomb} select format('%3999s', i) from n`)
    expect([rows.length, truncated]).toEqual([Math.floor(1_000_000 / 4_004), true])
  })
})

describe('the child', () => {
  test('stays for the next question, and goes after any trouble', async () => {
    await guard.run('select 1')
    const first = guard.pid
    expect(first).not.toBeNull()
    await guard.run('select 2')
    expect(guard.pid).toBe(first)
    await refused('select nothing')
    expect(guard.pid).toBeNull()
    await guard.run('select 3')
    expect(guard.pid).not.toBe(first)
  })

  test('is really gone when it was stopped', async () => {
    await guard.run('select 1')
    const pid = guard.pid!
    await refused(`${bomb} select count(*) from n`)
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/))
  })

  test('one that was killed by somebody is replaced', async () => {
    await guard.run('select 1')
    process.kill(guard.pid!, 'SIGKILL')
    await vi.waitFor(async () => expect((await guard.run('select 4')).rows).toEqual([[4]]))
  })

  test('has none of our environment', async () => {
    await guard.run('select 1')
    expect(readFileSync(`/proc/${guard.pid}/environ`, 'utf8')).toBe('')
  })

  test('questions that come at once are answered one after the other, each with its own', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, place) => guard.run(`select ${place}`)))
    expect(answers.map(({ rows }) => rows[0]?.[0])).toEqual(Array.from({ length: 20 }, (_, place) => place))
  })

  test('too many at once are not let in, and the others are answered', async () => {
    const turns = await Promise.allSettled(Array.from({ length: 40 }, () => guard.run('select 1')))
    expect(turns.filter(({ status }) => status === 'rejected').length).toBe(8)
  })
})

test('a ledger that a core writes is read as it is at that moment', async () => {
  const { path, cleanup } = await seedLedger()
  const ledger = openLedger({ path, core: 'a', pid: 1, clock: new FakeClock() })
  const reader = new Guard({ ledgerPath: path, views: viewQueries })
  const count = async (): Promise<number> => Number((await reader.run(`select count(*) from events where kind = 'chaos-stop'`)).rows[0]?.[0])
  const seen: number[] = []
  for (let round = 0; round < 20; round += 1) {
    const [, n] = await Promise.all([ledger.append(event('chaos-stop', { by: 'me' })), count()])
    seen.push(n)
    expect(await count()).toBe(round + 1)
  }
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  reader.close()
  await ledger.close()
  cleanup()
})

test('where there is no ledger, nothing is made', async () => {
  const path = join(dirname(seeded.path), 'nowhere.sqlite')
  await expect(new Guard({ ledgerPath: path, views: viewQueries }).run('select 1')).rejects.toThrow(/no ledger yet/)
  expect(existsSync(path)).toBe(false)
})

test('a ledger that has taken the place of another one is the one that is read', async () => {
  const [one, other] = [await seedLedger(), await seedLedger()]
  const path = join(dirname(one.path), 'link.sqlite')
  symlinkSync(one.path, path)
  const reader = new Guard({ ledgerPath: path, views: viewQueries })
  const ledger = openLedger({ path: other.path, core: 'a', pid: 1, clock: new FakeClock() })
  await ledger.append(event('chaos-stop', { by: 'me' }))
  const count = async (): Promise<unknown> => (await reader.run(`select count(*) from events where kind = 'chaos-stop'`)).rows[0]?.[0]
  expect(await count()).toBe(0)
  symlinkSync(other.path, `${path}.new`)
  renameSync(`${path}.new`, path)
  expect(await count()).toBe(1)
  reader.close()
  await ledger.close()
  one.cleanup()
  other.cleanup()
})
