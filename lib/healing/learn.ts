import type { Case } from '../contract/case.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Attempt } from '../contract/incident.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import { failureSignature } from './failure-signature.ts'
import type { Candidate } from './rung.ts'
import { whole } from '../contract/whole.ts'

export interface LearnPorts {
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  genomes: Pick<Genomes, 'files'>
}

/** Remembers the edit that healed a failure, for the next time. Nothing is learnt from what was refused. */
export async function learn({ organism, incident, genome: failed, verdict }: Case, candidate: Candidate, { accepted, genome }: Attempt, ports: LearnPorts): Promise<void> {
  const files = whole(() => ports.genomes.files(failed))
  if (!accepted || candidate.kind !== 'genome' || !candidate.recipe || genome === null || files === null) return
  const { recipe } = candidate
  await ports.record({ kind: 'antibody-learn', organism: organism.id, incident, data: { signature: failureSignature(verdict, files), recipe, genome } })
}
