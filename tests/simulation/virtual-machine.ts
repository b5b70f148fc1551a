import { FaultUnfitError } from '../../lib/contract/errors.ts'
import type { Step } from '../../lib/contract/step.ts'
import type { Machine } from '../../lib/core/machine.ts'
import { openSteps, type Steps } from '../../lib/core/steps.ts'
import type { Patient } from './patients.ts'
import { virtualDial, virtualLeaderSocket } from './virtual-leader-socket.ts'
import { KilledError, type VirtualProcess } from './virtual-process.ts'
import type { VirtualSandbox } from './virtual-sandbox.ts'

/** A disk is filled until somebody empties it. */
const hourMs = 3_600_000

/** Until somebody looks again whether a process is there, ms. */
const looksMs = [0, 1, 4, 8]

/** The machine, as one of its processes has it. */
export function virtualMachine(process: VirtualProcess, sandbox: VirtualSandbox, patients: readonly Patient[]): Machine & { steps: Steps } {
  const { world } = process
  let at: Step | null = null

  const strike = (signal: 'SIGKILL' | 'SIGSTOP'): void => {
    if (!process.isRunning) return
    const where = at ?? 'its own hand'
    world.met(`${signal} at ${where}`)
    world.tell(`${process.name} is struck by ${signal} at ${where}`)
    if (signal === 'SIGKILL') {
      process.kill()
      throw new KilledError(`${process.name} died at ${where}`)
    }
    process.stop()
    // What has been written of this transaction is written again when it goes on: nobody can see the difference.
    if (at === 'commit-open') world.locks.holdFor(process)
  }
  const steps = openSteps(strike)

  return {
    clock: process.clock,
    identity: { host: process.host, pid: process.pid, born: process.born },
    socket: `core-${process.core}.sock`,
    steps: {
      arm: steps.arm,
      reach(step) {
        if (process.isRunning) world.met(`step ${step}`)
        at = step
        try {
          steps.reach(step)
        } finally {
          at = null
        }
      },
    },
    openGenomes: () => world.disk.genomesOf(process),
    loadOrganisms: async () => ({ organisms: patients.map(({ organism }) => organism), refused: [] }),
    openLeaderSocket: async (options) => virtualLeaderSocket(process, options),
    ...virtualDial(process),
    stateOf: (identity) => world.find(identity)?.seen() ?? 'dead',
    whenOver(identity, heard) {
      const other = world.find(identity)
      let isAwaited = true
      const look = (): void => void process.post(world.chance.of(looksMs), 'signals', () => { if (isAwaited) heard() })
      if (other === undefined || other.isOver) look()
      else other.onOver.push(look)
      return () => { isAwaited = false }
    },
    signal: (identity, signal) => process.act('signals', () => {
      const other = world.find(identity)
      world.tell(`${process.name} sends ${signal} to ${other?.name ?? 'nobody'}`)
      if (signal === 'SIGKILL') other?.kill()
      if (signal === 'SIGCONT') other?.wake()
    }),
    endHostsOf: (pid) => process.act('signals', () => world.sandboxOf(pid)?.endAll()),
    sweepOrphans: () => undefined,
    strike,
    fillDisk: async () => world.disk.fill(hourMs),
    emptyDisk: () => world.disk.empty(),
    async holdLock() {
      const release = world.locks.hold()
      if (release === null) throw new FaultUnfitError('the lock could not be taken now; try again')
      // Whoever holds it ends with the core that began it.
      process.onLetGo.push(release)
      return release
    },
  }
}
