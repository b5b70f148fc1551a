// Programs of the machine, real ones: what they get to see, how they end, and what is written down of them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { actionPrograms, actionSchema, type ActionProgram } from '../../lib/contract/action.ts'
import type { NewEvent } from '../../lib/contract/event.ts'
import { openActionDesk, type ActionPorts } from '../../lib/core/run-action.ts'
import { findProgram } from '../../lib/process/find-program.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { FakeLedger } from '../fixtures/fake-ledger.ts'

// A guard against hanging on a busy machine, no measure.
vi.setConfig({ testTimeout: 30_000 })

const secret = 'sk-very-secret-0123456789'
const isLinux = process.platform === 'linux'
const pipes = () => process.getActiveResourcesInfo().filter((name) => name === 'PipeWrap').length
const pipesBefore = pipes()
/** Shell for: until the one in the background has become what it is to be. */
const until = 'while [ ! -e there ]; do sleep 0.01; done'

let folder: string
beforeEach(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), 'action-'))) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function house(allowed: readonly ActionProgram[] = actionPrograms) {
  const ledger = new FakeLedger(clock)
  const attachments = new Map<number, string>()
  const open = (more: Partial<ActionPorts> = {}) => openActionDesk({
    allowed, clock, folder, environment: { PATH: process.env['PATH'] ?? '', HOME: folder }, ...more,
    record: async (...events: NewEvent[]) => {
      const written = await ledger.record(...events)
      written.forEach(({ seq }, index) => { if (events[index]?.attachment !== undefined) attachments.set(seq, events[index].attachment) })
      return written
    },
    reader: {
      events: ({ after = 0, limit, kinds }) => ledger.events.filter(({ seq, kind }) => seq > after && (kinds?.includes(kind) ?? true)).slice(0, limit),
    },
    secrets: () => [undefined, secret],
  })
  const desk = open()
  let count = 0
  const run = (program: ActionProgram, args: string[], timeoutMs = 20_000) => desk.run(`c-${count += 1}`, actionSchema.parse({ program, args, timeoutMs }), 'ada')
  const sh = (script: string, timeoutMs?: number) => run('shell', ['sh', '-c', script], timeoutMs)
  const output = () => attachments.get(ledger.of('action-end').at(-1)?.seq ?? 0) ?? ''
  return { ledger, desk, open, run, sh, output, attachments }
}

const refusal = (asked: Promise<unknown>) => asked.then(() => 'done', (error: { code: string; message: string }) => `${error.code}: ${error.message}`)
const isThere = (pid: number): boolean => {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}
const gone = (pid: number) => vi.waitFor(() => expect(isThere(pid)).toBe(false), { timeout: 10_000 })

describe('what may be run', () => {
  test('nothing, where nothing is allowed: the refusal names the setting, and nothing is written', async () => {
    const { run, ledger } = house([])
    for (const program of actionPrograms) expect(await refusal(run(program, ['--version']))).toMatch(new RegExp(`^action-forbidden: ${program} .*OUROBOROS_ACTIONS`))
    expect(ledger.events).toEqual([])
  })

  test('a program that is allowed does not bring the others along', async () => {
    const { run } = house(['git'])
    expect(await refusal(run('shell', ['git', '--version']))).toMatch(/^action-forbidden/)
    expect((await run('git', ['--version'])).action).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^git version/) })
  })

  test('a program that there is not is one clear refusal, and nothing is written', async () => {
    writeFileSync(join(folder, 'letter'), 'dear you')
    mkdirSync(join(folder, 'box'))
    const { run, ledger } = house()
    for (const name of ['no-such-program', './letter', './box', '', join(folder, 'none'), '/']) {
      expect(await refusal(run('shell', [name])), name).toBe(`request-invalid: There is no program ${JSON.stringify(name)} on this machine that may be run.`)
    }
    expect(ledger.events).toEqual([])
  })

  test('two at once, and no third; a place is free again when one has ended, well or not', async () => {
    const { run, sh } = house()
    const two = [sh('sleep 0.3'), sh('sleep 0.3; exit 1')]
    expect(await refusal(run('git', ['--version']))).toMatch(/^action-busy: 2 actions run already/)
    await Promise.all(two)
    expect((await run('git', ['--version'])).action?.exitCode).toBe(0)
  })
})

