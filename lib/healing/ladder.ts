import type { Case } from '../contract/case.ts'
import { LedgerUnavailableError, StaleEpochError } from '../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Attempt, Check, IncidentEnd } from '../contract/incident.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import { isBad } from '../contract/is-bad.ts'
import type { Verdict } from '../contract/verdict.ts'
import type { Candidate, Rung } from './rung.ts'
import type { Proof } from './gate.ts'
import { addGenome, promote } from './promote.ts'

export interface LadderPorts {
  clock: Clock
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  genomes: Genomes
  rungs: readonly Rung[]
  /** The gate. */
  prove: (sick: Case, candidate: Extract<Candidate, { kind: 'genome' }>) => Promise<Proof>
  /** Lets the live version take one pulse now: the last proof of every candidate. */
  live: (sick: Case, input: 'same-input' | 'fresh-input') => Promise<Verdict>
  /** Ends healing between two steps. The incident stays open: it is the next core's. */
  stop: AbortSignal
}

export interface Outcome {
  end: IncidentEnd
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

  for (const rung of ports.rungs) {
    ports.stop.throwIfAborted()
    const started = ports.clock.mono()
    const spent = (): number => ports.clock.mono() - started
    await ports.record({ ...subject, kind: 'rung-start', data: { rung: rung.id, budgetMs: rung.budgetMs } })
    const endRung = (outcome: 'accepted' | 'exhausted' | 'timeout' | 'failed', why: string): NewEvent =>
      ({ ...subject, kind: 'rung-end', data: { rung: rung.id, outcome, why, ms: spent() } })

    const candidates = rung.propose(sick, attempts)
    try {
      let step = await candidates.next()
      while (!step.done) {
        ports.stop.throwIfAborted()
        const attempt = await tryCandidate(sick, rung, step.value, ports)
        attempts.push(attempt)
        await ports.record({ ...subject, kind: 'candidate-judge', data: attempt })
        if (attempt.accepted) {
          const end = endOf(step.value)
          await ports.record(endRung('accepted', attempt.why), {
            ...subject, kind: 'incident-close', data: { end, rung: rung.id, why: attempt.why, healMs: ports.clock.mono() - openedAtMono },
          })
          return { end, why: attempt.why }
        }
        if (spent() > rung.budgetMs) break
        step = await candidates.next()
      }
      await ports.record(step.done ? endRung('exhausted', step.value) : endRung('timeout', `its ${rung.budgetMs} ms are spent`))
    } catch (error) {
      // A rung that breaks is one rung less, never an incident without an end. A core at its end climbs no further: what
      // it could not write down, it must not take for a cure that failed.
      if (ports.stop.aborted || error instanceof StaleEpochError || error instanceof LedgerUnavailableError) throw error
      await ports.record(endRung('failed', error instanceof Error ? error.message : String(error)))
    } finally {
      await candidates.return('stopped')
    }
  }

  const why = 'no rung is left'
  await ports.record({ ...subject, kind: 'incident-close', data: { end: 'quarantined', rung: 'quarantine', why, healMs: ports.clock.mono() - openedAtMono } })
  return { end: 'quarantined', why }
}

const endOf = (candidate: Candidate): IncidentEnd =>
  candidate.kind === 'genome' ? 'rolled-back' : candidate.kind === 'restart' ? 'healed' : 'quarantined'

async function tryCandidate(sick: Case, rung: Rung, candidate: Candidate, ports: LadderPorts): Promise<Attempt> {
  const startedAt = ports.clock.now()
  const started = ports.clock.mono()
  const attempt = (rest: Pick<Attempt, 'accepted' | 'why' | 'checks' | 'genome'>): Attempt =>
    ({ rung: rung.id, tried: candidate.tried, startedAt, ms: ports.clock.mono() - started, ...rest })

  if (candidate.kind === 'give-up') return attempt({ accepted: true, why: candidate.tried, checks: [], genome: sick.genome })

  const checks: Check[] = []
  let genome = sick.genome
  if (candidate.kind === 'genome') {
    const proof = await ports.prove(sick, candidate)
    checks.push(...proof.checks)
    const death = proof.checks.find((check) => !check.ok)
    if (death) return attempt({ accepted: false, why: `${death.name}: ${death.detail}`.slice(0, 500), checks, genome: candidate.from })
    const added = await addGenome(ports, {
      organism: sick.organism.id, files: candidate.files, origin: 'rollback', author: `rung:${rung.id}`, reason: candidate.reason,
      parents: candidate.from === null ? [sick.genome] : [sick.genome, candidate.from],
    }, sick.incident)
    await promote(ports, added, candidate.tried, sick.incident)
    genome = added.id
  }

  const before = ports.clock.mono()
  const verdict = await ports.live(sick, candidate.kind === 'restart' ? candidate.again : sick.poisoned ? 'fresh-input' : 'same-input')
  const ok = !isBad(verdict)
  if (!ok && candidate.kind === 'genome') {
    await ports.record({ organism: sick.organism.id, incident: sick.incident, kind: 'genome-fail', data: { genome, why: verdict.summary } })
  }
  checks.push({ name: candidate.kind === 'restart' ? 'failing-task' : 'probation', ok, detail: ok ? 'the live pulse is good' : verdict.summary, ms: ports.clock.mono() - before })
  return attempt({ accepted: ok, why: ok ? `${candidate.tried}: the next pulse is good` : verdict.summary, checks, genome })
}
