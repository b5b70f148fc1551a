import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { GenomeFiles } from '../../contract/genome.ts'
import { nearest } from './read-program.ts'

/** How the tests are really run: what has the last word. */
export interface TestCommand {
  file: string
  args: string[]
  /** Of the runner, for the copy in which it is run; null where none is needed. */
  nodeModules: string | null
  /** In words, for the one who asked. */
  label: string
}

const fromVitest = /from\s+['"]vitest['"]|require\(\s*['"]vitest['"]\s*\)/
const fromJest = /['"]@jest\/globals['"]/
const usesExpect = /\bexpect\s*\(/
const fromNodeTest = /['"](?:node:)?test['"]/

/**
 * The command for a test file, by what it imports. A runner of the user's own project comes first, then ours.
 * @param absolute where the test file lies
 * @param path where it lies in the copy that it is run in
 * @returns null where nothing here can run it
 */
export function commandFor(absolute: string, path: string, text: string): TestCommand | null {
  const nodeModules = nearest(dirname(absolute), 'node_modules')
  const isVitest = fromVitest.test(text)
  const isJest = !isVitest && (fromJest.test(text) || (usesExpect.test(text) && !fromNodeTest.test(text)))
  if (!isVitest && !isJest) return { file: process.execPath, args: [path], nodeModules, label: `node ${path}` }
  if (isJest) {
    const jest = ownRunner(nodeModules, 'jest/bin/jest.js')
    if (jest) return { file: process.execPath, args: [jest.bin, '--runTestsByPath', path], nodeModules: jest.nodeModules, label: `jest ${path}` }
  }
  const vitest = ownRunner(nodeModules, 'vitest/vitest.mjs') ?? ourRunner('vitest/package.json', 'vitest.mjs')
  if (!vitest) return null
  const globals = isJest ? ['--globals'] : []
  return { file: process.execPath, args: [vitest.bin, 'run', '--root', '.', ...globals, path], nodeModules: vitest.nodeModules, label: `vitest run ${path}` }
}

interface Runner { bin: string; nodeModules: string }

function ownRunner(nodeModules: string | null, bin: string): Runner | null {
  return nodeModules !== null && existsSync(join(nodeModules, bin)) ? { bin: join(nodeModules, bin), nodeModules } : null
}

function ourRunner(manifest: string, bin: string): Runner | null {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(manifest))
    return { bin: join(folder, bin), nodeModules: dirname(folder) }
  } catch {
    return null
  }
}

const checkers: Record<string, RegExp> = { 'node:assert': /['"](?:node:)?assert['"/]/, 'node:test': /['"]node:test['"/]/ }

/** What tests check with, of Node's own modules: to load it takes longer than most tests do. */
export function checkersIn(tests: GenomeFiles): string[] {
  const text = Object.values(tests).join('\n')
  return Object.keys(checkers).filter((name) => checkers[name]?.test(text))
}

/** A test file that a command runs and nothing else: then candidates can be tried on it without the command. */
export function fileOf(command: string): string | null {
  const [, file] = /^(?:node(?:\s+--test)?|(?:npx\s+)?(?:vitest(?:\s+run)?|jest))\s+([^\s'"$&|;<>*?]+\.[cm]?[jt]s)$/.exec(command.trim()) ?? []
  return file ?? null
}
