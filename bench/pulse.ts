import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Organism } from '../lib/contract/spec.ts'
import type { Sandbox } from '../lib/contract/ports/sandbox.ts'
import { loadOrganisms } from '../lib/core/load-organisms.ts'
import { adoptSeed } from '../lib/core/adopt-seed.ts'
import { climb } from '../lib/healing/ladder.ts'
import { restart } from '../lib/healing/rungs/1-restart.ts'
import { pickTier, probeCapabilities } from '../lib/process/capabilities.ts'
import { systemClock as clock } from '../lib/process/clock.ts'
import { openSandbox } from '../lib/process/open-sandbox.ts'
import { openGenomes } from '../lib/store/genomes/open-genomes.ts'
import { openLedger } from '../lib/store/sqlite/open-ledger.ts'
import { openReaders } from '../lib/store/sqlite/open-readers.ts'
import { keep } from '../lib/watcher/keeper.ts'
import type { Keeper } from '../lib/watcher/keeper-ports.ts'
import { runBody } from '../lib/watcher/run-body.ts'
import { serviceBody } from '../lib/watcher/service-body.ts'
import { median, type Figure } from './figure.ts'

/** What watching costs: pulses, restarts and logs through the whole watcher, each against the bare thing. */

const rounds = 30
const restarts = 20
const logLines = 400_000
const blockLines = 12_000_000
const logRounds = 5