describe('what a program gets', () => {
  test('its arguments as they are: no shell reads them', async () => {
    const { run } = house()
    const args = ['$HOME', 'a b', '; echo no', '*', '`id`', '', '--', 'é"\'\\']
    expect((await run('shell', ['printf', '%s|', ...args])).action?.output).toBe(`${args.join('|')}|\n`)
  })

  test('the folder, an environment with nothing of ours in it, and a stdin that is at its end', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'not-for-children')
    const { run, sh } = house()
    expect((await sh('pwd')).action?.output).toBe(`${folder}\n`)
    const names = (await run('shell', ['env'])).action?.output.trim().split('\n').map((line) => line.split('=')[0])
    expect(names?.toSorted()).toEqual(['HOME', 'OUROBOROS_ACTION', 'PATH'])
    expect((await run('shell', ['cat'])).action).toMatchObject({ exitCode: 0, output: '' })
    vi.unstubAllEnvs()
  })

  test('a program beside the folder by its path, and none by a PATH that depends on where one stands', async () => {
    writeFileSync(join(folder, 'tool'), '#!/bin/sh\necho tool "$@"\n')
    chmodSync(join(folder, 'tool'), 0o755)
    const { run } = house()
    expect((await run('shell', ['./tool', 'x'])).action?.output).toBe('tool x\n')
    // From where the tests run, bin/ouroboros is there.
    const desk = openActionDesk({ allowed: ['shell'], clock, folder, environment: { PATH: 'bin::./bin' }, record: async () => [], reader: { events: () => [] }, secrets: () => [] })
    expect(await refusal(desk.run('c', { program: 'shell', args: ['ouroboros'], timeoutMs: 1000 }, 'ada'))).toMatch(/^request-invalid/)
  })
})

describe('what is written down', () => {
  test('the start before it starts, the end with all it said, and who asked', async () => {
    const { ledger, sh, output } = house()
    const trace = join(folder, 'trace')
    ledger.onWrite = ([event]) => { if (event?.kind === 'action-start') expect(existsSync(trace)).toBe(false) }
    const outcome = await sh('touch trace; echo out; echo err >&2; exit 3')
    expect(existsSync(trace)).toBe(true)
    expect(ledger.kinds()).toEqual(['action-start', 'action-end'])
    expect(ledger.of('action-start')[0]?.data).toEqual({ command: 'c-1', program: 'shell', args: ['sh', '-c', 'touch trace; echo out; echo err >&2; exit 3'], timeoutMs: 20_000, by: 'ada' })
    expect(ledger.of('action-end')[0]?.data).toEqual({ command: 'c-1', exitCode: 3, signal: null, ms: expect.any(Number), why: 'it came to its end' })
    expect(output().split('\n').toSorted()).toEqual(['', 'err', 'out'])
    expect(outcome.action).toMatchObject({ exitCode: 3, signal: null, truncated: false })
    expect(outcome.message).toMatch(/^sh -c touch trace; .* ended with exit code 3 after \d+ ms$/)
  })

  test('nothing is started that could not be written down', async () => {
    const { ledger, sh, desk } = house()
    ledger.failure = new Error('no ledger')
    for (let time = 0; time < 3; time += 1) await expect(sh('touch trace')).rejects.toThrow('no ledger')
    await clock.sleep(50)
    expect(existsSync(join(folder, 'trace'))).toBe(false)
    ledger.failure = null
    await sh('touch trace')
    await desk.close()
  })

  test.each<[string, Partial<ActionPorts>, RegExp]>([
    ['where its folder is gone', { folder: join(tmpdir(), 'no-such-folder') }, /ENOENT/],
    ['where it would get more than a program can be given', { environment: { PATH: process.env['PATH'] ?? '', MUCH: 'x'.repeat(5_000_000) } }, /E2BIG/],
  ])('that it could not be started, %s', async (_what, more, why) => {
    const { ledger, open } = house()
    const desk = open(more)
    for (let time = 1; time <= 3; time += 1) expect(await refusal(desk.run(`c-${time}`, actionSchema.parse({ program: 'git', args: ['--version'] }), 'ada'))).toMatch(/^request-invalid: .*git could not be started: /)
    expect(ledger.kinds()).toEqual(['action-start', 'action-end', 'action-start', 'action-end', 'action-start', 'action-end'])
    expect(ledger.of('action-end')[0]?.data).toMatchObject({ exitCode: null, signal: null, why: expect.stringMatching(why) })
  })

  test('a signal that ended it', async () => {
    const { sh, ledger } = house()
    expect(await sh('kill -SEGV $$')).toMatchObject({ message: expect.stringContaining('was ended by SIGSEGV'), action: { exitCode: null, signal: 'SIGSEGV' } })
    expect(ledger.of('action-end')[0]?.data).toMatchObject({ exitCode: null, signal: 'SIGSEGV' })
  })

  test('of a flood the beginning, the end, and how much is missing between them', async () => {
    const { run, output } = house()
    const { action } = await run('shell', ['seq', '1', '400000'])
    const lines = output().split('\n')
    expect(lines.slice(0, 3)).toEqual(['1', '2', '3'])
    expect(lines.slice(-3)).toEqual(['399999', '400000', ''])
    expect(output()).toMatch(/^… \d+ lines skipped \(\d+ bytes\) …$/m)
    const kept = lines.filter((line) => /^\d+$/.test(line)).length
    expect(kept + Number(/… (\d+) lines skipped/.exec(output())?.[1])).toBe(400_000)
    for (const part of output().split(/^….*$/m)) expect(Buffer.byteLength(part)).toBeGreaterThan(64 * 1024 - 10)
    expect(Buffer.byteLength(output())).toBeLessThan(130 * 1024)
    expect(action).toMatchObject({ exitCode: 0, truncated: true })
    expect(action?.output).toBe(output().slice(0, 8 * 1024))
  })

  test('a flood in one line, and one of bytes that are no text', async () => {
    const { sh, output } = house()
    expect((await sh('head -c 1000000 /dev/zero | tr "\\0" x')).action?.truncated).toBe(true)
    expect(output()).toMatch(/^x{65536} … 934464 bytes cut\n$/)
    expect((await sh('head -c 300000 /dev/urandom')).action?.exitCode).toBe(0)
    expect(Buffer.byteLength(output())).toBeLessThan(500 * 1024)
  })

  test('what does not fit into the outcome is on the event alone', async () => {
    const { sh, output } = house()
    const { action } = await sh('seq 1 3000')
    expect(action?.truncated).toBe(true)
    expect(output()).toMatch(/^1\n2\n(.*\n)+3000\n$/)
  })

  test('no key, in whatever form it is printed or given', async () => {
    const { sh, ledger, attachments } = house()
    const outcome = await sh(`echo ${secret}; printf %s ${secret} | base64`)
    expect(outcome.action?.output).toBe('***\n***\n')
    // Nor half a one, where the line that was typed is cut.
    expect((await sh(`: ${'x'.repeat(55)} ${secret}`)).message).not.toContain('sk-')
    expect(JSON.stringify([ledger.events, [...attachments], outcome])).not.toContain('very-secret')
    expect(JSON.stringify([...attachments])).not.toContain(Buffer.from(secret).toString('base64'))
  })
})

