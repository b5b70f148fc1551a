import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { parseTree } from '../../lib/chaos/code/tree.ts'
import { findFault } from '../../lib/chaos/faults.ts'
import { seededRandom } from '../../lib/chaos/random.ts'
import type { Program } from './corpus.ts'

/** Mistakes as people make them. Faults that put code of their own into a program are no measure of repair. */
export const suited: readonly string[] = [
  'delete-lines', 'syntax-error', 'division-by-zero', 'renamed-variable', 'null-value', 'off-by-one', 'boundary', 'comparison',
  'negated-condition', 'logical', 'arithmetic', 'constant', 'swapped-arguments', 'removed-return', 'removed-statement',
]

const timeLimitMs = 5000
const root = join(import.meta.dirname, '..', '..')

export interface SeededBug {
  /** Id of the chaos fault that made it. */
  fault: string
  source: string
  summary: string
}

/** One bug of each fault that finds a place, by default of all that are suited; the same seed, the same bugs. Tests need not notice them all: ask {@link isNoticed}. */
export function seedBugs(source: string, seed: number, kinds: readonly string[] = suited): SeededBug[] {
  const code = parseTree(source) ? source : stripTypeScriptTypes(source, { mode: 'strip' })
  return kinds.flatMap((id) => {
    const fault = findFault(id)
    const mutation = fault.class === 'code' ? fault.mutate(code, { random: seededRandom(seed), intensity: 1 }) : null
    return mutation ? [{ fault: id, source: carryOver(mutation.source, code, source), summary: mutation.summary }] : []
  })
}

/** Makes the change from `code` to `broken` in `source`, of which `code` is the copy with its types blanked out. */
function carryOver(broken: string, code: string, source: string): string {
  const shorter = Math.min(broken.length, code.length)
  let start = 0
  while (start < shorter && broken[start] === code[start]) start += 1
  let rest = 0
  while (rest < shorter - start && broken[broken.length - 1 - rest] === code[code.length - 1 - rest]) rest += 1
  return source.slice(0, start) + broken.slice(start, broken.length - rest) + source.slice(source.length - rest)
}

/**
 * Whether a program's visible tests fail, or do not end within 5 s, with another source in its place. Runs them in a
 * process of their own, as their author would: test by test where they are Vitest's, else as a script.
 */
export async function isNoticed({ file, visible }: Pick<Program, 'file' | 'visible'>, source: string): Promise<boolean> {
  mkdirSync(join(root, 'data'), { recursive: true })
  // Within the project, where Vitest can be imported; but of no module system yet, as the corpus is.
  const folder = mkdtempSync(join(root, 'data', 'bench-noticed-'))
  try {
    for (const [name, text] of [['package.json', '{}'], [file, source], [visible.file, visible.text]] as const) writeFileSync(join(folder, name), text)
    // Vitest in threads, so that none of its processes outlives the one that is killed.
    const args = isVitest(visible.text) ? [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', folder, '--pool', 'threads'] : [visible.file]
    const child = spawn(process.execPath, args, { cwd: folder, env: { NODE_ENV: 'test' }, stdio: 'ignore', timeout: timeLimitMs, killSignal: 'SIGKILL' })
    const [exitCode] = await once(child, 'exit') as [number | null]
    return exitCode !== 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether a test file needs Vitest to run it. */
export const isVitest = (text: string): boolean => /from ['"]vitest['"]/.test(text)
