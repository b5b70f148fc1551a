import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { organismAdd, pulseEnd } from '../../conformance/event-samples.ts'
import { describePostgres, startPostgres, type PostgresServer } from '../../fixtures/postgres-server.ts'
import { leadNow, postgresPlace, type Place } from './postgres-house.ts'

const program = join(import.meta.dirname, '../../../bin/ouroboros.ts')

describePostgres('ouroboros ledger verify, of a ledger in PostgreSQL', () => {
  let server: PostgresServer
  let place: Place
  let folder: string
  beforeAll(async () => {
    server = await startPostgres()
    folder = mkdtempSync(join(tmpdir(), 'ledger-tools-'))
  })
  afterAll(async () => {
    await server.remove()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    place = await postgresPlace(server)
  })
  afterEach(() => place.cleanup())

  const verify = (url = server.url(place.database)): Promise<{ exit: unknown; out: string; err: string }> => new Promise((resolve) => {
    execFile(process.execPath, [program, 'ledger', 'verify', '--json'], { cwd: folder, env: { NODE_ENV: 'test', PATH: process.env['PATH'], DATABASE_URL: url } }, (error, out, err) => resolve({ exit: error?.code ?? 0, out, err }))
  })

  test('walks the database itself, while a core leads', async () => {
    const ledger = await leadNow(await place.open(), 'a')
    const written = await ledger.append(organismAdd('ant'), ...Array.from({ length: 1_500 }, (_, number) => pulseEnd('ant', { number })))
    const whole = await verify()
    expect(whole).toMatchObject({ exit: 0, err: '' })
    expect(JSON.parse(whole.out)).toMatchObject({ events: written.at(-1)?.seq, from: written[0]?.at, to: written.at(-1)?.at, holds: true, brokenAt: null })
    await server.ask(place.database, `update ouroboros.events set core = 'b' where seq = 1200`)
    const broken = await verify()
    expect(broken).toMatchObject({ exit: 1, err: expect.stringContaining('Nothing was changed.') })
    expect(JSON.parse(broken.out)).toMatchObject({ events: 1199, holds: false, brokenAt: 1200, what: expect.stringContaining('hash does not follow') })
    await ledger.close()
  })

  test('says where it cannot tell, and no password', async () => {
    expect(await verify('postgres://me:secret-word@127.0.0.1:1/ledger')).toEqual({ exit: 3, out: '', err: expect.stringMatching(/^(?!.*secret-word).*cannot be used now/s) })
  })
})