describe('how it ends', () => {
  test('after the time that it was given', async () => {
    const { run, ledger } = house()
    const outcome = await run('shell', ['sleep', '300'], 200)
    expect(outcome).toMatchObject({ message: expect.stringMatching(/^sleep 300 was ended by SIGTERM after \d+ ms: it took longer than it may$/), action: { exitCode: null, signal: 'SIGTERM' } })
    expect(outcome.action?.ms).toBeGreaterThanOrEqual(200)
    expect(ledger.of('action-end')[0]?.data.why).toBe('it took longer than it may')
  })

  test('with SIGKILL where it does not heed SIGTERM, and with what it has said', async () => {
    const { sh, output } = house()
    const { action } = await sh('trap "echo no" TERM; echo begun; while :; do sleep 0.05; done', 300)
    expect(action).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
    expect(output()).toBe('begun\nno\n')
    expect(action?.ms).toBeLessThan(10_000)
  })

  test.runIf(isLinux).each([
    ['that stays in its group', 'sleep 300 & echo $!', 20_000],
    ['that heeds no SIGTERM', `sh -c 'trap "" TERM; sleep 300' & echo $!`, 20_000],
    ['that has another environment', `env -i sh -c 'touch there; exec sleep 300' & echo $!; ${until}`, 20_000],
    ['that has left for a session of its own', 'setsid sleep 300 & echo $!', 20_000],
    ['that has no parent any more', '(setsid sleep 300 & echo $!)', 20_000],
    ['of one that took too long', 'setsid sleep 300 & echo $!; sleep 300', 500],
  ])('with every process that it started: one %s', async (_what, script, timeoutMs) => {
    const { sh } = house()
    const { action } = await sh(script, timeoutMs)
    const pid = Number(action?.output.trim())
    expect(pid).toBeGreaterThan(1)
    await gone(pid)
  })

  test.runIf(isLinux)('though somebody whom it cannot find holds its pipes open', async () => {
    const { sh } = house()
    const { action } = await sh(`env -i setsid sh -c 'echo $$; touch there; exec sleep 20' & ${until}`)
    const pid = Number(action?.output.trim())
    expect([action?.exitCode, isThere(pid)]).toEqual([0, true])
    await vi.waitFor(() => expect(pipes()).toBe(pipesBefore))
    process.kill(pid, 'SIGKILL')
  })

  test('with the core that is stopped, which waits until that is written, and starts nothing any more', async () => {
    const { desk, run, sh, ledger } = house()
    const asked = sh('echo begun; sleep 300')
    await vi.waitFor(() => expect(ledger.kinds()).toEqual(['action-start']))
    await clock.sleep(100)
    ledger.onWrite = () => clock.sleep(100)
    await desk.close()
    expect(ledger.of('action-end')[0]?.data).toMatchObject({ signal: 'SIGTERM', why: 'the core ended' })
    expect(await asked).toMatchObject({ message: expect.stringContaining('the core ended'), action: { output: 'begun\n' } })
    expect(await refusal(run('git', ['--version']))).toMatch(/^core-down/)
    await desk.close()
  })

  test('before it is started, where the core is stopped while its start is written', async () => {
    const { desk, sh, ledger } = house()
    const { promise: written, resolve: write } = Promise.withResolvers<void>()
    ledger.onWrite = ([event]) => (event?.kind === 'action-start' ? written : undefined)
    const asked = refusal(sh('touch trace'))
    await clock.sleep(10)
    const closed = desk.close()
    write()
    await closed
    expect(await asked).toMatch(/^core-down/)
    expect(ledger.kinds()).toEqual(['action-start', 'action-end'])
    expect(existsSync(join(folder, 'trace'))).toBe(false)
  })

  test.runIf(isLinux && findProgram('setpriv') !== null)('with the core that is killed', async () => {
    const trace = join(folder, 'pid')
    const script = `
      import { startOutside } from ${JSON.stringify(join(import.meta.dirname, '../../lib/process/outside-program.ts'))}
      import { systemClock } from ${JSON.stringify(join(import.meta.dirname, '../../lib/process/clock.ts'))}
      startOutside({ file: '/bin/sh', args: ['-c', 'echo $$ > pid.new; mv pid.new pid; exec sleep 300'], folder: ${JSON.stringify(folder)}, environment: { PATH: '/usr/bin:/bin' }, timeoutMs: 300_000, mark: 'killed-core' }, systemClock)`
    const core = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'inherit', 'inherit'] })
    await vi.waitFor(() => expect(existsSync(trace)).toBe(true), { timeout: 10_000 })
    const pid = Number(readFileSync(trace, 'utf8'))
    expect(isThere(pid)).toBe(true)
    core.kill('SIGKILL')
    await once(core, 'exit')
    await gone(pid)
  })
})

