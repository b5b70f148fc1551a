import type { RunEnd } from '../contract/ports/sandbox.ts'
import type { Capability } from './capabilities.ts'
import { openSandbox } from './open-sandbox.ts'

const limits = { timeoutMs: 5000, heapMb: 32, rssMb: 512, cpuSeconds: 5, outputBytes: 100_000 }

/** Tries to get out, by every door there is, and answers with the doors that were open. */
const escapes = `
const attempts = {
  'reads files': () => require('node:fs').readFileSync('/etc/passwd'),
  'writes files': () => require('node:fs').writeFileSync('/tmp/ouroboros-probe-' + process.pid, ''),
  'starts programs': () => require('node:child_process').execFileSync('/bin/true'),
  'starts threads': () => new (require('node:worker_threads').Worker)('0', { eval: true }),
  'opens its inspector': () => require('node:inspector').open(0),
  'opens databases': () => require('node:sqlite'),
}
const network = () => new Promise((resolve) => {
  const socket = require('node:net').connect(9, '127.0.0.1')
  socket.on('connect', () => resolve(true)).on('error', (error) => resolve(error.code !== 'ERR_ACCESS_DENIED'))
})
exports.perform = async () => {
  const open = Object.keys(attempts).filter((name) => { try { attempts[name](); return true } catch { return false } })
  return (await network()) ? [...open, 'uses the network'] : open
}`

const gluttony = 'exports.perform = () => { const all = []; for (;;) all.push(new Array(10_000).fill(0.5)) }'

/** What Node itself, as the host starts it, keeps a program from doing. */
export async function probeHost(): Promise<Capability[]> {
  const sandbox = openSandbox({ tier: 1 })
  const perform = (source: string): Promise<RunEnd> =>
    sandbox.start({ files: { 'probe.js': source }, entry: 'probe.js', limits, network: 'none', work: { mode: 'perform', tasks: [null] } }).ended
  const [escaped, hungry] = await Promise.all([perform(escapes), perform(gluttony)])
  await sandbox.close()
  return [permission(escaped), heapCap(hungry), sampling(hungry)]
}

function permission({ results, record }: RunEnd): Capability {
  const [result] = results
  const open = result?.ok && Array.isArray(result.value) ? result.value.filter((door) => typeof door === 'string') : null
  const ok = open?.length === 0
  return {
    id: 'permission',
    label: 'T1: Node refuses files, programs, threads, network and inspector',
    ok,
    why: ok
      ? 'Node calls its permission model a seat belt: native bugs, signals to processes of the same user, and for a service any network address are not covered'
      : open
        ? `a program inside still ${open.join(', ')}`
        : (record.failure?.message ?? 'the probe did not answer'),
    fix: ok ? null : 'run Ouroboros with Node 26: ./run.sh brings it',
  }
}

function heapCap({ record }: RunEnd): Capability {
  const ok = record.stopReason === 'memory'
  return {
    id: 'heap-cap',
    label: 'The heap has a cap',
    ok,
    why: ok ? null : `a program that takes all memory ended with ${record.signal ?? `exit code ${record.exitCode ?? 'none'}`}`,
    fix: null,
  }
}

function sampling({ record }: RunEnd): Capability {
  const ok = record.peakRssMb !== null
  return {
    id: 'proc',
    label: 'Memory and CPU are measured from outside (/proc)',
    ok,
    why: ok ? null : '/proc cannot be read: memory, CPU and the limits on them are not watched',
    fix: ok ? null : 'use Linux with /proc mounted',
  }
}
