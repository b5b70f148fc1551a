import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GenomeFiles } from '../../lib/contract/genome.ts'

export interface TestFile {
  file: string
  text: string
}

/**
 * A small program of the corpus with its tests in two disjoint halves: a healer is given the visible ones, its patch
 * is judged by the hidden ones. Cases were dealt out by lot, so that neither half is the harder one, and dealt again
 * where only one half noticed the bug.
 */
export interface Program {
  name: string
  /** Of the program, beside both halves. A plain `.js` may be of either module system; no package.json says which. */
  file: string
  source: string
  visible: TestFile
  hidden: TestFile
  /** The program with one mistake made by hand; null where chaos alone breaks it. */
  bug: { source: string; what: string } | null
}

/** Several files under one suite of tests: too large to try every statement. */
export interface LargeProgram {
  files: GenomeFiles
  test: TestFile
}

const folder = (name: string) => join(import.meta.dirname, name)

/** @returns every small program, in order of their names */
export function loadCorpus(): Program[] {
  const entries = readdirSync(folder('corpus'), { withFileTypes: true })
  // Vitest, run on a program where it lies, leaves its cache there.
  const names = entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules').map(({ name }) => name)
  return names.sort().map(loadProgram)
}

export function loadLargeProgram(): LargeProgram {
  const files = readdirSync(folder('corpus-large')).map((file) => [file, readFileSync(join(folder('corpus-large'), file), 'utf8')] as const)
  const isTest = (file: string) => file.includes('.test.')
  const [test] = files.filter(([file]) => isTest(file))
  if (!test) throw new Error('the large program has lost its tests')
  return { files: Object.fromEntries(files.filter(([file]) => !isTest(file))), test: { file: test[0], text: test[1] } }
}

function loadProgram(name: string): Program {
  const path = join(folder('corpus'), name)
  const read = (prefix: string): TestFile => {
    const file = readdirSync(path).find((candidate) => candidate.startsWith(prefix))
    if (file === undefined) throw new Error(`${name} of the corpus has no ${prefix}*`)
    return { file, text: readFileSync(join(path, file), 'utf8') }
  }
  const { file, text: source } = read('program.')
  return { name, file, source, visible: read('visible.test.'), hidden: read('hidden.test.'), bug: readBug(name, join(path, 'bug.json'), source) }
}

function readBug(name: string, path: string, source: string): Program['bug'] {
  if (!existsSync(path)) return null
  const { find, replace, what } = JSON.parse(readFileSync(path, 'utf8')) as { find: string; replace: string; what: string }
  const [before, after, ...more] = source.split(find)
  if (before === undefined || after === undefined || more.length > 0) throw new Error(`the bug of ${name} has to be found exactly once`)
  return { source: before + replace + after, what }
}
