import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { GenomeFiles } from '../../contract/genome.ts'

/** A user's program and its tests, as they stand on disk. Paths are relative to `root`, with forward slashes. */
export interface UserProgram {
  root: string
  /** What may be edited, in the order given. */
  suspects: string[]
  /** The suspects and all that they import, their tests aside. */
  files: GenomeFiles
  /** The test file and all else that it imports; empty where the tests are a command. */
  tests: GenomeFiles
  /** The test file; null where the tests are a command. */
  entry: string | null
}

const endings = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.json', '/index.js', '/index.ts', '/index.mjs']
const source = /\.[cm]?[jt]s$/
/** Also of a file that does not parse: that is when it is needed most. */
const imported = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(['"])(\.{1,2}\/[^'"\n]+|\.{1,2})\1/g

/**
 * @param files absolute paths of files that exist
 * @param within the folder that a command is run in, and the root then: what lies outside of it is left out
 */
export function readProgram(files: readonly string[], test: string | null, within: string | null = null): UserProgram {
  const program = closure(files)
  const tests = test === null ? new Map<string, string>() : closure([test])
  if (within !== null) for (const path of program.keys()) if (relative(within, path).startsWith('..')) program.delete(path)
  const root = within ?? commonFolder([...program.keys(), ...tests.keys()])
  const name = (path: string): string => relative(root, path).split(sep).join('/')
  const inOrder = (from: ReadonlyMap<string, string>, leaveOut: ReadonlyMap<string, string>): GenomeFiles =>
    Object.fromEntries([...from].filter(([path]) => !leaveOut.has(path)).map(([path, text]) => [name(path), text]))
  if (test !== null) program.delete(test)
  return { root, suspects: files.map(name), files: inOrder(program, new Map()), tests: inOrder(tests, program), entry: test === null ? null : name(test) }
}

/** Files and all that they import by a relative path. */
function closure(from: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  const open = [...from]
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    if (found.has(path)) continue
    const text = readFileSync(path, 'utf8')
    found.set(path, text)
    if (!source.test(path)) continue
    for (const [, , specifier = ''] of text.matchAll(imported)) {
      const target = resolveFile(resolve(dirname(path), specifier))
      if (target !== null) open.push(target)
    }
  }
  return found
}

function resolveFile(path: string): string | null {
  // TypeScript's imports may name the JavaScript that they will become.
  const typed = path.replace(/\.([cm]?)js$/, '.$1ts')
  return [...endings.map((ending) => path + ending), typed].find((candidate) => existsSync(candidate) && statSync(candidate).isFile()) ?? null
}

function commonFolder(paths: readonly string[]): string {
  const [first = process.cwd(), ...rest] = paths.map((path) => dirname(path).split(sep))
    .map((parts) => parts.join(sep))
  let folder = first
  while (rest.some((other) => other !== folder && !other.startsWith(folder === sep ? sep : folder + sep))) folder = dirname(folder)
  return folder
}

/** The nearest `name` in the folder or above it. */
export function nearest(folder: string, name: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, name))) return join(at, name)
    if (dirname(at) === at || basename(at) === '') return null
  }
}