export async function run(): Promise<Figure[]> {
  const folder = join(import.meta.dirname, '..', 'data', `bench-pulse-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const tier = pickTier(await probeCapabilities())
  process.stderr.write(`sandbox tier ${tier}, Node ${process.version}\n`)
  const sandbox = openSandbox({ tier, clock })
  try {
    return [await firstOutput(folder, sandbox), await afterKill(folder, sandbox), ...await logTails(folder, sandbox)]
  } finally {
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function organismNamed(id: string): Promise<Organism> {
  const { organisms } = await loadOrganisms(join(import.meta.dirname, '..', 'organism'))
  const found = organisms.find((organism) => organism.id === id)
  if (!found) throw new Error(`the organism ${id} is gone`)
  return found
}

interface Kept {
  keeper: Keeper
  reader: ReturnType<typeof openReaders>
  close: () => Promise<void>
}

/** One organism under the real watcher, sandbox and ledger; nothing heals it but a restart. */
async function keepOne(folder: string, sandbox: Sandbox, organism: Organism, onOutput: () => void): Promise<Kept> {
  const path = join(folder, `${organism.id}.sqlite`)
  const ledger = openLedger({ path, core: 'bench', pid: process.pid, clock })
  const reader = openReaders(path)
  const genomes = openGenomes(join(folder, 'genomes'))
  const record: typeof ledger.append = (...events) => ledger.append(...events)
  await record({ kind: 'organism-add', organism: organism.id, incident: null, data: { manifest: organism.manifest, specHash: '' } })
  await adoptSeed({ genomes, record, wasLive: () => true }, organism)
  sandbox.warm({ heapMb: organism.spec.limits.heapMb, network: organism.manifest.kind === 'service' ? 'loopback' : 'none' }, 2)
  const body = organism.manifest.kind === 'service'
    ? serviceBody({ organism, sandbox, clock, onOutput, onStart: () => undefined, onDeath: () => keeper.wake() })
    : runBody({ organism, sandbox, onOutput })
  const keeper: Keeper = keep({
    organism, body, clock, record, genomes, seedOf: (number) => number,
    standing: (genome) => reader.genome(genome),
    fault: () => null,
    saveState: (state) => ledger.writeState(organism.id, state),
    heal: (sick, openedAtMono, stop) => climb(sick, openedAtMono, {
      clock, record, genomes, stop,
      rungs: [restart({ spend: () => keeper.spendRestart() })],
      prove: () => Promise.reject(new Error('nothing here proposes a version')),
      live: (one, input) => keeper.live(one, input),
    }),
    onIncidentEnd: () => Promise.resolve(),
    onBreak: (error) => { throw error },
  }, { pulses: 0, state: null, carried: undefined, open: null })
  keeper.start()
  return {
    keeper, reader,
    async close() {
      await keeper.stop()
      await ledger.close()
      reader.close()
    },
  }
}

async function until(look: () => boolean): Promise<void> {
  while (!look()) await clock.sleep(2)
}

/** Time from spawn to the first byte on stdout. The process is gone when this resolves. */
async function bareFirstOutput(file: string): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'], env: {} as NodeJS.ProcessEnv })
  await once(child.stdout, 'data')
  const ms = performance.now() - started
  child.stdout.resume()
  await once(child, 'exit')
  return ms
}

async function firstOutput(folder: string, sandbox: Sandbox): Promise<Figure> {
  const organism = await organismNamed('bubble-sort')
  const bare = join(folder, 'bare.mjs')
  writeFileSync(bare, `${organism.files['organism.js'] ?? ''}\nperform([5, 3, 9, 1, 7, 2, 8])\n`)
  const { keeper, reader, close } = await keepOne(folder, sandbox, { ...organism, manifest: { ...organism.manifest, pulseMs: 3_600_000 } }, () => undefined)
  const pulses = (): number[] => reader.pulses({ organism: organism.id, limit: 1_000 }).toReversed().flatMap(({ firstOutputMs }) => firstOutputMs ?? [])
  const controls: number[] = []
  await until(() => reader.pulses({ organism: organism.id, limit: 1 }).length === 1)
  for (let round = 0; round < rounds; round += 1) {
    // The next spare has booted; so has the machine come to rest after the last bare process.
    await clock.sleep(250)
    const before = reader.head()
    keeper.wake()
    await until(() => reader.events({ after: before, kinds: ['pulse-end'], limit: 1 }).length > 0)
    controls.push(await bareFirstOutput(bare))
  }
  const value = median(pulses().slice(1))
  await close()
  const control = median(controls)
  return { name: 'first output of a pulse, watched, sandboxed, recorded', value, unit: 'ms', control, ratio: value / control, goal: 'ratio ≤ 0.2', met: value / control <= 0.2 }
}

async function afterKill(folder: string, sandbox: Sandbox): Promise<Figure> {
  const organism = await organismNamed('beacon')
  const heard: number[] = []
  const { keeper, close } = await keepOne(folder, sandbox, { ...organism, manifest: { ...organism.manifest, budget: { restarts: 100, periodMs: 60_000 }, pulseMs: 3_600_000 } }, () => heard.push(performance.now()))
  const bareFile = join(folder, 'beacon.mjs')
  writeFileSync(bareFile, organism.files['organism.js'] ?? '')
  const values: number[] = []
  const controls: number[] = []
  await until(() => heard.length > 0 && keeper.target.pid() !== null)
  for (let round = 0; round < restarts; round += 1) {
    await until(() => keeper.incident() === null && keeper.target.pid() !== null)
    // A good pulse ends the series of restarts, so that none of them has to wait its back-off.
    keeper.wake()
    await clock.sleep(400)
    heard.length = 0
    const killed = performance.now()
    process.kill(keeper.target.pid() ?? 0, 'SIGKILL')
    await until(() => heard.length > 0)
    values.push((heard[0] ?? Number.NaN) - killed)
    controls.push(await bareRestart(bareFile))
  }
  await close()
  const value = median(values)
  const control = median(controls)
  return { name: 'SIGKILL to the first output of the next process', value, unit: 'ms', control, ratio: value / control, goal: 'ratio ≤ 1.0', met: value / control <= 1 }
}

/** What the simplest keeper does: a loop that spawns the program again when it has ended. */
async function bareRestart(file: string): Promise<number> {
  const start = () => spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'], env: { PORT: '0' } as unknown as NodeJS.ProcessEnv })
  const first = start()
  await once(first.stdout, 'data')
  const killed = performance.now()
  first.kill('SIGKILL')
  await once(first, 'exit')
  const second = start()
  await once(second.stdout, 'data')
  const ms = performance.now() - killed
  second.kill('SIGKILL')
  await once(second, 'exit')
  return ms
}

const lineText = "line + ' the quick brown fox jumps over the lazy dog and runs on'"
const byLine = `for (let line = 0; line < ${logLines}; line += 1) console.log(${lineText})\n`
/** The host makes stdout blocking, a bare child's queues: here both write alike, and only the reading differs. */
const byBlock = `const { writeSync } = process.getBuiltinModule('node:fs')
const flush = (text) => { for (let rest = Buffer.from(text); rest.length > 0;) { try { rest = rest.subarray(writeSync(1, rest)) } catch (error) { if (error.code !== 'EAGAIN') throw error } } }
let block = ''
for (let line = 0; line < ${blockLines}; line += 1) { block += ${lineText} + '\\n'; if (block.length > 65_000) { flush(block); block = '' } }
flush(block)
`

async function logTails(folder: string, sandbox: Sandbox): Promise<Figure[]> {
  return [
    await logTail(folder, sandbox, { name: 'log lines of a child that prints by console.log', printer: byLine, count: logLines }),
    await logTail(folder, sandbox, { name: 'log lines of a child that writes 64 KB blocks', printer: byBlock, count: blockLines }),
  ]
}

interface Printing { name: string; printer: string; count: number }

async function logTail(folder: string, sandbox: Sandbox, { name, printer, count }: Printing): Promise<Figure> {
  const bare = join(folder, 'printer.mjs')
  writeFileSync(bare, printer)
  const values: number[] = []
  const controls: number[] = []
  for (let round = 0; round < logRounds; round += 1) {
    values.push(await watchedRate(sandbox, printer, count))
    controls.push(await bareRate(bare, count))
  }
  const ratio = median(values.map((rate, index) => rate / (controls[index] ?? Number.NaN)))
  return { name, value: median(values), unit: 'lines/s', control: median(controls), ratio, goal: 'ratio ≥ 0.8', met: ratio >= 0.8 }
}

/**
 * From the first output on, as for the bare child: loading the program is not reading its log.
 * @throws where a line was split, lost or doubled without being counted as skipped
 */
async function watchedRate(sandbox: Sandbox, printer: string, count: number): Promise<number> {
  let next = 0
  let from = 0
  const limits = { timeoutMs: 60_000, heapMb: 128, rssMb: 1_000, cpuSeconds: 60, outputBytes: 1e9 }
  const { ended } = sandbox.start({ files: { 'printer.js': printer }, entry: 'printer.js', limits, network: 'none', work: { mode: 'script', args: [], stdin: '' } }, {
    output({ lines, skipped }) {
      if (from === 0) from = performance.now()
      for (const line of lines) {
        if (!line.startsWith(`${next} the quick`) || !line.endsWith('runs on')) throw new Error(`line ${next} came as: ${line}`)
        next += 1
      }
      next += skipped
    },
  })
  await ended
  const rate = count / ((performance.now() - from) / 1000)
  if (next !== count) throw new Error(`${count} lines were printed, ${next} are accounted for`)
  return rate
}

async function bareRate(file: string, count: number): Promise<number> {
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'], env: {} as NodeJS.ProcessEnv })
  let from = 0
  child.stdout.on('data', () => { if (from === 0) from = performance.now() })
  await once(child, 'exit')
  return count / ((performance.now() - from) / 1000)
}
