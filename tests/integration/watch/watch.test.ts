// `ouroboros watch`, as a person meets it: their script, their tests, their folder, real processes.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'

const program = join(import.meta.dirname, '../../../bin/ouroboros.ts')
const folders: string[] = []
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const broken = `export function sum(list) {
  let total = 0
  for (let i = 0; i <= list.length; i++) total += list[i].value
  return total
}
`
const healed = broken.replace('<=', '<')
const script = `import { sum } from './sum.js'
console.log('sum of', process.argv.length - 2, 'is', sum(process.argv.slice(2).map((value) => ({ value: Number(value) }))), process.env.MINE)
`
const tests = `import test from 'node:test'
import assert from 'node:assert'
import { sum } from './sum.js'
test('none', () => assert.equal(sum([]), 0))
test('one', () => assert.equal(sum([{ value: 3 }]), 3))
test('two', () => assert.equal(sum([{ value: 3 }, { value: 4 }]), 7))
`

function project(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'watch-')))
  folders.push(folder)
  for (const [name, text] of Object.entries({ 'sum.js': broken, 'main.js': script, 'sum.test.js': tests, 'package.json': '{"type":"module"}', ...files })) writeFileSync(join(folder, name), text)
  return folder
}

interface Watching {
  child: ChildProcess
  out: () => string
  err: () => string
  /** Resolves when stdout or stderr say so; rejects when it ends before. */
  says: (what: RegExp) => Promise<RegExpExecArray>
  exit: Promise<number | null>
  events: () => LedgerEvent[]
  data: string
}

function watch(cwd: string, args: string[], env: Record<string, string> = {}): Watching {
  const data = join(realpathSync(mkdtempSync(join(tmpdir(), 'watch-data-'))), 'data')
  folders.push(join(data, '..'))
  const child = spawn(process.execPath, [program, 'watch', '--data', data, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', MINE: 'mine', PORT: '1', ...env } })
  children.push(child)
  let [out, err] = ['', '']
  const listeners = new Set<() => void>()
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); for (const listener of listeners) listener() })
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); for (const listener of listeners) listener() })
  const exit = once(child, 'close').then(([code]) => code as number | null)
  return {
    child, exit, data, out: () => out, err: () => err,
    says: (what) => new Promise((resolve, reject) => {
      const look = (): void => {
        const found = what.exec(out) ?? what.exec(err)
        if (found) resolve(found)
      }
      listeners.add(look)
      look()
      void exit.then((code) => reject(new Error(`ended with ${code} before it said ${what}:\n${out}\n${err}`)))
    }),
    events: () => {
      const reader = openReaders(join(data, 'ledger.sqlite'))
      const events = reader.events({ after: 0, limit: 10_000 })
      reader.close()
      return events
    },
  }
}

/** Processes of this machine that mention the folder on their command line. */
const left = (folder: string): string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return line.includes(folder) ? [line] : []
  } catch {
    return []
  }
})

const kinds = (events: LedgerEvent[]): string[] => events.map(({ kind }) => kind)

