import type { Case } from '../contract/case.ts'
import { LedgerUnavailableError, StaleEpochError } from '../contract/errors.ts'
import type { EventData, LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Attempt, Check, IncidentEnd } from '../contract/incident.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import { isBad } from '../contract/is-bad.ts'
import type { Verdict } from '../contract/verdict.ts'
import { freshSeed } from './fresh-seed.ts'
import type { Candidate, GenomeCandidate, Rung } from './rung.ts'
import type { Proof } from './gate.ts'
import { addAndPromote } from './promote.ts'

export interface LadderPorts {
  clock: Clock
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  genomes: Genomes
  rungs: readonly Rung[]
  /** The gate. The seed is for what it draws. */
  prove: (sick: Case, candidate: GenomeCandidate, seed: number) => Promise<Proof>
  /** Lets the live version take one pulse now: the last proof of every candidate. */
  live: (sick: Case, input: 'same-input' | 'fresh-input') => Promise<Verdict>
  /** Ends healing between two steps. The incident stays open: it is the next core's. */
  stop: AbortSignal
}

export interface Outcome {
  end: IncidentEnd
  why: string
}

interface RungOutcome {
  /** How and when the incident ended; null where it goes on. */
  cure: { end: IncidentEnd; atMono: number } | null
  outcome: EventData<'rung-end'>['outcome']
  why: string
}

/**
 * Climbs the ladder from rung to rung until one candidate holds, and closes the incident: exactly one end, whatever
 * happens on the way. The last rung always ends it.
 * @throws what ends the core and leaves the incident open: its lead is lost, its ledger, or it is stopped
 */
export async function climb(sick: Case, openedAtMono: number, ports: LadderPorts): Promise<Outcome> {
  const subject = { organism: sick.organism.id, incident: sick.incident }
  const attempts: Attempt[] = []
  const close = (end: IncidentEnd, rung: Rung['id'], why: string, atMono: number): NewEvent =>
    ({ ...subject, kind: 'incident-close', data: { end, rung, why, healMs: atMono - openedAtMono } })

  if (sick.cured !== undefined) {
    const { rung, why } = sick.cured
    await ports.record(close(endBy(rung), rung, why, ports.clock.mono()))
    return { end: endBy(rung), why }
  }

  // Two events of one moment are one commit.
  let past: NewEvent[] = []
  for (const rung of ports.rungs) {
    ports.stop.throwIfAborted()
    const started = ports.clock.mono()
    await ports.record(...past, { ...subject, kind: 'rung-start', data: { rung: rung.id, budgetMs: rung.budgetMs } })
    const { cure, outcome, why } = await tryRung(sick, rung, attempts, ports)
    past = [{ ...subject, kind: 'rung-end', data: { rung: rung.id, outcome, why, ms: ports.clock.mono() - started } }]
    if (cure === null) continue
    await ports.record(...past, close(cure.end, rung.id, why, cure.atMono))
    return { end: cure.end, why }
  }

  const why = 'no rung is left'
  await ports.record(...past, close('quarantined', 'quarantine', why, ports.clock.mono()))
  return { end: 'quarantined', why }
}

async function tryRung(sick: Case, rung: Rung, attempts: Attempt[], ports: LadderPorts): Promise<RungOutcome> {
  const started = ports.clock.mono()
  const candidates = rung.propose(sick, attempts, { budgetMs: rung.budgetMs, stop: ports.stop })
  let cured: RungOutcome | null = null
  try {
    try {
      for (;;) {
        const step = await unlessStopped(Promise.resolve(candidates.next()), ports.stop)
        ports.stop.throwIfAborted()
        if (step.done) return { cure: null, outcome: 'exhausted', why: step.value }
        const attempt = await tryCandidate(sick, rung, step.value, attempts.length, ports)
        const atMono = ports.clock.mono()
        attempts.push(attempt)
        await ports.record({ organism: sick.organism.id, incident: sick.incident, kind: 'candidate-judge', data: attempt })
        if (attempt.accepted) cured = { cure: { end: endBy(rung.id), atMono }, outcome: 'accepted', why: attempt.why }
        await rung.judged?.(sick, step.value, attempt)
        if (cured) return cured
        if (atMono - started > rung.budgetMs) return { cure: null, outcome: 'timeout', why: `its ${rung.budgetMs} ms are spent` }
      }
    } finally {
      // Before the incident is closed: what a rung tells at its end belongs to it. A core that ends waits for none that hangs.
      const over = Promise.resolve(candidates.return('let go of'))
      if (!ports.stop.aborted) await over
      else void over.catch(() => undefined)
    }
  } catch (error) {
    // A rung that breaks is one rung less, never an incident without an end; and what is healed stays so. A core at its
    // end climbs no further: what it could not write down, it must not take for a cure that failed.
    if (ports.stop.aborted || error instanceof StaleEpochError || error instanceof LedgerUnavailableError) throw error
    return cured ?? { cure: null, outcome: 'failed', why: error instanceof Error ? error.message : String(error) }
  }
}

