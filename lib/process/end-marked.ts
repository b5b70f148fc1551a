import { readdirSync, readFileSync } from 'node:fs'
import { sendSignal } from './stop-tree.ts'

/** Variable that tells a program, and whatever it starts, from all others. */
export const markVariable = 'OUROBOROS_ACTION'

/** One that starts others while it is ended may need more than one round. */
const rounds = 5

/**
 * SIGKILL to every process that carries the mark in the environment that it was started with, wherever it has gone: a
 * group and a session can be left, and a parent outlived. Linux only. Who starts with another environment is not found.
 */
export function endMarked(mark: string): void {
  if (process.platform !== 'linux') return
  for (let round = 0; round < rounds; round++) {
    const found = readdirSync('/proc').map(Number).filter((pid) => pid > 1 && pid !== process.pid && carries(pid, mark))
    for (const pid of found) sendSignal(pid, 'SIGKILL')
    if (found.length === 0) return
  }
}

function carries(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${markVariable}=${mark}`)
  } catch {
    return false
  }
}
