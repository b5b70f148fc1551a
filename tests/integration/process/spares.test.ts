import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { RunRequest, Sandbox } from '../../../lib/contract/ports/sandbox.ts'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'
import { eventually, isAlive, limits, tiers } from './setting.ts'

const request: RunRequest = { files: { 'main.js': 'exports.perform = (n) => n + 1' }, entry: 'main.js', limits, network: 'none', work: { mode: 'perform', tasks: [1] } }
const profile = { heapMb: limits.heapMb, network: 'none' } as const

/** Hosts that this process has started and that still run, wrappers left out. */
function hosts(): number[] {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n').map((row) => row.trim().split(/\s+/))
  const isOurs = (pid: string | undefined): boolean => {
    const parent = rows.find(([candidate]) => candidate === pid)?.[1]
    return parent === String(process.pid) || (parent !== undefined && parent !== '0' && isOurs(parent))
  }
  return rows.filter(([pid, , program, ...args]) => program?.endsWith('node') && args.at(-1)?.endsWith('host.cjs') && isOurs(pid)).map(([pid]) => Number(pid))
}

describe.each(tiers)('spares in tier %i', (tier) => {
  const open: Sandbox[] = []
  const box = (): Sandbox => {
    const sandbox = openSandbox({ tier })
    open.push(sandbox)
    return sandbox
  }
  afterEach(async () => {
    await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
    expect(hosts()).toEqual([])
  })

  it('run what they are given, and are replaced', async () => {
    const sandbox = box()
    sandbox.warm(profile, 2)
    await eventually(() => hosts().length).toBe(2)
    const before = hosts()
    const run = sandbox.start(request)
    const { results } = await run.ended
    expect(results).toMatchObject([{ ok: true, value: 2 }])
    expect(before).toContain(run.pid())
    await eventually(() => hosts().length).toBe(2)
    expect(hosts()).not.toContain(run.pid())
  })

  it('are used once each: a run sees nothing of another', async () => {
    const sandbox = box()
    sandbox.warm(profile, 1)
    const files = { 'main.js': 'exports.perform = () => (globalThis.count = (globalThis.count ?? 0) + 1)' }
    for (let i = 0; i < 3; i++) expect((await sandbox.start({ ...request, files }).ended).results).toMatchObject([{ value: 1 }])
  })

  it('of another profile are left alone: the run boots cold', async () => {
    const sandbox = box()
    sandbox.warm({ heapMb: 32, network: 'none' }, 1)
    await eventually(() => hosts().length).toBe(1)
    const [spare] = hosts()
    const run = sandbox.start(request)
    await run.ended
    expect(run.pid()).not.toBe(spare)
    expect(hosts()).toEqual([spare])
  })

  it('that die are replaced, and the next run works', async () => {
    const sandbox = box()
    sandbox.warm(profile, 1)
    await eventually(() => hosts().length).toBe(1)
    const [spare = 0] = hosts()
    process.kill(spare, 'SIGKILL')
    await eventually(() => hosts().filter((pid) => pid !== spare).length).toBe(1)
    expect((await sandbox.start(request).ended).results).toMatchObject([{ ok: true, value: 2 }])
  })

  it('are fewer when fewer are wanted, and none after the end', async () => {
    const sandbox = box()
    sandbox.warm(profile, 2)
    await eventually(() => hosts().length).toBe(2)
    sandbox.warm(profile, 0)
    await eventually(() => hosts().length).toBe(0)
    await sandbox.close()
    await sandbox.close()
    sandbox.warm(profile, 2)
    expect(hosts()).toEqual([])
  })

  it('and runs are all gone when the sandbox closes', async () => {
    const sandbox = box()
    const run = sandbox.start({ ...request, work: { mode: 'service', port: 0 }, files: { 'main.js': 'setInterval(() => 0, 1000)' } })
    await eventually(() => run.pid()).not.toBeNull()
    await sandbox.close()
    expect(isAlive(run.pid())).toBe(false)
    expect((await run.ended).record.stopReason).toBe('stopped')
  })

  it('have kernel limits that this machine can set, and name those that it cannot', async () => {
    const sandbox = box()
    const run = sandbox.start({ ...request, work: { mode: 'service', port: 0 }, files: { 'main.js': 'setInterval(() => 0, 1000)' } })
    await eventually(() => run.pid()).not.toBeNull()
    expect(readFileSync(`/proc/${run.pid()}/limits`, 'utf8')).toMatch(/Max core file size +0/)
    const { record } = await run.stop('stopped')
    expect(record.refusedLimits).toContain('cpuSeconds: a service has no end to count to')
  })
})
