import type { Genome } from '../contract/genome.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import { whole } from '../contract/whole.ts'

export interface PromotePorts {
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  genomes: Pick<Genomes, 'add' | 'current' | 'setCurrent' | 'files'>
}

export type Draft = Parameters<Genomes['add']>[0]

/** Writes a version to disk, then says so: a kill in between leaves a folder that the next start takes in. */
export async function addGenome(ports: PromotePorts, draft: Draft, incident: string | null = null): Promise<Genome> {
  const genome = await ports.genomes.add(draft)
  await ports.record({ kind: 'genome-add', organism: genome.organism, incident, data: { genome } })
  return genome
}

/**
 * Makes a version the live one: intent into the ledger, one atomic switch on disk, the fact into the ledger. After a
 * kill at any point, {@link finishPromotion} brings both to agree.
 */
export const promote = (ports: PromotePorts, genome: Genome, why: string, incident: string | null = null): Promise<void> =>
  promoteAfter([], ports, genome, why, incident)

/** {@link addGenome}, then {@link promote}, in one commit less. */
export async function addAndPromote(ports: PromotePorts, draft: Draft, why: string, incident: string | null = null): Promise<Genome> {
  const genome = await ports.genomes.add(draft)
  await promoteAfter([{ kind: 'genome-add', organism: genome.organism, incident, data: { genome } }], ports, genome, why, incident)
  return genome
}

async function promoteAfter(before: NewEvent[], ports: PromotePorts, genome: Genome, why: string, incident: string | null): Promise<void> {
  const from = ports.genomes.current(genome.organism)
  const subject = { organism: genome.organism, incident }
  await ports.record(...before, { ...subject, kind: 'promote-start', data: { genome: genome.id, from, why } })
  try {
    await ports.genomes.setCurrent(genome.id)
  } catch (error) {
    // The disk is full, or broken. Left open, the next core would finish what was given up here.
    if (whole(() => ports.genomes.current(genome.organism)) !== genome.id) {
      await ports.record({ ...subject, kind: 'promote-undo', data: { genome: genome.id, from, why: error instanceof Error ? error.message : String(error) } })
      throw error
    }
  }
  await ports.record({ ...subject, kind: 'promote-end', data: { genome: genome.id, from } })
}

/**
 * Ends a promotion that a dead core left open: finished where the version is whole, else undone.
 * @param started its promote-start, which no promote-end or promote-undo follows
 */
export async function finishPromotion(ports: PromotePorts, started: { organism: string; incident: string | null; genome: string; from: string | null }): Promise<void> {
  const { organism, incident, genome, from } = started
  try {
    ports.genomes.files(genome)
  } catch (error) {
    if (from !== null) await ports.genomes.setCurrent(from)
    const why = error instanceof Error ? error.message : String(error)
    await ports.record({ kind: 'promote-undo', organism, incident, data: { genome, from, why } })
    return
  }
  await ports.genomes.setCurrent(genome)
  await ports.record({ kind: 'promote-end', organism, incident, data: { genome, from } })
}
