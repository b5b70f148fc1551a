import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { ProcessIdentity } from '../contract/ports/store.ts'
import { sendSignal } from './stop-tree.ts'

/**
 * `stopped`: it does nothing until somebody lets it go on. `dying`: its main thread has run for the last time, and the
 * kernel still takes apart what it held, which takes tens of milliseconds for what holds 100 MB.
 */
export type ProcessState = 'running' | 'stopped' | 'dying' | 'dead'

/** From one look at a process to the next, ms. A look costs some 20 µs. */
const lookMs = 8

/** Where pids mean the same: a boot of one machine, and a pid namespace of it. */
const host = `${hostname()}/${whole(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim().slice(0, 8))}/${whole(() => readlinkSync('/proc/self/ns/pid').replace(/\D/g, ''))}`

/** @throws where there is no such process */
export function identityOf(pid: number): ProcessIdentity {
  const born = readProcess(pid)?.born
  if (born === undefined) throw new Error(`there is no process ${pid}`)
  return { host, pid, born }
}

/** Of a process of this host. One that has its pid by now is another one. */
export function processState({ pid, born }: ProcessIdentity): ProcessState {
  const found = readProcess(pid)
  if (found === null || found.born !== born) return 'dead'
  // A zombie has let go of all that it held, and only its parent has not looked yet; unless threads of it are left.
  if ('ZXx'.includes(found.state)) return found.threads > 1 ? 'dying' : 'dead'
  if (found.isExiting) return 'dying'
  return 'Tt'.includes(found.state) ? 'stopped' : 'running'
}

/** Calls back once, as soon as its main thread has run for the last time. @returns looks no more */
export function whenOver(identity: ProcessIdentity, heard: () => void): () => void {
  const timer = setInterval(() => {
    const state = processState(identity)
    if (state !== 'dying' && state !== 'dead') return
    clearInterval(timer)
    heard()
  }, lookMs)
  return () => clearInterval(timer)
}

/** Signals it if it is still the same. @returns whether it is */
export const signalProcess = (identity: ProcessIdentity, signal: NodeJS.Signals): boolean =>
  processState(identity) !== 'dead' && sendSignal(identity.pid, signal)

interface Found { state: string; born: string; threads: number; isExiting: boolean }

function readProcess(pid: number): Found | null {
  return process.platform === 'linux' ? readProc(pid) : askPs(pid)
}

/** PF_EXITING of the kernel's flags of a thread: it is being ended, and returns to no code of its own. */
const exiting = 0x4

/** proc(5): the name, in brackets, may hold anything; the state follows it, and 6, 17 and 19 fields on, flags, threads and the start in ticks since boot. */
function readProc(pid: number): Found | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? 'X', born: fields[19] ?? '', threads: Number(fields[17]), isExiting: (Number(fields[6]) & exiting) !== 0 }
  } catch {
    return null
  }
}

function askPs(pid: number): Found | null {
  try {
    const [state = 'X', ...born] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim().split(/\s+/)
    return { state: state[0] ?? 'X', born: born.join(' '), threads: 1, isExiting: false }
  } catch {
    return null
  }
}

function whole(read: () => string): string {
  try {
    return read()
  } catch {
    return '-'
  }
}
