import type { CommandOutcome } from '../contract/command.ts'
import { RequestInvalidError } from '../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Readers } from '../contract/ports/readers.ts'
import { addAndPromote } from '../healing/promote.ts'
import { whole } from '../contract/whole.ts'
import type { Keeper } from '../watcher/keeper-ports.ts'
import type { ChaosDesk } from './chaos-desk.ts'

export interface ResetPorts {
  keepers: ReadonlyMap<string, Keeper>
  chaos: Pick<ChaosDesk, 'endAll'>
  genomes: Genomes
  reader: Pick<Readers, 'view'>
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  clock: Pick<Clock, 'now'>
  /** Where no seed is asked for. */
  configuredSeed: number
  /** A user's own script is watched: there is no demo. */
  isWatch: boolean
  /** It was broken off in the middle: only a new core brings all of it to agree. */
  onBreak: (error: unknown) => void
}

const why = 'the demo was reset'

/**
 * Everything as at the first start. All organisms are stopped first, each in its turn, and begin again together: between
 * the two nothing pulses, so what comes after `demo-reset` owes nothing to what came before.
 * @throws RequestInvalidError: nothing was changed
 */
export function openDemoReset(ports: ResetPorts): (seed: number | undefined, by: string) => Promise<CommandOutcome> {
  const { keepers, isWatch, configuredSeed } = ports
  // One after the other: two at once would wait for each other's organisms.
  let last: Promise<unknown> = Promise.resolve()
  return (seed = configuredSeed, by) => {
    if (isWatch) throw new RequestInvalidError('a script of yours is watched here: there is no demo to reset')
    const turn = last.then(async () => {
      await Promise.all([...keepers.values()].map((keeper) => keeper.breakOff()))
      await inTurnOf([...keepers.values()], () => reset(ports, seed, by))
    })
    last = turn.catch(ports.onBreak)
    return turn.then(() => ({ message: `the demo begins anew, from seed ${seed}` }))
  }
}

/** Holds the turns of all of them at once. */
const inTurnOf = (keepers: readonly Keeper[], work: () => Promise<void>): Promise<void> =>
  keepers.reduceRight<() => Promise<void>>((inner, keeper) => () => keeper.exclusive(inner), work)()

async function reset(ports: ResetPorts, seed: number, by: string): Promise<void> {
  const { keepers, chaos, record } = ports
  const all = [...keepers.values()]
  await Promise.all(all.map((keeper) => closeIncident(ports, keeper.organism.id)))
  await chaos.endAll(why, by)
  await Promise.all(all.map((keeper) => restoreCode(ports, keeper, by)))
  await record({ kind: 'demo-reset', organism: null, incident: null, data: { by, seed, organisms: all.map(({ organism }) => organism.id) } })
  await Promise.all(all.map((keeper) => keeper.beginAnew()))
}

async function closeIncident({ reader, record, clock }: ResetPorts, organism: string): Promise<void> {
  for (const { id, end, openedAt } of reader.view().organisms[organism]?.incidents ?? []) {
    if (end !== null) continue
    await record({ kind: 'incident-close', organism, incident: id, data: { end: 'rolled-back', rung: 'rollback', why, healMs: Math.max(0, clock.now() - openedAt) } })
  }
}

/** What was proven at the first start needs no probation. */
async function restoreCode({ genomes, record }: ResetPorts, { organism: { id, files } }: Keeper, by: string): Promise<void> {
  const live = whole(() => genomes.current(id))
  const first = genomes.list(id).filter(({ origin }) => origin === 'seed').toSorted((a, b) => b.version - a.version)[0]
  const parents = [...new Set([...(live === null ? [] : [live]), ...(first ? [first.id] : [])])]
  const { id: genome } = await addAndPromote({ record, genomes }, { organism: id, files, origin: 'rollback', parents, author: by, reason: 'as it came: the demo was reset' }, why)
  await record({ kind: 'genome-prove', organism: id, incident: null, data: { genome, pulses: 0, fitness: null } })
}