function endBy(rung: Rung['id']): IncidentEnd {
  switch (rung) {
    case 'rollback': return 'rolled-back'
    case 'quarantine': return 'quarantined'
    default: return 'healed'
  }
}

async function tryCandidate(sick: Case, rung: Rung, candidate: Candidate, nth: number, ports: LadderPorts): Promise<Attempt> {
  const startedAt = ports.clock.now()
  const started = ports.clock.mono()
  const attempt = (rest: Pick<Attempt, 'accepted' | 'why' | 'checks' | 'genome' | 'proof'>): Attempt =>
    ({ rung: rung.id, tried: candidate.tried, startedAt, ms: ports.clock.mono() - started, ...('call' in candidate && candidate.call !== undefined && { call: candidate.call }), ...rest })

  if (candidate.kind === 'unusable') {
    const why = candidate.why.slice(0, 500)
    return attempt({ accepted: false, why, checks: [{ name: 'answer', ok: false, detail: why, ms: 0 }], genome: null })
  }
  if (candidate.kind === 'give-up') return attempt({ accepted: true, why: candidate.tried, checks: [], genome: sick.genome })

  const checks: Check[] = []
  let genome = sick.genome
  let proved: Pick<Attempt, 'proof'> = {}
  if (candidate.kind === 'genome') {
    const proof = await unlessStopped(ports.prove(sick, candidate, freshSeed(sick.seed, nth)), ports.stop)
    checks.push(...proof.checks)
    const death = proof.checks.find((check) => !check.ok)
    if (death) return attempt({ accepted: false, why: `${death.name}: ${death.detail}`.slice(0, 500), checks, genome: candidate.from })
    const added = await addAndPromote(ports, {
      organism: sick.organism.id, files: candidate.files, origin: candidate.origin, author: `rung:${rung.id}`, reason: candidate.reason,
      parents: candidate.from === null ? [sick.genome] : [sick.genome, candidate.from],
    }, candidate.tried, sick.incident)
    genome = added.id
    proved = { proof: proof.proof }
  }

  const before = ports.clock.mono()
  const verdict = await ports.live(sick, candidate.kind === 'restart' ? candidate.again : sick.poisoned ? 'fresh-input' : 'same-input')
  const ok = !isBad(verdict)
  if (!ok && candidate.kind === 'genome') {
    await ports.record({ organism: sick.organism.id, incident: sick.incident, kind: 'genome-fail', data: { genome, why: verdict.summary } })
  }
  checks.push({ name: candidate.kind === 'restart' ? 'failing-task' : 'probation', ok, detail: ok ? 'the live pulse is good' : verdict.summary, ms: ports.clock.mono() - before })
  return attempt({ accepted: ok, why: ok ? `${candidate.tried}: the next pulse is good` : verdict.summary, checks, genome, ...(ok ? proved : {}) })
}

/** What somebody thinks of or proves for an incident that nobody heals any more may end by itself: it changes nothing. */
function unlessStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const end = (): void => reject(stop.reason)
  if (stop.aborted) end()
  stop.addEventListener('abort', end, { once: true })
  void work.then(resolve, reject).finally(() => stop.removeEventListener('abort', end))
  return promise
}
