import { readdirSync, readFileSync } from 'node:fs'
import { hostFile } from './launch-command.ts'
import { sendSignal } from './stop-tree.ts'

/**
 * Ends hosts, and wrappers of hosts, whose core is gone. The kernel ends them with the core on Linux with setpriv or
 * bwrap, except one that was just being started; elsewhere nothing does. Only processes that carry the path of our
 * host and that init has inherited are touched.
 */
export function sweepOrphans(): void {
  // As init, our own children look like orphans.
  if (process.platform !== 'linux' || process.pid === 1) return
  for (const pid of readdirSync('/proc').map(Number).filter((number) => number > 1)) {
    if (isOrphanedHost(pid)) sendSignal(pid, 'SIGKILL')
  }
}

function isOrphanedHost(pid: number): boolean {
  try {
    if (readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').at(-2) !== hostFile) return false
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === '1'
  } catch {
    return false
  }
}
