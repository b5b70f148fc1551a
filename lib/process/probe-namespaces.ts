import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import type { Capability } from './capabilities.ts'
import { systemClock } from './clock.ts'
import { findProgram } from './find-program.ts'
import { emptyEnvironment, isolated, type Command } from './launch-command.ts'
import { runProbe } from './run-probe.ts'
import { stopTree } from './stop-tree.ts'

const installFix = 'apt-get install bubblewrap (dnf, apk and pacman call it bubblewrap too)'
const namespaceFix =
  'allow user namespaces: sysctl kernel.unprivileged_userns_clone=1, on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0, in a container --security-opt seccomp=unconfined --security-opt systempaths=unconfined'

/** Looks around in a sandbox without Node's own walls, so that only the namespaces are tried. */
const lookAround = (port: number): string => `
const fs = require('node:fs')
const seen = []
const pids = fs.readdirSync('/proc').filter((name) => Number(name) > 0)
if (pids.length > 4) seen.push('sees ' + pids.length + ' processes')
if (process.getuid() !== 65534) seen.push('is uid ' + process.getuid())
if (fs.readFileSync('/proc/1/environ').length > 0) seen.push('reads an environment of ours')
for (const folder of ['/usr', '/', '/dev', '/proc/sys/kernel']) try { fs.writeFileSync(folder + '/ouroboros-probe', ''); seen.push('writes to ' + folder) } catch {}
if (fs.existsSync('/etc/passwd') || fs.existsSync('/home') || fs.existsSync('/root')) seen.push('sees files of the machine')
const done = (reached) => { if (reached) seen.push('reaches the network'); console.log(JSON.stringify(seen)); process.exit() }
require('node:net').connect(${port}, '127.0.0.1').on('connect', () => done(true)).on('error', () => done(false))
setTimeout(done, 1000, false)`

/** What bwrap keeps a program from doing, on this machine. */
export async function probeNamespaces(): Promise<Capability[]> {
  const bwrap = findProgram('bwrap')
  return Promise.all([probeIsolation(bwrap), probePidNamespace(bwrap)])
}

async function probeIsolation(bwrap: string | null): Promise<Capability> {
  const label = 'T2: bwrap gives a program its own users, processes, files and network'
  const missing = { id: 'bwrap', label, ok: false }
  if (bwrap === null) return { ...missing, why: 'bwrap is not installed', fix: installFix }
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { exitCode, stdout, complaint } = await runProbe(inBwrap(bwrap, lookAround((server.address() as AddressInfo).port)))
  server.close()
  if (exitCode !== 0) return { ...missing, why: complaint, fix: namespaceFix }
  const seen = readList(stdout)
  if (seen === null || seen.length > 0) return { ...missing, why: `a program inside ${seen?.join(', ') ?? 'said nothing'}`, fix: null }
  return { id: 'bwrap', label, ok: true, why: 'a service shares the network of the machine, to be reached at its port', fix: null }
}

/** Starts a grandchild in a session of its own, ends the sandbox, and looks for the grandchild. */
async function probePidNamespace(bwrap: string | null): Promise<Capability> {
  const missing = { id: 'pid-namespace', label: 'T2: no grandchild survives', ok: false }
  if (bwrap === null) return { ...missing, why: 'bwrap is not installed', fix: installFix }
  // A number that no other process sleeps for.
  const mark = String(1_000_000_000 + Math.floor(performance.now() * 1000))
  const forker = `require('node:child_process').spawn('/bin/sleep', ['${mark}'], { detached: true, stdio: 'ignore' }).on('spawn', () => console.log('ready')); setInterval(() => 0, 1000)`
  const { file, args } = inBwrap(bwrap, forker)
  const child = spawn(file, args, { env: emptyEnvironment, detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  const started = await Promise.race([once(child.stdout, 'data').then(() => true), once(child, 'exit').then(() => false), once(child, 'error').then(() => false)])
  await stopTree(child, 0)
  if (!started) return { ...missing, why: 'a sandbox could not be started', fix: namespaceFix }
  return (await isGone(mark)) ? { ...missing, ok: true, why: null, fix: null } : { ...missing, why: 'a detached grandchild lived on', fix: null }
}

/** The kernel needs a moment to take a namespace down. */
async function isGone(mark: string): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    if (!commandLines().some((line) => line.includes(mark) && line.includes('sleep\0'))) return true
    await systemClock.sleep(25)
  }
  return false
}

function commandLines(): string[] {
  return readdirSync('/proc').filter((name) => Number(name) > 0).map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
    } catch {
      return ''
    }
  })
}

const inBwrap = (bwrap: string, script: string): Command =>
  isolated(bwrap, { file: process.execPath, args: ['--eval', script] }, { network: 'none', info: false })

function readList(text: string): string[] | null {
  try {
    return JSON.parse(text) as string[]
  } catch {
    return null
  }
}
