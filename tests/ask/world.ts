import type { EventOf, EventKind, LedgerEvent } from '../../lib/contract/event.ts'
import type { Seeded } from './seeded-ledger.ts'

/** What the seeded ledger tells, by a plain walk over its events: no SQL, and nothing of the program that is tested. */
export function worldOf({ events, commands, heartbeats }: Omit<Seeded, 'cleanup'>) {
  const all = <K extends EventKind>(kind: K): EventOf<K>[] => events.filter((event): event is EventOf<K> & LedgerEvent => event.kind === kind)
  const faults = all('fault-prepare').map((event) => {
    const inForce = all('fault-inject').find(({ data }) => data.injection === event.data.injection)
    const over = all('fault-end').find(({ data }) => data.injection === event.data.injection)
    return {
      ...event.data, seq: event.seq, organism: event.organism, preparedAt: event.at, injectedAt: inForce?.at ?? null, endedAt: over?.at ?? null, end: over?.data.end ?? null,
      lastedMs: over && inForce ? over.at - inForce.at : null, core: event.core,
    }
  })
  const attempts = all('candidate-judge').map(({ seq, at, organism, incident, data }) => ({ seq, at, organism, incident, ...data, cause: data.checks.find(({ ok }) => !ok)?.name ?? null }))
  const incidents = all('incident-open').map((event) => {
    const close = all('incident-close').find(({ incident }) => incident === event.incident)
    const cause = faults.find(({ injection }) => injection === event.data.fault)
    return {
      seq: event.seq, id: event.incident!, organism: event.organism!, openedAt: event.at, closedAt: close?.at ?? null, end: close?.data.end ?? null, rung: close?.data.rung ?? null, why: close?.data.why ?? null,
      verdict: event.data.verdict.kind, fault: cause?.fault ?? null, class: cause?.class ?? null, detectMs: event.data.detectMs, healMs: close?.data.healMs ?? null,
      attempts: attempts.filter(({ incident }) => incident === event.incident).length, core: event.core, genome: event.data.genome,
    }
  })
  const pulses = all('pulse-end').map(({ seq, at, organism, data }) => ({ seq, at, organism: organism!, verdict: data.verdict.kind, isBad: !['healthy', 'slow'].includes(data.verdict.kind), workMs: data.workMs, peakMb: data.run?.peakRssMb ?? null, genome: data.genome }))
  const genomes = all('genome-add').map(({ seq, data: { genome } }) => {
    const promoted = all('promote-end').some(({ data }) => data.genome === genome.id)
    const judged = events.findLast((event) => (event.kind === 'genome-prove' || event.kind === 'genome-fail') && event.data.genome === genome.id)
    const status = judged?.kind === 'genome-prove' ? 'proven' : judged?.kind === 'genome-fail' ? 'failed' : promoted && genome.origin !== 'chaos' ? 'probation' : 'new'
    return { ...genome, seq, status, isLive: all('promote-end').findLast(({ organism }) => organism === genome.organism)?.data.genome === genome.id }
  })
  const states = all('organism-state').map(({ seq, at, organism, data }) => ({ seq, at, organism: organism!, ...data }))
  const organisms = all('organism-add').map(({ at, organism, data }) => ({ id: organism!, kind: data.manifest.kind, addedAt: at, state: states.findLast((change) => change.organism === organism)?.to ?? 'healthy' }))
  const starts = all('core-start')
  const reigns = starts.map((event, place) => {
    const endedAt = events.find(({ seq, kind }) => seq > event.seq && (kind === 'core-start' || kind === 'core-stop'))?.at ?? null
    return { seq: event.seq, at: event.at, core: event.core, epoch: event.epoch, why: event.data.why!, from: event.data.from?.core ?? null, tookMs: event.data.tookMs ?? null, endedAt, lastedMs: endedAt === null ? null : endedAt - event.at, place }
  })
  const told = all('command-end')
  return {
    events, heartbeats, faults, attempts, incidents, pulses, genomes, states, organisms, reigns,
    commands: commands.map((command) => {
      const endedAt = told.find(({ data }) => data.command === command.id)?.at ?? null
      return { ...command, endedAt, tookMs: endedAt === null ? null : endedAt - command.createdAt }
    }),
    rungs: all('rung-end').map(({ seq, at, organism, incident, data }) => ({ seq, at, organism: organism!, incident, ...data })),
    restarts: all('organism-restart').map(({ seq, at, organism, data }) => ({ seq, at, organism: organism!, ...data })),
    promotions: all('promote-end').map(({ seq, at, organism, data }) => ({ seq, at, organism: organism!, genome: data.genome })),
    antibodies: all('antibody-learn').map(({ seq, at, organism, data }) => ({ seq, at, organism: organism!, ...data })),
    calls: all('model-answer').map(({ seq, at, organism, data }) => ({ seq, at, organism: organism!, ...data })),
    lessons: all('lesson-learn').map(({ seq, at, data }) => ({ seq, at, ...data })),
    searches: all('search-end').map(({ seq, at, organism, data }) => ({ seq, at, organism: organism!, ...data })),
  }
}

export type World = ReturnType<typeof worldOf>

export const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
export const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)
/** How many of each: as rows. */
export const counted = (values: readonly (string | number | null)[]): [string | number | null, number][] => [...Map.groupBy(values, (value) => value)].map(([value, same]) => [value, same.length])
/** Beginning of its day in Warsaw, which in November is an hour ahead. */
export const dayOf = (time: number): number => time - ((time + 3_600_000) % 86_400_000)
/** Beginning of its hour. */
export const hourOf = (time: number): number => time - (time % 3_600_000)
/** The first of them, with whatever shares the first place. */
export const most = (rows: readonly [string | number | null, number][]): [string | number | null, number][] => rows.filter(([, count]) => count === Math.max(...rows.map((row) => row[1])))
