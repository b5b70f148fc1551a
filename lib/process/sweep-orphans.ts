import { readdirSync, readFileSync } from 'node:fs'
import { hostFile, pythonHostFile } from './launch-command.ts'
import { sendSignal } from './stop-tree.ts'

/**
 * Ends hosts, and wrappers of hosts, whose core is gone. The kernel ends them with the core on Linux with setpriv or
 * bwrap, except one that was just being started; elsewhere nothing does. Only processes that carry the path of our
 * host and that init has inherited are touched.
 */
export function sweepOrphans(): void {
  // As init, our own children look like orphans.
  if (process.platform !== 'linux' || process.pid === 1) return
  for (const pid of processes()) if (parentOfHost(pid) === 1) sendSignal(pid, 'SIGKILL')
}

/** Ends the hosts of a core that is stopped: it cannot end them, and they live on with it. */
export function endHostsOf(core: number): void {
  if (process.platform !== 'linux') return
  for (const pid of processes()) if (parentOfHost(pid) === core) sendSignal(-pid, 'SIGKILL')
}

const processes = (): number[] => readdirSync('/proc').map(Number).filter((number) => number > 1)

/** @returns null where it is no host of ours, or gone */
function parentOfHost(pid: number): number | null {
  try {
    const last = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').at(-2)
    if (last !== hostFile && last !== pythonHostFile) return null
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}
