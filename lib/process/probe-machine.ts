import { mkdirSync, readFileSync, rmdirSync } from 'node:fs'
import type { Capability } from './capabilities.ts'
import { findProgram } from './find-program.ts'
import { limited } from './launch-command.ts'
import { runProbe } from './run-probe.ts'

/** What else the machine offers: kernel limits, and what upgrades need. */
export async function probeMachine(): Promise<Capability[]> {
  return Promise.all([probeLimits(), probeParentDeath(), probeControlGroups(), probeDocker(), probePython()])
}

const asRoot = process.getuid?.() === 0
const rootRemark = 'processes per user cannot be limited for root; Node and the pid namespace stand in for it'

/** More Buffer memory than allowed must be refused by the kernel; the limits must be those that were asked for. */
async function probeLimits(): Promise<Capability> {
  const missing = { id: 'prlimit', label: 'The kernel limits memory outside the heap, CPU time and open files', ok: false }
  if (findProgram('prlimit') === null) return { ...missing, why: 'prlimit is not installed: these limits are watched from outside only', fix: 'apt-get install util-linux' }
  const script = `
const fs = require('node:fs')
const wrong = []
try { Buffer.alloc(2 * 1024 ** 3); wrong.push('memory') } catch {}
const limits = fs.readFileSync('/proc/self/limits', 'utf8')
if (!/Max core file size +0/.test(limits)) wrong.push('core dumps')
if (!/Max open files +1024/.test(limits)) wrong.push('open files')
if (!/Max cpu time +7 /.test(limits)) wrong.push('CPU time')
console.log(wrong.join(', '))`
  const { command } = limited({ file: '/bin/sh', args: ['-c', 'ulimit -t 7; exec "$0" --eval "$1"', process.execPath, script] }, { heapMb: 64 })
  const { exitCode, stdout, complaint } = await runProbe(command)
  const notLimited = stdout.trim()
  if (exitCode !== 0 || notLimited !== '') return { ...missing, why: notLimited === '' ? complaint : `not limited: ${notLimited}`, fix: null }
  return { ...missing, ok: true, why: asRoot ? rootRemark : null, fix: null }
}

async function probeParentDeath(): Promise<Capability> {
  const label = 'T1: a program dies with the core, even when that is killed'
  const setpriv = findProgram('setpriv')
  const { exitCode, complaint } = setpriv === null
    ? { exitCode: null, complaint: 'setpriv is not installed' }
    : await runProbe({ file: setpriv, args: ['--pdeathsig', 'KILL', '--no-new-privs', '--', '/bin/true'] })
  if (exitCode === 0) return { id: 'parent-death', label, ok: true, why: null, fix: null }
  return { id: 'parent-death', label, ok: false, why: `${complaint}; a busy program may outlive a killed core`, fix: 'apt-get install util-linux' }
}

async function probeControlGroups(): Promise<Capability> {
  const label = 'Control groups (v2) can limit memory and number of processes'
  const missing = { id: 'cgroup-v2', label, ok: false, fix: 'not needed: the other limits stand in for it. To have it, delegate a cgroup (systemd-run --user --scope -p Delegate=yes)' }
  try {
    const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'latin1'))?.[1]
    const group = `/sys/fs/cgroup${own === '/' ? '' : (own ?? '')}`
    const controllers = readFileSync(`${group}/cgroup.controllers`, 'latin1').trim().split(' ')
    const lacking = ['memory', 'pids'].filter((name) => !controllers.includes(name))
    if (lacking.length > 0) return { ...missing, why: `no controller for ${lacking.join(' and ')} here` }
    const trial = `${group}/ouroboros-probe-${process.pid}`
    mkdirSync(trial)
    rmdirSync(trial)
    return { ...missing, ok: true, why: null, fix: null }
  } catch (error) {
    return { ...missing, why: error instanceof Error ? error.message : String(error) }
  }
}

async function probeDocker(): Promise<Capability> {
  const label = 'T3: Docker'
  const docker = findProgram('docker')
  const { exitCode, stdout, complaint } = docker === null
    ? { exitCode: null, stdout: '', complaint: 'docker is not installed' }
    : await runProbe({ file: docker, args: ['version', '--format', '{{.Server.Version}}'] })
  const ok = exitCode === 0
  return { id: 'docker', label, ok, why: ok ? `${stdout.trim()}; reported only, nothing runs in it yet` : complaint, fix: ok ? null : 'optional: install Docker and start its daemon' }
}

async function probePython(): Promise<Capability> {
  const python = findProgram('python3')
  const { exitCode, stdout, complaint } = python === null
    ? { exitCode: null, stdout: '', complaint: 'python3 is not installed' }
    : await runProbe({ file: python, args: ['--version'] })
  const ok = exitCode === 0
  return { id: 'python', label: 'Python 3, for scripts and workers in Python', ok, why: ok ? stdout.trim() : complaint, fix: ok ? null : 'optional: apt-get install python3' }
}
