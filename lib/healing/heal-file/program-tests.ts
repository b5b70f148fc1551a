import { dirname, relative, sep } from 'node:path'
import type { GenomeFiles } from '../../contract/genome.ts'
import { nearest, readProgram } from './read-program.ts'
import { commandFor } from './test-command.ts'
import { Workspace, type CommandEnd } from '../../process/workspace.ts'

/** A test file, or a shell command and the folder that it is run in. Absolute paths. */
export type ProgramTest = { file: string } | { command: string; folder: string }

/** A user's program whose files may stand in another version than on disk. */
export interface TestedProgram {
  script: string
  /** What the versions' paths are relative to. */
  root: string
  test: ProgramTest
  /** What the tests see. */
  env: Record<string, string>
  /** Ends whatever runs in a copy, and removes it. */
  stop: AbortSignal
}

/** One way to run the tests, as they stand on disk now. */
export interface TestRun {
  command: { file: string; args: readonly string[] } | string
  /** The test file and all else that it imports, and which of them is run; null where they are a command. */
  hosted: { files: GenomeFiles; entry: string } | null
  /** Before a version's paths, in the copies. */
  prefix: string
  /** A copy of the program with its tests, in a folder of its own. The caller closes it. */
  open: (files: GenomeFiles) => Workspace
}

/** The command's own patience. */
const commandMs = 60_000

/** @returns null where nothing here can run the tests */
export function prepareTests({ script, root, test, env, stop }: TestedProgram): TestRun | null {
  const copy = (prefix: string, nodeModules: string | null, fill: (workspace: Workspace) => void) => (files: GenomeFiles): Workspace => {
    stop.throwIfAborted()
    const workspace = new Workspace(env)
    stop.addEventListener('abort', () => workspace.close(), { once: true })
    fill(workspace)
    workspace.link(nodeModules)
    workspace.write(prefixed(files, prefix))
    return workspace
  }
  if ('command' in test) {
    const prefix = prefixOf(root, test.folder)
    return { command: test.command, hosted: null, prefix, open: copy(prefix, nearest(test.folder, 'node_modules'), (workspace) => workspace.copy(test.folder)) }
  }
  const program = readProgram([script], test.file)
  const entry = program.entry ?? ''
  const command = commandFor(test.file, entry, program.tests[entry] ?? '')
  if (command === null) return null
  const prefix = prefixOf(root, program.root)
  const nodeModules = command.nodeModules ?? nearest(dirname(script), 'node_modules')
  return { command, hosted: { files: program.tests, entry }, prefix, open: copy(prefix, nodeModules, (workspace) => workspace.write({ ...program.files, ...program.tests })) }
}

/** The tests themselves on one version, in a copy: what stands on disk is never touched. */
export async function runTests(program: TestedProgram, files: GenomeFiles): Promise<CommandEnd> {
  const tests = prepareTests(program)
  if (tests === null) return { ok: false, exitCode: 127, timedOut: false, output: 'nothing here can run the tests', ms: 0 }
  const workspace = tests.open(files)
  try {
    return await workspace.run(tests.command, commandMs)
  } finally {
    workspace.close()
  }
}

const prefixOf = (root: string, folder: string): string => (root === folder ? '' : `${relative(folder, root).split(sep).join('/')}/`)

/** Files by the names that they have in a copy, and back. */
export const prefixed = (files: GenomeFiles, prefix: string): GenomeFiles => renamed(files, (path) => prefix + path)
export const unprefixed = (files: GenomeFiles, prefix: string): GenomeFiles => renamed(files, (path) => path.slice(prefix.length))

const renamed = (files: GenomeFiles, name: (path: string) => string): GenomeFiles =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [name(path), text]))
