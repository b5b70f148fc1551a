import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findProgram } from '../../process/find-program.ts'
import { dataMb, heapMb, lifeCpuSeconds } from './limits.ts'

/** Beside this file. Where a bundler has moved this one, whoever asks says where it is. */
export const childFile = (): string => join(dirname(fileURLToPath(import.meta.url)), 'child.cjs')

/**
 * The guard's child: no rights but to read its own program and the ledger. Node's permission model knows nothing of
 * what SQLite opens, so that side is held by the authorizer and by `attach: 0`. Start it with an empty environment.
 */
export function guardCommand(child: string, ledgerPath: string): { file: string; args: string[] } {
  const node = [
    process.execPath, '--permission', `--allow-fs-read=${child}`, `--allow-fs-read=${ledgerPath}`,
    // It runs C, and little JavaScript: without a compiler there is less to attack and a tighter limit holds.
    '--jitless', `--max-old-space-size=${heapMb}`, '--disable-sigusr1', '--no-addons', child,
  ]
  const prlimit = findProgram('prlimit')
  const limited = prlimit === null ? node : [prlimit, `--data=${dataMb * 1024 * 1024}`, '--core=0', `--cpu=${lifeCpuSeconds}`, ...node]
  const setpriv = findProgram('setpriv')
  // Without it a statement in its midst would outlive whoever would have stopped it.
  const [file, ...args] = setpriv === null ? limited : [setpriv, '--pdeathsig', 'KILL', '--no-new-privs', '--', ...limited]
  return { file: file ?? process.execPath, args }
}
