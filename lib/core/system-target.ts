import { FaultUnfitError, NoStandbyError } from '../contract/errors.ts'
import type { SystemTarget } from '../contract/fault.ts'
import type { Store } from '../contract/ports/store.ts'
import type { MovableClock } from '../process/clock.ts'
import type { LeaderSocket } from './elector/leader-socket.ts'
import type { Machine } from './machine.ts'
import type { Spoiler } from './spoil-model.ts'
import type { Steps } from './steps.ts'

export interface SystemTargetOptions {
  clock: MovableClock
  machine: Pick<Machine, 'strike' | 'fillDisk' | 'holdLock'>
  steps: Steps
  socket: Pick<LeaderSocket, 'peers' | 'tell' | 'cut'>
  /** Once the command that runs now is answered. */
  afterAnswer: (work: () => void) => void
  dataDir: string
  ledgerPath: string
  spoiler: Spoiler
  hasModel: () => boolean
  store: Pick<Store, 'cut'>
}

/** For what was said to leave this process, ms. */
const saidMs = 10

/** Ouroboros itself, as the core that leads can hit it. */
export function systemTarget({ clock, machine, steps, socket, afterAnswer, dataDir, ledgerPath, spoiler, hasModel, store }: SystemTargetOptions): SystemTarget {
  const needStandby = (what: string): void => {
    if (socket.peers().length === 0) throw new NoStandbyError(`no other core stands by, ${what}; try again in a moment`)
  }
  return {
    strike(signal, at) {
      if (at !== null && !at.startsWith('takeover-')) return steps.arm(at, signal)
      if (at !== null) {
        needStandby('which could come to that step')
        socket.tell({ type: 'arm', step: at, signal })
      }
      let isOff = false
      afterAnswer(() => { if (!isOff) machine.strike(at === null ? signal : 'SIGKILL') })
      return () => { isOff = true }
    },
    splitBrain(wakeMs) {
      needStandby('which could lead as well')
      afterAnswer(() => {
        socket.tell({ type: 'split-brain', wakeMs })
        // By its own hand, between two writes: stopped inside of one it would hold the lock, and nobody else could lead.
        void clock.sleep(saidMs).then(() => machine.strike('SIGSTOP'))
      })
    },
    breakLink() {
      needStandby('so there is no connection to break')
      afterAnswer(() => void socket.cut())
    },
    fillDisk: () => machine.fillDisk(dataDir),
    async lockLedger() {
      if (store.cut) throw new FaultUnfitError('the ledger is in PostgreSQL, which locks rows and no file; choose cut-database')
      return machine.holdLock(ledgerPath)
    },
    jumpClock: (byMs) => clock.jump(byMs),
    spoilModel(how) {
      if (!hasModel()) throw new FaultUnfitError('no language model is set, so there is none to lose: say which with mind')
      spoiler.how = how
      return () => { spoiler.how = null }
    },
    async cutDatabase() {
      if (!store.cut) throw new FaultUnfitError('the ledger is a SQLite file, so there is no connection to cut: choose lock-ledger')
      await store.cut()
    },
  }
}
