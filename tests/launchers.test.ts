// The shell around the program: what it refuses before it installs anything, and where it may stand.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const project = join(import.meta.dirname, '..')
let checkout: string
let elsewhere: string

/** A checkout that is ready: its server and command line print what they were given. */
beforeEach(() => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ouroboros-launch-')))
  checkout = join(folder, 'checkout with space')
  elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  mkdirSync(join(checkout, 'node_modules'), { recursive: true })
  for (const path of ['run.sh', 'test.sh', 'bin', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(project, path), join(checkout, path), { recursive: true })
  cpSync(join(project, 'package-lock.json'), join(checkout, 'node_modules/.installed-lock'))
  const report = 'console.log(JSON.stringify({ cwd: process.cwd(), args: process.argv.slice(2) }))'
  writeFileSync(join(checkout, 'server.ts'), report)
  writeFileSync(join(checkout, 'bin/ouroboros.ts'), report)
})

afterEach(() => rmSync(join(checkout, '..'), { recursive: true, force: true }))

function run(command: string, args: string[], path = process.env.PATH) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: elsewhere,
    encoding: 'utf8',
    // Next's types make NODE_ENV a must in every environment.
    env: { PATH: path, HOME: elsewhere } as unknown as NodeJS.ProcessEnv,
  })
  return { status, stdout, stderr }
}

/** Stands in for Next: counts the builds, and fails when told to. */
function fakeNext(exitCode = 0) {
  mkdirSync(join(checkout, 'node_modules/next/dist/bin'), { recursive: true })
  writeFileSync(
    join(checkout, 'node_modules/next/dist/bin/next'),
    `const fs = require('node:fs'); fs.mkdirSync('.next', { recursive: true }); console.log('built'); process.exit(${exitCode})`,
  )
}

describe('run.sh', () => {
  test.each([
    [['--prot', '3000'], `'--prot'`],
    [['extra'], `'extra'`],
    [['--port'], '--port needs a value'],
    [['--port='], '--port needs a value'],
    [['--port', '65536'], 'from 0 to 65535'],
    [['--port=3000x'], 'from 0 to 65535'],
  ])('refuses %j before any install', (args, reason) => {
    rmSync(join(checkout, 'node_modules'), { recursive: true })
    const result = run(join(checkout, 'run.sh'), args)
    expect(result).toMatchObject({ status: 2, stdout: '' })
    expect(result.stderr).toContain(reason)
  })

  test('explains itself without an install', () => {
    rmSync(join(checkout, 'node_modules'), { recursive: true })
    const result = run(join(checkout, 'run.sh'), ['--help'])
    expect(result).toMatchObject({ status: 0, stderr: '' })
    expect(result.stdout).toContain('--port')
  })

  test('starts the server in the checkout, from any folder and through links', () => {
    fakeNext()
    symlinkSync('../checkout with space/run.sh', join(elsewhere, 'one'))
    symlinkSync(join(elsewhere, 'one'), join(elsewhere, 'two'))
    const result = run(join(elsewhere, 'two'), ['-p', '08', '--data=here'])
    expect(JSON.parse(result.stdout)).toEqual({
      cwd: checkout,
      args: ['--port', '08', '--data', join(elsewhere, 'here')],
    })
  })

  test('builds when the source changed, and only then', () => {
    fakeNext()
    const start = () => run(join(checkout, 'run.sh'), []).stderr.includes('built')
    expect(start()).toBe(true)
    expect(start()).toBe(false)
    mkdirSync(join(checkout, 'app'))
    writeFileSync(join(checkout, 'app/page.tsx'), '')
    expect(start()).toBe(true)
    expect(start()).toBe(false)
    writeFileSync(join(checkout, 'app/page.tsx'), 'x')
    expect(start()).toBe(true)
    expect(start()).toBe(false)
  })

  test('does not serve after a build that failed, and builds again', () => {
    fakeNext(7)
    expect(run(join(checkout, 'run.sh'), [])).toMatchObject({ status: 1, stdout: '' })
    fakeNext()
    expect(run(join(checkout, 'run.sh'), [])).toMatchObject({ status: 0 })
  })
})

test('bin/ouroboros stays in the folder of the caller, and passes everything on', () => {
  symlinkSync(join(checkout, 'bin/ouroboros'), join(elsewhere, 'ouroboros'))
  const result = run(join(elsewhere, 'ouroboros'), ['heal', 'a b.js', '--json', ''])
  expect(JSON.parse(result.stdout)).toEqual({ cwd: elsewhere, args: ['heal', 'a b.js', '--json', ''] })
})

test('bin/ouroboros builds the pages for watch, which shows one, and for nothing else', () => {
  fakeNext()
  const ouroboros = (...args: string[]) => run(join(checkout, 'bin/ouroboros'), args)
  expect(ouroboros('heal', 'watch').stderr).toBe('')
  const result = ouroboros('watch', 'a b.js')
  expect(result.stderr).toContain('built')
  expect(JSON.parse(result.stdout)).toEqual({ cwd: elsewhere, args: ['watch', 'a b.js'] })
})

test('says the way out where there is neither a new Node nor npm', () => {
  const bare = join(elsewhere, 'path')
  mkdirSync(bare)
  for (const tool of ['sh', 'dirname', 'cmp', 'readlink'])
    symlinkSync(run('/bin/sh', ['-c', `command -v ${tool}`]).stdout.trim(), join(bare, tool))
  writeFileSync(join(bare, 'node'), '#!/bin/sh\necho v16.20.2\n')
  chmodSync(join(bare, 'node'), 0o755)
  const result = run(join(checkout, 'bin/ouroboros'), [], bare)
  expect(result).toMatchObject({ status: 3, stdout: '' })
  expect(result.stderr).toMatch(/needs Node 18 or newer with npm.*nodejs\.org/)
})

test('test.sh refuses a stage that it does not have', () => {
  const result = run(join(checkout, 'test.sh'), ['--only', 'unit,nope'])
  expect(result).toMatchObject({ status: 2, stdout: '' })
  expect(result.stderr).toContain(`'nope'`)
})
