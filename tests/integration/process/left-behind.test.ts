import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'
import { stopTree } from '../../../lib/process/stop-tree.ts'
import { eventually, isAlive, limits, tiers } from './setting.ts'

const openSandboxFile = new URL('../../../lib/process/open-sandbox.ts', import.meta.url).href

/** A plain parent of a sandbox, to be killed. */
const core = (tier: number): string => `
import { openSandbox } from '${openSandboxFile}'
const limits = { timeoutMs: 60_000, heapMb: 64, rssMb: 400, cpuSeconds: 60, outputBytes: 1e6 }
const sandbox = openSandbox({ tier: ${tier} })
sandbox.start({ files: { 'main.js': 'exports.perform = () => { for (;;); }' }, entry: 'main.js', limits, network: 'none', work: { mode: 'perform', tasks: [1] } }, { started: (pid) => console.log(pid) })`

describe('nothing is left behind', () => {
  it.each(tiers)('when the parent is killed while a program spins, in tier %i', async (tier) => {
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', core(tier)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(line)
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await eventually(() => isAlive(pid)).toBe(false)
  })

  it('when a child that ignores SIGTERM is stopped, its own children included', async () => {
    const source = "process.on('SIGTERM', () => {}); const { pid } = require('node:child_process').spawn('/bin/sleep', ['1000']); console.log(pid); setInterval(() => 0, 1000)"
    const child = spawn(process.execPath, ['--eval', source], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    await stopTree(child, 50)
    expect(child.signalCode).toBe('SIGKILL')
    await eventually(() => isAlive(Number(line))).toBe(false)
    await stopTree(child, 50)
  })

  it('and a child that goes when asked is not killed', async () => {
    const source = "process.on('SIGTERM', () => process.exit(7)); console.log('up'); setInterval(() => 0, 1000)"
    const child = spawn(process.execPath, ['--eval', source], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    await stopTree(child, 60_000)
    expect(child.exitCode).toBe(7)
  })
})

describe('orphans of a dead core', () => {
  const [hostFile = '', pythonHostFile = ''] = ['host.cjs', 'host.py'].map((name) => fileURLToPath(new URL(`../../../lib/process/host/${name}`, import.meta.url)))

  /** A process that init inherits at once, with the given last argument. */
  async function orphan(lastArgument: string): Promise<number> {
    const parent = spawn(process.execPath, ['--eval', "const { pid } = require('node:child_process').spawn(process.execPath, ['--eval', 'setInterval(() => 0, 1000)', process.argv[1]], { detached: true, stdio: 'ignore' }); console.log(pid); process.exit()", lastArgument], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    await once(parent, 'exit')
    return Number(line)
  }

  it('are ended when a sandbox opens; processes of others and hosts that have a core are not', async () => {
    const running = openSandbox({ tier: 1 })
    const run = running.start({ files: { 'main.js': 'setInterval(() => 0, 1000)' }, entry: 'main.js', limits, network: 'loopback', work: { mode: 'service', port: 0 } })
    await eventually(() => run.pid()).not.toBeNull()
    const [ours, pythonic, stranger] = await Promise.all([orphan(hostFile), orphan(pythonHostFile), orphan('host.cjs')])
    const next = openSandbox({ tier: 1 })
    await eventually(() => isAlive(ours) || isAlive(pythonic)).toBe(false)
    expect([isAlive(stranger), isAlive(run.pid())]).toEqual([true, true])
    process.kill(stranger, 'SIGKILL')
    await Promise.all([running.close(), next.close()])
  })
})
