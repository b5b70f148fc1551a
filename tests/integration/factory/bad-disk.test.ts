// An app on a disk that is full or read-only: a real one.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { mountHindrance, mountMemory, remount, unmountAll } from '../store/mounts.ts'

const noMemory = mountHindrance('memory')
if (noMemory !== null) console.warn(`bad-disk: no tmpfs can be mounted here (${noMemory}), so full and read-only disks are NOT tried`)
afterAll(unmountAll)

const program = join(import.meta.dirname, '../../../bin/ouroboros.ts')
const ouroboros = (...args: string[]): Promise<{ exit: unknown; complaints: string[] }> => new Promise((resolve) => {
  execFile(process.execPath, [program, ...args], { env: { NODE_ENV: 'test' as const, NO_COLOR: '1', PATH: process.env['PATH'] } }, (error, _out, err) =>
    resolve({ exit: error?.code ?? 0, complaints: err.split('\n').filter((line) => line.startsWith('ouroboros: ') || /^\s+at /.test(line)) }))
})
const state = (app: string) => ({ registry: readFileSync(join(app, 'registry.yaml'), 'utf8'), tests: readFileSync(join(app, 'test.yaml'), 'utf8'), iterations: readdirSync(join(app, 'iterations')) })

describe.runIf(noMemory === null)('an app', () => {
  test('stays as it was where a disk is full, says so in one line, and grows as soon as there is room', async () => {
    const disk = mountMemory(4)
    const app = join(disk, 'todos')
    expect(await ouroboros('gen', '--app', app, 'a todo list')).toEqual({ exit: 0, complaints: [] })
    const before = state(app)
    const filling = join(disk, 'filling')
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(filling, Buffer.alloc(Math.max(0, bavail * bsize - 8_192)))

    expect(await ouroboros('gen', '--app', app, 'contacts')).toEqual({ exit: expect.toSatisfy((code: unknown) => code === 2 || code === 3), complaints: [expect.stringMatching(/flow\.db \(SQLITE_\w+\)\. See to it that there is room/)] })
    expect(await ouroboros('iterations', '--app', app, '--rollback', '1')).toEqual({ exit: 2, complaints: [expect.stringMatching(/Iteration 2 could not be written to .*ENOSPC.*The app is as it was/)] })
    expect(state(app)).toEqual(before)
    rmSync(filling)
    expect(await ouroboros('gen', '--app', app, 'contacts')).toEqual({ exit: 0, complaints: [] })
    expect(state(app).iterations).toHaveLength(2)
  })

  test('on a disk that is read-only is refused in one line', async () => {
    const disk = mountMemory(4)
    const app = join(disk, 'todos')
    expect((await ouroboros('gen', '--app', app, 'a todo list')).exit).toBe(0)
    const before = state(app)
    remount(disk, 'ro')
    expect(await ouroboros('gen', '--app', app, 'contacts')).toEqual({ exit: expect.toSatisfy((code: unknown) => code === 2 || code === 3), complaints: [expect.stringMatching(/flow\.db \(SQLITE_\w+\)\. See to it .* that it may be written/)] })
    expect(await ouroboros('iterations', '--app', app, '--rollback', '1')).toEqual({ exit: 2, complaints: [expect.stringMatching(/Iteration 2 could not be written to .*EROFS.*The app is as it was/)] })
    expect(state(app)).toEqual(before)
  })
})
