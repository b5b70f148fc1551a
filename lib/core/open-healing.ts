import type { Case } from '../contract/case.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import { healingPlan, type HealingSetting } from '../contract/healing.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Readers } from '../contract/ports/readers.ts'
import type { Search } from '../contract/ports/search.ts'
import type { Trial } from '../contract/ports/trial.ts'
import { prove, type Plea, type Proof } from '../healing/gate.ts'
import { ladderOf } from '../healing/ladder-of.ts'
import { climb, type Outcome } from '../healing/ladder.ts'
import type { MindPorts } from '../healing/ask-for-versions.ts'
import type { GenomeCandidate } from '../healing/rung.ts'
import { restart } from '../healing/rungs/1-restart.ts'
import { antibody } from '../healing/rungs/2-antibody.ts'
import { repair } from '../healing/rungs/3-repair.ts'
import { resident } from '../healing/rungs/4-resident.ts'
import { teacher } from '../healing/rungs/5-teacher.ts'
import { graft } from '../healing/rungs/6-graft.ts'
import { rollback } from '../healing/rungs/7-rollback.ts'
import { quarantine } from '../healing/rungs/8-quarantine.ts'
import { whole } from '../contract/whole.ts'
import { checkRefused, checkResult } from '../watcher/check-result.ts'
import type { Keeper } from '../watcher/keeper-ports.ts'
import { recurrence, withContent } from './recurrence.ts'

export interface HealingOptions {
  clock: Clock
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  genomes: Genomes
  reader: Pick<Readers, 'genomes' | 'genome' | 'antibodies'>
  /** The version that the demo was reset to: older ones count for nothing any more. null: all count. */
  since: (organism: string) => string | null
  trial: Trial
  /** Without it, no code is written: the rungs that search are left out. */
  search: Search | null
  /** Language models, with what they are told. Without, the rungs that ask one are left out. */
  minded: Omit<MindPorts, 'clock' | 'genomes'> | null
  /** The gate, where an organism has no spec to be proved by. A candidate's own: null for files that come from elsewhere. */
  proveBy?: (plea: Plea, candidate: { origin: GenomeCandidate['origin']; failing: GenomeFiles } | null) => Promise<Proof>
  /** What is said when all else has failed. */
  giveUp?: string
  keepers: ReadonlyMap<string, Keeper>
  /** What somebody has asked for before, by organism. */
  asked: ReadonlyMap<string, HealingSetting>
}

/** Healing, put together for the organisms of this core. */
export interface Healing {
  heal: (sick: Case, openedAtMono: number, stop: AbortSignal) => Promise<Outcome>
  /** The gate, for files that come from elsewhere. */
  prove: (plea: Omit<Plea, 'recurs' | 'failing'>) => Promise<Proof>
  /** The gate, for files that somebody wrote: what has failed does not come back by hand either. */
  proveByHand: (plea: Omit<Plea, 'recurs' | 'failing'>) => Promise<Proof>
  /** From the next incident on. */
  configure: (organism: string, setting: HealingSetting, by: string) => Promise<void>
}

/** Versions that are looked through, the newest first. */
const versions = 1_000

export function openHealing(options: HealingOptions): Healing {
  const { clock, record, genomes, reader, trial, search, keepers, since } = options
  const asked = new Map(options.asked)
  const known = (organism: string): ReturnType<typeof reader.genomes> => {
    const first = since(organism)
    const rows = reader.genomes({ organism, limit: versions })
    const oldest = rows.find(({ id }) => id === first)?.version ?? 1
    return rows.filter(({ version }) => version >= oldest)
  }
  const proven = (organism: string): string[] => known(organism).filter(({ status }) => status === 'proven').map(({ id }) => id)
  const asking = options.minded && { clock, record, genomes, ...options.minded }
  const searching = search && { clock, record, genomes, search, remembered: reader.antibodies }
  const rungs = [
    restart({ spend: (organism) => keepers.get(organism)?.spendRestart() ?? Promise.resolve({ ok: false, why: 'it is not kept' }) }),
    ...(searching ? [antibody(searching), repair(searching)] : []),
    ...(asking ? [...(asking.mind.nameOf('resident') === null ? [] : [resident(asking)]), ...(asking.mind.nameOf('teacher') === null ? [] : [teacher(asking)])] : []),
    graft({ genomes, proven }),
    rollback({ genomes, proven }),
    ...(options.giveUp === undefined ? [] : [quarantine(options.giveUp)]),
  ]
  const proveBySpec = (plea: Plea): Promise<Proof> => prove(plea, { clock, trial, oracle: checkResult, refused: checkRefused })
  const proveFiles = options.proveBy ?? proveBySpec

  /** What has failed, or was made to, may not come back as a cure. Going back is held up by nothing. */
  function recurs(sick: Case, { origin, files }: GenomeCandidate): string | null {
    if (origin === 'rollback') return null
    const same = withContent(files, known(sick.organism.id))
    return same.some(({ id }) => id === sick.genome) ? `it is the very content of ${sick.genome}, which fails` : recurrence(same)
  }

  /** A version that other code had to heal has failed; where a restart was enough, it was not to blame. */
  async function markFailed({ organism: { id }, genome, verdict }: Case): Promise<void> {
    const status = reader.genome(genome)?.status
    if (genomes.current(id) === genome || status === 'proven' || status === 'damaged' || status === 'failed') return
    await record({ kind: 'genome-fail', organism: id, incident: null, data: { genome, why: verdict.summary } })
  }

  return {
    async heal(sick, openedAtMono, stop) {
      const { id, manifest } = sick.organism
      const outcome = await climb(sick, openedAtMono, {
        clock, record, genomes, stop,
        rungs: ladderOf(healingPlan(manifest.healing ?? {}, asked.get(id) ?? {}), rungs),
        prove: ({ organism, poisoned, failing, healthyMs }, candidate, seed) =>
          proveFiles({ organism, files: candidate.files, failing: poisoned ? null : failing, recurs: recurs(sick, candidate), seed, healthyMs }, { origin: candidate.origin, failing: whole(() => genomes.files(sick.genome)) ?? {} }),
        live: (one, input) => keepers.get(id)?.live(one, input) ?? Promise.reject(new Error(`${id} is not kept`)),
      })
      if (outcome.end === 'healed') await markFailed(sick)
      return outcome
    },
    prove: (plea) => proveFiles({ ...plea, failing: null, recurs: null }, null),
    proveByHand: (plea) => proveFiles({ ...plea, failing: null, recurs: recurrence(withContent(plea.files, known(plea.organism.id))) }, null),
    async configure(organism, setting, by) {
      await record({ kind: 'healing-configure', organism, incident: null, data: { ...setting, by } })
      asked.set(organism, setting)
    },
  }
}
