import type { LimitFunction } from 'p-limit'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Ledger } from '../contract/ports/ledger.ts'
import type { Readers } from '../contract/ports/readers.ts'
import type { OutputChunk, Sandbox } from '../contract/ports/sandbox.ts'
import type { Organism } from '../contract/spec.ts'
import type { OrganismView } from '../contract/view.ts'
import { keep } from '../watcher/keeper.ts'
import type { Keeper } from '../watcher/keeper-ports.ts'
import { runBody } from '../watcher/run-body.ts'
import { serviceBody } from '../watcher/service-body.ts'
import { watchedBody } from '../watcher/watched-body.ts'
import type { Chance } from './chance.ts'
import type { ChaosDesk } from './chaos-desk.ts'
import type { Healing } from './open-healing.ts'
import type { Watch } from './open-watch.ts'
import { keepServiceLog } from './service-log.ts'
import type { SettingsDesk } from './settings-desk.ts'
import { writeHealed } from './write-healed.ts'

export interface KeepPorts {
  clock: Clock
  sandbox: Sandbox
  genomes: Genomes
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  ledger: Pick<Ledger, 'readState' | 'writeState'>
  reader: Pick<Readers, 'genome'>
  chance: Chance
  settings: SettingsDesk
  chaos: ChaosDesk
  healing: Healing
  /** Shared by all organisms: how many processes boot at a time. */
  boots: LimitFunction
  /** What a version that healing wrote means for the app that its organism is a part of. */
  onProven: (organism: string, genome: string) => Promise<void>
  /** A user's own script, in the place of the organisms. */
  watch?: Watch | undefined
  onOutput: (organism: string, chunk: OutputChunk) => void
  /** The core cannot go on. */
  onBreak: (error: unknown) => void
  /** As above, unless the core is stopped by then. */
  onBreakWhileRunning: (error: unknown) => void
}

/** An organism with the body that its kind needs, as the last core left it. */
export function keepOrganism(ports: KeepPorts, organism: Organism, left: OrganismView | undefined): Keeper {
  const { clock, sandbox, genomes, record, ledger, reader, chance, settings, chaos, healing, boots, watch, onOutput, onBreak, onBreakWhileRunning } = ports
  const { id, manifest } = organism
  const serviceLog = manifest.kind === 'service' ? keepServiceLog(id, (event) => void record(event).catch(onBreak)) : null
  const push = (chunk: OutputChunk): void => {
    onOutput(id, chunk)
    serviceLog?.push(chunk)
  }
  const body = watch
    ? watchedBody({ root: watch.organism.root, clock, launch: watch.launch, onOutput: push, onDeath: () => keeper.wake(), onDone: () => watch.order.everyMs ?? rest() })
    : manifest.kind === 'service'
    ? serviceBody({
        organism, sandbox, clock, onOutput: push,
        onStart: (data) => void record({ kind: 'service-start', organism: id, incident: null, data }).catch(onBreak),
        onDeath: () => keeper.wake(),
      })
    : runBody({ organism, sandbox, onOutput: push, boots })
  // Run once: a script may have effects. Whoever resumes it runs it again.
  const rest = (): void => void keeper.pause('it ended by itself, with exit code 0').catch(onBreakWhileRunning)
  const keeper = keep({
    organism, body, clock, genomes,
    seedOf: (number) => chance.pulse(id, number),
    allowed: () => settings.restartBudget(id) ?? manifest.budget,
    record: watch?.order.write ? recordAndWrite(watch, ports) : organism.home ? recordAndTell(ports) : record,
    standing: (genome) => reader.genome(genome),
    fault: () => chaos.inForce(id),
    saveState: (state) => ledger.writeState(id, state),
    heal: healing.heal,
    onIncidentEnd: (_incident, end) => chaos.incidentEnded(id, end),
    onBreak,
  }, {
    pulses: left?.pulses ?? 0,
    state: left?.state ?? null,
    carried: ledger.readState(id),
    open: left?.incidents.find(({ end }) => end === null) ?? null,
  })
  if (serviceLog === null) return keeper
  return {
    ...keeper,
    async stop() {
      await keeper.stop()
      serviceLog.close()
    },
  }
}

const recordAndTell = ({ record, onProven, onBreakWhileRunning }: KeepPorts) => async (...events: NewEvent[]): Promise<LedgerEvent[]> => {
  const told = await record(...events)
  // Not waited for: an iteration is written beside the pulses, and one that cannot be is no reason to stop them.
  for (const event of events) if (event.kind === 'genome-prove' && event.organism !== null) void onProven(event.organism, event.data.genome).catch(onBreakWhileRunning)
  return told
}

const recordAndWrite = ({ organism: { root } }: Watch, { record, genomes }: KeepPorts) => async (...events: NewEvent[]): Promise<LedgerEvent[]> => {
  const told = await record(...events)
  for (const event of events) if (event.kind === 'genome-prove') await writeHealed(event.data.genome, root, { genomes, record })
  return told
}
