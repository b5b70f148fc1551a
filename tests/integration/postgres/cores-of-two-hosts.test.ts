import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configEnvironment, rootDir } from '../../../lib/config.ts'
import type { EventKind, EventOf } from '../../../lib/contract/event.ts'
import { exitCodes } from '../../../lib/contract/stream.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { describePostgres, startPostgres, type PostgresServer } from '../../fixtures/postgres-server.ts'
import { makeLabFolder } from '../core/lab-folder.ts'
import { postgresPlace, type Place } from './postgres-house.ts'

/** A core of a pid namespace of its own cannot see the other one's process: to each of them, that is another host. */
const asHost = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child=SIGKILL']
const canBeHosts = process.platform === 'linux' && spawnSync(asHost[0] ?? '', [...asHost.slice(1), 'true']).status === 0
if (!canBeHosts) console.warn('\n  THE TEST OF CORES ON TWO HOSTS IS SKIPPED: this user may make no pid namespace.\n')

const leaseMs = 3_000
const id = 'bubble-sort'

const describeHosts = canBeHosts || process.env['CI'] !== undefined ? describePostgres : describe.skip

// One story: each step goes on from where the last one ended.
describeHosts('cores of two hosts, with their ledger in PostgreSQL', () => {
  let server: PostgresServer
  let place: Place
  let reader: Awaited<ReturnType<Place['open']>>
  const folders: string[] = []
  const cores = new Map<string, { child: ChildProcess; gone: Promise<unknown[]>; said: () => string }>()

  beforeAll(async () => {
    server = await startPostgres()
    place = await postgresPlace(server)
    reader = await place.open('looking')
  })
  afterAll(async () => {
    for (const { child, gone } of cores.values()) {
      child.kill('SIGCONT')
      child.kill('SIGKILL')
      await gone
    }
    await place.cleanup()
    await server.remove()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  function start(name: string): void {
    const { dir, config } = makeLabFolder({ organisms: [id], manifest: { pulseMs: 300 } })
    folders.push(dir)
    const child = spawn(asHost[0] ?? '', [...asHost.slice(1), process.execPath, '--disable-sigusr1', join(rootDir, 'lib/core/main.ts'), name], {
      cwd: rootDir, stdio: ['pipe', 'ignore', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', ...configEnvironment(config), OUROBOROS_LOG_LEVEL: 'warn', OUROBOROS_LEASE_MS: String(leaseMs), DATABASE_URL: server.url(place.database) },
    })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => { said += chunk.toString() })
    cores.set(name, { child, gone: once(child, 'exit'), said: () => said })
  }
  const core = (name: string) => {
    const found = cores.get(name)
    if (!found) throw new Error(`there is no core ${name}`)
    return found
  }
  /** unshare itself stays outside; its only child is the core. */
  function pidOf(name: string): number {
    const { pid } = core(name).child
    const child = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim())
    if (!(child > 1)) throw new Error(`core ${name} has no process`)
    return child
  }
  const events = <K extends EventKind>(kind: K) => reader.readers.events({ kinds: [kind], limit: 100_000 }) as EventOf<K>[]
  const starts = () => events('core-start')
  const isWell = () => reader.readers.view().organisms[id]?.state === 'healthy'
  const heals = async (seed: number): Promise<void> => {
    const before = events('incident-close').length
    await reader.desk.insert({ kind: 'chaos-inject', organism: id, fault: 'thrown-error', seed }, { author: 'test' })
    await expect.poll(() => events('incident-close').slice(before).map(({ data }) => data.end), { timeout: 40_000, interval: 50 }).toEqual([expect.stringMatching(/healed|rolled-back/)])
    await expect.poll(isWell, { timeout: 20_000, interval: 50 }).toBe(true)
  }

  test('one leads and heals, the other one waits', async () => {
    start('a')
    await expect.poll(isWell, { timeout: 40_000, interval: 50 }).toBe(true)
    start('b')
    await heals(11)
    expect(starts().map(({ epoch, data }) => [epoch, data.from])).toEqual([[1, null]])
    expect(starts()[0]?.core).toMatch(/^a@/)
  })

  test('the one that waits leads when the other one is gone with its host, and not before its lease is over', async () => {
    const leaseAgeAtLeast = leaseMs - 1_500
    const killed = performance.now()
    core('a').child.kill('SIGKILL')
    await core('a').gone
    await expect.poll(() => starts().length, { timeout: 30_000, interval: 20 }).toBe(2)
    expect(performance.now() - killed).toBeGreaterThan(leaseAgeAtLeast)
    const [first, second] = starts()
    expect(second?.core).toMatch(/^b@/)
    expect(second?.data).toMatchObject({ from: { core: first?.core, epoch: 1 }, why: expect.stringContaining('not renewed') })
    expect(second?.data.host).not.toBe(first?.data.host)
    await expect.poll(isWell, { timeout: 40_000, interval: 50 }).toBe(true)
    await heals(12)
  })

  test('one that slept over its lease has lost it: it writes nothing more, and ends', async () => {
    start('c')
    // Until it stands by.
    await expect.poll(() => reader.readers.head(), { timeout: 10_000 }).toBeGreaterThan(0)
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    const sleeper = pidOf('b')
    process.kill(sleeper, 'SIGSTOP')
    await expect.poll(() => starts().length, { timeout: 30_000, interval: 20 }).toBe(3)
    expect(starts()[2]?.core).toMatch(/^c@/)
    process.kill(sleeper, 'SIGCONT')
    expect((await core('b').gone)[0]).toBe(exitCodes.steppedDown)
    await expect.poll(isWell, { timeout: 40_000, interval: 50 }).toBe(true)
    const since = reader.readers.events({ after: starts()[2]?.seq ?? 0, limit: 100_000 })
    expect(since.length).toBeGreaterThan(0)
    expect(since.filter(({ epoch }) => epoch !== 3)).toEqual([])
    expect(checkHistory(reader.readers, { allowOpen: true })).toEqual([])
    expect(await place.verify()).toBeNull()
  })
})
