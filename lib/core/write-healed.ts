import { randomUUID } from 'node:crypto'
import { chmodSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Genome, GenomeFiles, GenomeOrigin } from '../contract/genome.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import { publish, writeSynced } from '../disk/durable-write.ts'

const written: readonly GenomeOrigin[] = ['repair', 'antibody', 'graft']

/**
 * A proven healed version over the user's files, each of them whole or not at all. Only where every file on disk is
 * still that of a version that failed, and that this one heals: else nothing is touched, and the ledger says why.
 */
export async function writeHealed(id: string, root: string, { genomes, record }: { genomes: Pick<Genomes, 'read' | 'files'>; record: (...events: NewEvent[]) => Promise<LedgerEvent[]> }): Promise<void> {
  const genome = genomes.read(id)
  if (!written.includes(genome.origin)) return
  const subject = { organism: genome.organism, incident: null }
  const healed = Object.entries(genomes.files(id))
  const changed = healed.filter(([path, text]) => readOrNull(join(root, path)) !== text)
  const isOnDisk = (files: GenomeFiles): boolean => healed.every(([path]) => files[path] === readOrNull(join(root, path)))
  if (changed.length === 0) return
  if (!lineOf(genome, genomes).some((failed) => isOnDisk(genomes.files(failed)))) {
    await record({ ...subject, kind: 'write-refuse', data: { genome: id, why: `what is on disk is not the version that failed any more: ${changed.map(([path]) => join(root, path)).join(', ')} was edited meanwhile, and stays as it is` } })
    return
  }
  for (const [path, text] of changed) await replace(join(root, path), text)
  await record({ ...subject, kind: 'genome-write', data: { genome: id, files: changed.map(([path]) => join(root, path)) } })
}

/** The versions that had to be healed to come to this one, back to what stood on disk at first. */
function lineOf({ origin, parents: [failed] }: Genome, genomes: Pick<Genomes, 'read'>): string[] {
  return origin === 'seed' || failed === undefined ? [] : [failed, ...lineOf(genomes.read(failed), genomes)]
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** A link stays one: what it points to is replaced. */
async function replace(link: string, text: string): Promise<void> {
  const path = realpathSync(link)
  const temporary = join(dirname(path), `.ouroboros-${randomUUID()}`)
  try {
    await writeSynced(temporary, text)
    chmodSync(temporary, statSync(path).mode)
    await publish(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
}
