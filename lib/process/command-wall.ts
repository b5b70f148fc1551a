import { findProgram } from './find-program.ts'
import { limited, walled, type Command } from './launch-command.ts'
import { quickTier } from './quick-tier.ts'

/** Puts a command behind walls in which it sees its folder and what is named. */
export type Wall = (command: Command, within: { folder: string; readable: readonly string[] }) => Command

/** A test command may be a large program. */
const heapMb = 4_096

/** @returns null where this machine has no second tier */
export function openWall(): Wall | null {
  const bwrap = quickTier() === 2 ? findProgram('bwrap') : null
  return bwrap === null ? null : (command, within) => limited(walled(bwrap, command, within), { heapMb }).command
}
