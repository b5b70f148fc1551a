import type { RunRequest, Tier } from '../contract/ports/sandbox.ts'
import { findProgram } from './find-program.ts'

export const isPython = (entry: string): boolean => entry.endsWith('.py')

/**
 * The machine's own, which every sandbox can read. One in somebody's home folder does not count.
 * @returns null where there is none
 */
export const findPython = (): string | null => findProgram('python3')

/** @returns why a program in Python cannot be run as it is asked for; null where it can */
export function whyNoPython({ work }: Pick<RunRequest, 'work'>, tier: Tier, python: string | null): string | null {
  if (work.mode !== 'service') return `a program in Python runs as a service, not as a ${work.mode === 'perform' ? 'task' : 'script'}`
  // Node refuses files and programs by itself; Python has no walls of its own.
  if (tier < 2) return 'a Python service needs sandbox tier 2: install bwrap'
  return python === null ? 'there is no python3 on this machine: install it, or ask for the worker in JavaScript' : null
}
