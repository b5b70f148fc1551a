import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { seededRandom } from '../../../lib/chaos/random.ts'
import { commandEnvironment } from '../../../lib/config.ts'
import { healFile, type HealOrder, type HealResult } from '../../../lib/healing/heal-file/heal-file.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'

const sandbox = openSandbox({ tier: 1 })
export const home = mkdtempSync(join(tmpdir(), 'heal file '))
const copies = mkdtempSync(join(tmpdir(), 'heal-copies-'))
const before = process.env['TMPDIR']
// Copies are made where we can see that none is left.
process.env['TMPDIR'] = copies
let count = 0

afterAll(async () => {
  await sandbox.close()
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  rmSync(home, { recursive: true })
  rmSync(copies, { recursive: true })
})

/** Heals the first of some files by the second, or by a command; and looks at what may never happen. */
export async function heal(files: Record<string, string>, options: { command?: string; suspects?: string[]; timeoutMs?: number } & Partial<HealOrder> = {}): Promise<HealResult & { ran: () => Record<string, string> }> {
  const folder = join(home, `case ${(count += 1)}`)
  const path = (name: string): string => join(folder, name)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(path(name)), { recursive: true })
    writeFileSync(path(name), text)
  }
  const [program = '', tests = ''] = Object.keys(files)
  const { command, suspects = [program], timeoutMs = 20_000, ...order } = options
  const result = await healFile({
    files: suspects.map(path), test: command === undefined ? { file: path(tests) } : { command, folder }, timeoutMs, stop: new AbortController().signal, ...order,
  }, { clock, sandbox, random: seededRandom(1), env: commandEnvironment(), lanes: 2 })
  const now = Object.fromEntries(Object.keys(files).map((name) => [name, readFileSync(path(name), 'utf8')]))
  expect(now, 'nothing on disk is changed').toEqual(files)
  expect(readdirSync(copies), 'no copy is left').toEqual([])
  const changed = Object.keys(result.files)
  expect(changed.every((one) => suspects.map(path).includes(one)), 'only what may be edited is').toBe(true)
  expect(result.outcome === 'healed' ? changed.length > 0 && result.diff !== '' && result.confidence !== null : changed.length === 0 && result.diff === '').toBe(true)
  return { ...result, ran: () => Object.fromEntries(Object.entries(files).map(([name, text]) => [name, result.files[path(name)] ?? text])) }
}

export const max = 'function max(list) {\n  let best = list[0]\n  for (const one of list) if (one < best) best = one\n  return best\n}\n'
export const plainTest = "const assert = require('assert')\nconst { max } = require('./max')\nassert.equal(max([1, 3, 2]), 3)\nassert.equal(max([-1, -3]), -1)\n"
/** A program, and its test. */
export const plain = { 'max.js': `${max}module.exports = { max }\n`, 'max.test.js': plainTest }
