import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { ProcessIdentity } from '../contract/ports/store.ts'
import { sendSignal } from './stop-tree.ts'

/** `stopped`: it is there, and does nothing until somebody lets it go on. */
export type ProcessState = 'running' | 'stopped' | 'dead'

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
  // A zombie has let go of all that it held; only its parent has not looked yet.
  if (found === null || found.born !== born || 'ZXx'.includes(found.state)) return 'dead'
  return 'Tt'.includes(found.state) ? 'stopped' : 'running'
}

/** Signals it if it is still the same. @returns whether it is */
export const signalProcess = (identity: ProcessIdentity, signal: NodeJS.Signals): boolean =>
  processState(identity) !== 'dead' && sendSignal(identity.pid, signal)

function readProcess(pid: number): { state: string; born: string } | null {
  return process.platform === 'linux' ? readProc(pid) : askPs(pid)
}

/** proc(5): the name, in brackets, may hold anything; the state follows it, and 19 fields on, the start in ticks since boot. */
function readProc(pid: number): { state: string; born: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? 'X', born: fields[19] ?? '' }
  } catch {
    return null
  }
}

function askPs(pid: number): { state: string; born: string } | null {
  try {
    const [state = 'X', ...born] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim().split(/\s+/)
    return { state: state[0] ?? 'X', born: born.join(' ') }
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