describe('ouroboros watch', () => {
  it('heals a script that crashes by its tests, runs the healed text, and leaves the file as it is', async () => {
    const folder = project({})
    const watching = watch(folder, ['main.js', '--test', 'sum.test.js', '--', '3', '--four'], { KEY: 's3cret' })
    expect(await watching.exit, watching.err()).toBe(0)
    expect(watching.err()).toMatch(/page: http:\/\/localhost:[1-9]\d*\n/)
    expect(watching.err(), 'its own stderr comes through').toContain('TypeError: Cannot read properties of undefined')
    expect(watching.err()).toMatch(/healed in .* repair: .*\n[^]*\+ {2}for \(let i = 0; i < list\.length; i\+\+\)/)
    expect(watching.out(), 'its arguments, its environment, and nothing but its own stdout').toBe('sum of 2 is NaN mine\n')
    expect(readFileSync(join(folder, 'sum.js'), 'utf8')).toBe(broken)
    expect(readdirSync(folder).sort(), 'nothing is put into the project').toEqual(['main.js', 'package.json', 'sum.js', 'sum.test.js'])

    const runs = watching.events().flatMap((event) => (event.kind === 'pulse-end' && event.data.run ? [event.data] : []))
    expect(runs.map(({ run, verdict, genome }) => [genome, verdict.kind, run?.tier, run?.network])).toEqual([
      ['main.g0001', 'crash', 0, 'open'], ['main.g0001', 'crash', 0, 'open'], ['main.g0002', 'healthy', 0, 'open'],
    ])
    expect(runs[0]?.verdict.frames[0]).toMatchObject({ file: 'sum.js', line: 3 })
    for (const name of readdirSync(watching.data)) if (statSync(join(watching.data, name)).isFile()) expect(readFileSync(join(watching.data, name), 'latin1'), 'the environment reaches no disk').not.toContain('s3cret')
    expect(left(folder)).toEqual([])
  })

  it('writes what is proven over the file that failed, with its mode, when it is asked to', async () => {
    const folder = project({})
    const { mode } = statSync(join(folder, 'sum.js'))
    // A command, too, is a test.
    const watching = watch(folder, ['main.js', '--test', 'node --test sum.test.js && true', '--write', '--', '3'])
    expect(await watching.exit, watching.err()).toBe(0)
    expect(watching.err()).toContain(`written: ${join(folder, 'sum.js')}`)
    expect(readFileSync(join(folder, 'sum.js'), 'utf8')).toBe(healed)
    expect(statSync(join(folder, 'sum.js')).mode).toBe(mode)
    const events = kinds(watching.events())
    expect(events.indexOf('genome-write')).toBeGreaterThan(events.lastIndexOf('genome-prove'))
  })

  it('writes nothing over what was edited meanwhile', async () => {
    const edited = `// mine\n${healed}`
    const folder = project({})
    // What the person does while it is being healed, at a moment that is always the same.
    writeFileSync(join(folder, 'sum.test.js'), `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(join(folder, 'sum.js'))}, ${JSON.stringify(edited)})\n${tests}`)
    const watching = watch(folder, ['main.js', '--test', 'node sum.test.js; exit $?', '--write', '--', '3'])
    expect(await watching.exit, watching.err()).toBe(0)
    expect(watching.err()).toMatch(/not written: .*sum\.js was edited meanwhile/)
    expect(readFileSync(join(folder, 'sum.js'), 'utf8')).toBe(edited)
    expect(kinds(watching.events())).not.toContain('genome-write')
  })

  it('without a test: starts it again, then sets it apart, and says what would have helped', async () => {
    const folder = project({})
    const watching = watch(folder, ['main.js', '3'])
    expect(await watching.exit).toBe(1)
    expect(watching.err()).toMatch(/restart: started again[^]*not healed: .*--test/)
    const events = watching.events()
    expect(events.flatMap((event) => (event.kind === 'rung-start' ? [event.data.rung] : []))).toEqual(['restart', 'rollback', 'quarantine'])
    expect(events.flatMap((event) => (event.kind === 'genome-add' ? [event.data.genome.origin] : []))).toEqual(['seed'])
    expect(left(folder)).toEqual([])
  })

  it('keeps the page where it is asked to, and runs what is saved then', async () => {
    const folder = project({})
    const watching = watch(folder, ['main.js', '--stay', '--', '3'])
    await watching.says(/not healed: [^]*the page stays/)
    writeFileSync(join(folder, 'sum.js'), healed)
    await watching.says(/sum of 1 is 3 mine/)
    await expect.poll(() => kinds(watching.events()).includes('core-stop') || watching.events().flatMap((event) => (event.kind === 'organism-state' ? [event.data.to] : [])).at(-1), { timeout: 20_000 }).toBe('paused')
    watching.child.kill('SIGINT')
    expect(await watching.exit).toBe(0)
  })

  it('promotes nothing by tests that pass while the script crashes', async () => {
    const folder = project({ 'sum.test.js': 'import test from \'node:test\'\ntest(\'fine\', () => undefined)\n' })
    const watching = watch(folder, ['main.js', '--test', 'sum.test.js', '--', '3'])
    expect(await watching.exit).toBe(1)
    expect(watching.err()).toContain('the tests pass while the script crashes: they do not cover the crash')
    expect(kinds(watching.events())).not.toContain('search-progress')
    expect(watching.events().flatMap((event) => (event.kind === 'genome-add' ? [event.data.genome.origin] : []))).toEqual(['seed'])
  })

  it('shows a script that stays alive on its page, runs what is saved, and leaves no process behind after Ctrl-C', async () => {
    const alive = (word: string): string => `import { spawn } from 'node:child_process'\nspawn('sleep', ['87654'])\nconsole.log(${JSON.stringify(word)}, process.pid)\nsetInterval(() => undefined, 1000)\n`
    const folder = project({ 'main.js': alive('first') })
    const watching = watch(folder, ['main.js'])
    const [, first = ''] = await watching.says(/first (\d+)/)
    const [, url = ''] = await watching.says(/page: (\S+)/)
    const page = await fetch(url)
    expect(page.status).toBe(200)
    const status = await (await fetch(`${url}/api/status`)).json() as { view: { organisms: Record<string, { kind: string; title: string }> }; tier: number }
    expect(status.view.organisms).toMatchObject({ main: { kind: 'script', title: 'main.js' } })

    writeFileSync(join(folder, 'main.js'), alive('second'))
    const [, second = ''] = await watching.says(/second (\d+)/)
    expect(second).not.toBe(first)
    expect(left('sleep 87654'), 'what the first one had started is gone with it').toHaveLength(1)
    expect(() => process.kill(Number(first), 0)).toThrow()
    watching.child.kill('SIGINT')
    expect(await watching.exit).toBe(0)
    expect(() => process.kill(Number(second), 0)).toThrow()
    expect(left(folder)).toEqual([])
    expect([...left(watching.data), ...left('sleep 87654')]).toEqual([])
    expect(kinds(watching.events()).at(-1)).toBe('core-stop')
  })

  it('ends the tests, too, when Ctrl-C comes in the middle of healing', async () => {
    const folder = project({})
    const watching = watch(folder, ['main.js', '--test', 'sleep 98765; exit 1', '--', '3'])
    await watching.says(/restart: started again/)
    await expect.poll(() => left('sleep 98765').length, { timeout: 20_000 }).toBeGreaterThan(0)
    watching.child.kill('SIGINT')
    expect(await watching.exit).toBe(1)
    expect(left('98765').filter((line) => !line.includes(watching.data))).toEqual([])
    expect(readFileSync(join(folder, 'sum.js'), 'utf8')).toBe(broken)
  })

  it('remembers: the next watch runs what was healed, and writes it when that is asked for', async () => {
    const folder = project({})
    const first = watch(folder, ['main.js', '--test', 'sum.test.js', '--', '3'])
    expect(await first.exit, first.err()).toBe(0)
    const second = watch(folder, ['main.js', '--test', 'sum.test.js', '--write', '--data', first.data, '--', '3'])
    expect(await second.exit, second.err()).toBe(0)
    expect(second.err()).toMatch(/main\.g0002 runs, which was made before: .*\n/)
    expect(second.err()).not.toContain('crashed')
    expect(readFileSync(join(folder, 'sum.js'), 'utf8')).toBe(healed)
  })

  it('runs it again after it has ended well, where it is asked to', async () => {
    const folder = project({ 'sum.js': healed })
    const watching = watch(folder, ['main.js', '--every', '100ms', '--', '3'])
    await watching.says(/^(?:sum of 1 is 3 mine\n){3}/)
    watching.child.kill('SIGTERM')
    expect(await watching.exit).toBe(0)
  })

  it('ends with whoever called it, also where that was killed', async () => {
    const folder = project({ 'main.js': 'console.log(process.pid)\nprocess.on(\'SIGTERM\', () => undefined)\nsetInterval(() => undefined, 1000)\n' })
    const watching = watch(folder, ['main.js'])
    const [, pid = ''] = await watching.says(/^(\d+)\n/)
    watching.child.kill('SIGKILL')
    await expect.poll(() => left(pid === '' ? '' : folder), { timeout: 20_000 }).toEqual([])
  })
})

describe('what was typed wrong: one clear line, and exit 2', () => {
  it.each<[string, string[], RegExp]>([
    ['a script that there is not', ['nowhere.js'], /there is no file nowhere\.js/],
    ['a file that is no script', ['package.json'], /package\.json is no Node script/],
    ['a test that there is not', ['main.js', '--test', 'nowhere.test.js'], /there is no test file nowhere\.test\.js/],
    ['its own test', ['main.js', '--test', './main.js'], /cannot be its own test/],
    ['a write with nothing to heal by', ['main.js', '--write'], /--write .* add --test/],
    ['a name that cannot be kept', ['a b.js'], /a b\.js cannot be watched: its name/],
    ['a time that is none', ['main.js', '--every', '0s'], /--every/],
  ])('%s', async (_what, args, message) => {
    const folder = project({ 'a b.js': '1' })
    const watching = watch(folder, args)
    expect(await watching.exit).toBe(2)
    expect(watching.err()).toMatch(message)
    expect(watching.err(), 'no stack trace').not.toMatch(/\n\s+at /)
    expect(watching.out()).toBe('')
  })
})
