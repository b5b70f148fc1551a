import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import { FaultUnfitError } from '../contract/errors.ts'
import type { Undo } from '../contract/fault.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { ProcessIdentity } from '../contract/ports/store.ts'
import { systemClock } from '../process/clock.ts'
import { emptyEnvironment } from '../process/launch-command.ts'
import { identityOf, processState, signalProcess, whenOver } from '../process/process-identity.ts'
import { endHostsOf, sweepOrphans } from '../process/sweep-orphans.ts'
import { openGenomes } from '../store/genomes/open-genomes.ts'
import { dial, reportRefusal } from './elector/dial.ts'
import { openLeaderSocket } from './elector/leader-socket.ts'
import { emptyDisk, fillDisk } from './fill-disk.ts'
import { loadOrganisms } from './load-organisms.ts'
import { openSteps, type Steps } from './steps.ts'

/** What a core has around it: time, disk, its own process and others, and the sockets between them. A simulation has another one. */
export interface Machine {
  clock: Clock
  identity: ProcessIdentity
  /** Where this core can be heard. */
  socket: string
  steps: Steps
  openGenomes: (clock: Pick<Clock, 'now'>) => Genomes
  loadOrganisms: () => ReturnType<typeof loadOrganisms>
  openLeaderSocket: typeof openLeaderSocket
  dial: typeof dial
  reportRefusal: typeof reportRefusal
  stateOf: typeof processState
  whenOver: typeof whenOver
  signal: (identity: ProcessIdentity, signal: NodeJS.Signals) => void
  endHostsOf: typeof endHostsOf
  sweepOrphans: typeof sweepOrphans
  /** Hits this very process. */
  strike: (signal: 'SIGKILL' | 'SIGSTOP') => void
  fillDisk: typeof fillDisk
  emptyDisk: typeof emptyDisk
  /** Another process holds the write lock of this ledger. @throws FaultUnfitError */
  holdLock: (ledgerPath: string) => Promise<Undo>
}

/** The one that this process runs on. */
export function thisMachine({ dataDir, genomesDir, organismsDir }: Config, core: string): Machine {
  const strike: Machine['strike'] = (signal) => void process.kill(process.pid, signal)
  return {
    clock: systemClock,
    identity: identityOf(process.pid),
    socket: socketPath(dataDir, core.split('@')[0] ?? core),
    steps: openSteps(strike),
    openGenomes: (clock) => openGenomes(genomesDir, clock),
    loadOrganisms: () => loadOrganisms(organismsDir),
    stateOf: processState,
    signal: signalProcess,
    whenOver, openLeaderSocket, dial, reportRefusal, endHostsOf, sweepOrphans, strike, fillDisk, emptyDisk, holdLock,
  }
}

/** Longer paths than this are none for a Unix socket, on any system. */
const longestSocketPath = 100

/** Beside the ledger, where the path is short enough. */
function socketPath(dataDir: string, core: string): string {
  mkdirSync(dataDir, { recursive: true })
  const beside = join(dataDir, `core-${core}.sock`)
  return Buffer.byteLength(beside) <= longestSocketPath ? beside : join(mkdtempSync(join(tmpdir(), 'ouroboros-')), `core-${core}.sock`)
}

const lockHolder = fileURLToPath(import.meta.resolve('./hold-lock.ts'))

async function holdLock(ledgerPath: string): Promise<Undo> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', lockHolder, ledgerPath], { stdio: ['pipe', 'pipe', 'inherit'], env: emptyEnvironment })
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), once(child, 'exit')])) as [unknown]
  if (line !== 'held') throw new FaultUnfitError('the lock could not be taken now; try again')
  // The end of its stdin is the end of it, however this core ends.
  return () => void child.kill('SIGKILL')
}
