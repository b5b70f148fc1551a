import { readdirSync, readFileSync } from 'node:fs'

export interface ProcessSample {
  /** CPU time of all threads since the process began. */
  cpuMs: number
  rssMb: number
  /** The most that was ever resident. */
  peakRssMb: number
}

/** The kernel counts in ticks of a hundredth of a second, whatever its own clock rate (USER_HZ). */
const tickMs = 10

/** What a process uses, as its kernel says. @returns null where there is no /proc, or no such process any more */
export function sampleProcess(pid: number): ProcessSample | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    const peakKb = /^VmHWM:\s+(\d+)/m.exec(status)?.[1]
    const rssKb = /^VmRSS:\s+(\d+)/m.exec(status)?.[1]
    if (peakKb === undefined || rssKb === undefined) return null
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in parentheses may hold anything; utime and stime are the 12th and 13th fields after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const allThreadsMs = (Number(fields[11]) + Number(fields[12])) * tickMs
    return { cpuMs: Math.max(allThreadsMs, mainThreadMs(pid)), rssMb: Number(rssKb) / 1024, peakRssMb: Number(peakKb) / 1024 }
  } catch {
    return null
  }
}

/** Whether a process still has anything to do: one that has ended and waits to be reaped has not. */
export function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

/** Exact where ticks are coarse: JavaScript runs on the main thread. 0 where the kernel keeps no such count. */
function mainThreadMs(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[0]) / 1e6
  } catch {
    return 0
  }
}

/** @returns the first child of a process, null where it has none. */
export function findChild(parent: number): number | null {
  const isChild = (pid: number): boolean => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent
    } catch {
      return false
    }
  }
  const pids = readdirSync('/proc').map(Number).filter((pid) => pid > 0)
  // Pids are given out in order: a child's is most likely one of the next.
  const likely = pids.filter((pid) => pid > parent).sort((a, b) => a - b)
  return likely.find(isChild) ?? pids.find((pid) => pid < parent && isChild(pid)) ?? null
}
