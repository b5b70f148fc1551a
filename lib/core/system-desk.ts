import { randomUUID } from 'node:crypto'
import type { CommandOutcome, CommandRequest } from '../contract/command.ts'
import { ChaosStoppedError, FaultUnfitError, OrganismBusyError, RequestInvalidError, UnknownInjectionError } from '../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { FaultEnd, SystemFault, SystemTarget, Undo } from '../contract/fault.ts'
import type { Clock } from '../contract/ports/clock.ts'
import { findFault } from '../chaos/faults.ts'
import { seededRandom } from '../chaos/random.ts'

export interface SystemDeskOptions {
  clock: Clock
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  target: SystemTarget
  isStopped: () => boolean
  defaultTtlMs: () => number
  drawSeed: () => number
  onBreak: (error: unknown) => void
}

/** What hits Ouroboros itself: one such fault at a time, each with its way back. */
export interface SystemDesk {
  /** @throws FaultUnfitError, OrganismBusyError, ChaosStoppedError, NoStandbyError */
  inject: (request: Extract<CommandRequest, { kind: 'chaos-inject' }>) => Promise<CommandOutcome>
  /** Whether this fault is one of these, and runs. */
  has: (injection: string) => boolean
  undo: (injection: string, end: FaultEnd, why: string) => Promise<CommandOutcome>
  /** @returns how many there were */
  stop: (why: string) => Promise<number>
  /** For the end of the core: lets go of what lives in this process. */
  close: () => Promise<void>
}

interface Running {
  injection: string
  fault: SystemFault
  takeBack: Undo
  /** Its injection is over, well or not: before that nobody can know what there is to take back. */
  arrived: Promise<void>
  ttl: AbortController
}

const ours = { organism: null, incident: null }

export function openSystemDesk({ clock, record, target, isStopped, defaultTtlMs, drawSeed, onBreak }: SystemDeskOptions): SystemDesk {
  let running: Running | null = null
  let isClosed = false

  async function end(row: Running, how: FaultEnd, why: string): Promise<void> {
    if (running !== row) return
    running = null
    row.ttl.abort()
    await row.takeBack()
    await record({ ...ours, kind: 'fault-end', data: { injection: row.injection, end: how, why } })
  }

  /** By another hand than the one that injects it. */
  async function endLater(row: Running, how: FaultEnd, why: string): Promise<void> {
    await row.arrived
    await end(row, how, why)
  }

  function startTtl(row: Running, ttlMs: number): void {
    const expire = async (): Promise<void> => {
      await clock.sleep(ttlMs, row.ttl.signal)
      if (!row.ttl.signal.aborted) await end(row, 'expired', `its ${ttlMs / 1000} s are over`)
    }
    expire().catch((error: unknown) => { if (!isClosed) onBreak(error) })
  }

  function systemFault(id: string): SystemFault {
    const fault = findFault(id)
    if (fault.class !== 'system') throw new RequestInvalidError(`${fault.label} needs an organism to break: name one`)
    return fault
  }

  return {
    async inject({ fault: id, seed = drawSeed(), intensity = 2, ttlMs = defaultTtlMs(), at = null }) {
      const fault = systemFault(id)
      if (isStopped()) throw new ChaosStoppedError('chaos is stopped; allow it again first')
      if (running) throw new OrganismBusyError(`${running.fault.label} already runs; wait until it is over, or take it back`)
      if (at !== null && !fault.takes.includes('step')) throw new FaultUnfitError(`${fault.label} waits for no step; kill-core and stop-core do`)
      const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
      const row: Running = { injection: randomUUID(), fault, takeBack: () => undefined, arrived, ttl: new AbortController() }
      running = row
      try {
        await record({
          ...ours, kind: 'fault-prepare',
          data: { injection: row.injection, fault: fault.id, class: fault.class, label: fault.label, seed, intensity, ttlMs, undo: fault.undo, summary: at === null ? fault.teaches : `${fault.teaches} It waits for the step ${at}.`, ...(at !== null && { at }) },
        })
        if (isStopped()) throw new ChaosStoppedError('chaos was stopped just now; allow it again first')
        row.takeBack = await fault.inject(target, { random: seededRandom(seed), intensity, at })
        // Who closed this desk meanwhile found nothing to take back, and waits for what a full disk or a lock holds up.
        if (isClosed) throw new OrganismBusyError('this core ends; ask again in a moment')
        // Before anything more is written: with the disk full, its time is the only way back.
        startTtl(row, ttlMs)
        const told = record({ ...ours, kind: 'fault-inject', data: { injection: row.injection, genome: null } })
        arrive()
        await told
        if (fault.isMomentary) await end(row, 'healed', fault.undo)
      } catch (error) {
        await end(row, 'failed', error instanceof Error ? error.message : String(error))
        throw error
      } finally {
        arrive()
      }
      return { message: `${fault.label}: ${fault.isMomentary ? 'done' : 'in force'}`, injection: row.injection }
    },

    has: (injection) => running?.injection === injection,

    async undo(injection, how, why) {
      const row = running
      if (row?.injection !== injection) throw new UnknownInjectionError('that fault does not run any more; nothing was changed')
      await endLater(row, how, why)
      return { message: `${row.fault.label} was taken back`, injection }
    },

    async stop(why) {
      if (running === null) return 0
      await endLater(running, 'stopped', why)
      return 1
    },

    async close() {
      isClosed = true
      running?.ttl.abort()
      await running?.takeBack()
    },
  }
}
