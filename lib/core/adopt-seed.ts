import { isDeepStrictEqual } from 'node:util'
import type { Organism } from '../contract/spec.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import { addGenome, promote } from '../healing/promote.ts'

/** The first version of a new organism; and a new one when somebody has edited its folder since. */
export async function adoptSeed(ports: { genomes: Genomes; record: (...events: NewEvent[]) => Promise<LedgerEvent[]> }, { id, files }: Organism): Promise<void> {
  const versions = ports.genomes.list(id)
  const lastSeed = versions.filter((genome) => genome.origin === 'seed').toSorted((a, b) => b.version - a.version)[0]
  const known = lastSeed && filesOf(ports.genomes, lastSeed.id)
  if (lastSeed && (known === null || isDeepStrictEqual(known, { ...files }))) return
  const live = ports.genomes.current(id)
  const reason = lastSeed ? 'its folder was edited' : 'as it came'
  const seed = await addGenome(ports, { organism: id, files, origin: 'seed', parents: live === null ? [] : [live], author: 'seed', reason })
  await promote(ports, seed, reason)
}

/** null where the seed on disk is damaged: nobody can say whether the folder differs from it. */
function filesOf(genomes: Genomes, id: string): GenomeFiles | null {
  try {
    return { ...genomes.files(id) }
  } catch {
    return null
  }
}