describe('what a core that is gone had begun', () => {
  const begun = (command: string): NewEvent => ({ organism: null, incident: null, kind: 'action-start', data: { command, program: 'shell', args: ['x'], timeoutMs: 1000, by: 'ada' } })

  test('is ended in the ledger by the next one, once; what had come to its end is left as it is', async () => {
    const { ledger, sh, open } = house()
    await sh('true')
    await ledger.record(begun('c-8'), begun('c-9'))
    await open().recover()
    expect(ledger.of('action-end').slice(1).map(({ data }) => data)).toEqual(['c-8', 'c-9'].map((command) => ({ command, exitCode: null, signal: null, ms: 0, why: 'its core ended before it did' })))
    await open().recover()
    expect(ledger.of('action-end')).toHaveLength(3)
  })

  test('is not run again, though its command be claimed again', async () => {
    const { ledger, open } = house()
    await ledger.record(begun('c-9'))
    const action = actionSchema.parse({ program: 'shell', args: ['touch', 'trace'] })
    for (let time = 0; time < 2; time += 1) {
      expect(await refusal(open().run('c-9', action, 'ada'))).toMatch(/^core-down: .*not run again/)
      await open().recover()
    }
    expect([existsSync(join(folder, 'trace')), ledger.kinds()]).toEqual([false, ['action-start', 'action-end']])
    // Of another command nothing follows.
    expect((await open().run('c-10', action, 'ada')).action?.exitCode).toBe(0)
  })

  test.runIf(isLinux)('leaves nothing running', async () => {
    const { ledger, open } = house()
    await ledger.record(begun('c-9'))
    const [left, other] = ['c-9', 'c-91'].map((mark) => spawn('sleep', ['300'], { env: { PATH: process.env['PATH'], OUROBOROS_ACTION: mark } as unknown as NodeJS.ProcessEnv, stdio: 'ignore' }))
    await clock.sleep(100)
    await open().recover()
    await gone(left?.pid ?? 0)
    expect(isThere(other?.pid ?? 0)).toBe(true)
    other?.kill('SIGKILL')
  })
})
