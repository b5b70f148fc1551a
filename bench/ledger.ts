import { mkdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import type { NewEvent } from '../lib/contract/event.ts'
import { manifestSchema } from '../lib/contract/organism.ts'
import type { Ledger } from '../lib/contract/ports/ledger.ts'
import { openLedger } from '../lib/store/sqlite/open-ledger.ts'
import { median, percentile, type Figure } from './figure.ts'

/**
 * The ledger's whole path (FULL, epoch check, hash chain, projected tables, an acknowledgement for each row) against bare
 * single-row inserts at synchronous=NORMAL, which is what a program does that has thought of none of it.
 */

const rounds = 7
const rowsPerRound = 20_000
/** Callers that wait for their acknowledgement at a time. */
const callers = 500
const offeredPerSecond = 20_000
const offeredRounds = 3
const offeredMs = 3000

const clock = { now: () => Date.now(), mono: () => performance.now(), sleep: async (ms: number) => void (await sleep(ms)) }
const fileSystems: Record<number, string> = { 0xef53: 'ext', 0x01021994: 'tmpfs', 0x794c7630: 'overlay', 0x9123683e: 'btrfs', 0x58465342: 'xfs' }

export async function run(): Promise<Figure[]> {
  const folder = join(import.meta.dirname, '..', 'data', `bench-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    const { type } = statfsSync(folder)
    process.stderr.write(`on ${fileSystems[type] ?? `file system 0x${type.toString(16)}`}, ${rounds} alternating rounds of ${rowsPerRound} rows\n`)
    return [await throughput(folder), await latency(folder)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function throughput(folder: string): Promise<Figure> {
  const bare: number[] = []
  const ours: number[] = []
  // The first round of each warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const bareRate = bareRowsPerSecond(join(folder, `bare-${round}.db`))
    const ourRate = await ledgerRowsPerSecond(join(folder, `ledger-${round}.db`))
    if (round === 0) continue
    bare.push(bareRate)
    ours.push(ourRate)
  }
  const ratio = median(ours.map((rate, index) => rate / (bare[index] ?? Number.NaN)))
  return { name: 'ledger rows, acknowledged', value: median(ours), unit: 'rows/s', control: median(bare), ratio, goal: 'ratio ≥ 2', met: ratio >= 2 }
}

async function latency(folder: string): Promise<Figure> {
  const bare: number[] = []
  const ours: number[] = []
  for (let round = 0; round < offeredRounds; round++) {
    const insert = openBare(join(folder, `bare-offered-${round}.db`))
    bare.push(percentile(await offer(async (event) => insert(event)), 99))
    const ledger = await openWithOrganism(join(folder, `offered-${round}.db`))
    const heart = setInterval(() => void ledger.beat(), 1000)
    ours.push(percentile(await offer((event) => ledger.append(event)), 99))
    clearInterval(heart)
    await ledger.close()
  }
  const [value, control] = [median(ours), median(bare)]
  return {
    name: `acknowledged p99 at ${offeredPerSecond} rows/s offered`, value, unit: 'ms', control, ratio: value / control, goal: '≤ 25 ms', met: value <= 25,
  }
}

function bareRowsPerSecond(path: string): number {
  const insert = openBare(path)
  return rate(() => {
    for (let number = 0; number < rowsPerRound; number++) insert(pulse(number))
  })
}

async function ledgerRowsPerSecond(path: string): Promise<number> {
  const ledger = await openWithOrganism(path)
  let number = 0
  const caller = async (): Promise<void> => {
    while (number < rowsPerRound) await ledger.append(pulse(number++))
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  const perSecond = (rowsPerRound / (performance.now() - started)) * 1000
  await ledger.close()
  return perSecond
}

/** An organism that is known has a view to be kept, which the heartbeat moves along. */
async function openWithOrganism(path: string): Promise<Ledger> {
  const ledger = openLedger({ path, core: 'bench', pid: process.pid, clock })
  const manifest = manifestSchema.parse({ kind: 'task', title: 'Bubble sort', teaches: 'patience', entry: 'organism.js' })
  await ledger.append({ kind: 'organism-add', organism: 'bubble-sort', incident: null, data: { manifest, specHash: '' } })
  return ledger
}

function rate(work: () => void): number {
  const started = performance.now()
  work()
  return (rowsPerRound / (performance.now() - started)) * 1000
}

function openBare(path: string): (event: NewEvent) => void {
  const db = new Sqlite(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.exec('create table events (seq integer primary key, at integer, kind text, organism text, data text)')
  const insert = db.prepare('insert into events (at, kind, organism, data) values (?, ?, ?, ?)')
  return (event) => insert.run(Date.now(), event.kind, event.organism, JSON.stringify(event.data))
}

/**
 * Offers rows at a fixed rate whether or not earlier ones are done.
 * @returns for each row, ms from when it was due until it was acknowledged: a stall counts for all that it keeps waiting
 */
async function offer(write: (event: NewEvent) => Promise<unknown>): Promise<number[]> {
  const total = (offeredPerSecond * offeredMs) / 1000
  const waits: number[] = []
  const pending: Promise<void>[] = []
  const started = performance.now()
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, ((performance.now() - started) * offeredPerSecond) / 1000)
    for (; sent < due; sent++) {
      const dueAt = started + (sent * 1000) / offeredPerSecond
      pending.push(write(pulse(sent)).then(() => void waits.push(performance.now() - dueAt)))
    }
    await sleep(1)
  }
  await Promise.all(pending)
  return waits
}

/** As large as the pulse of a small task, which is what most rows are. */
function pulse(number: number): NewEvent {
  return {
    kind: 'pulse-end', organism: 'bubble-sort', incident: null,
    data: {
      number, genome: 'bubble-sort.g0001', workMs: 3.21, seed: number, task: [5, 3, 9, 1, number], result: [1, 3, 5, 9, number], fitness: 0.5, probe: false,
      run: {
        pid: number, startedAt: 1e12 + number, wallMs: 25.12, firstOutputMs: 3.2, cpuMs: 20, peakRssMb: 48.5, exitCode: 0, signal: null, stopReason: null,
        failure: null, output: { lines: 40, bytes: 900, skippedLines: 0 }, tier: 2, network: 'none', refusedLimits: [],
      },
      verdict: { kind: 'healthy', summary: 'as the spec says', signature: null, frames: [] },
    },
  }
}
