import { isDeepStrictEqual } from 'node:util'
import type { Organism } from '../contract/spec.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import { whole } from '../contract/whole.ts'
import { addGenome, promote } from '../healing/promote.ts'

export interface SeedPorts {
  genomes: Genomes
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  /** Whether a version has ever been the live one. */
  wasLive: (genome: string) => boolean
}

/** The first version of a new organism; and a new one when somebody has edited its folder since. */
export async function adoptSeed(ports: SeedPorts, { id, files, healedAs }: Organism): Promise<void> {
  const versions = ports.genomes.list(id)
  const lastSeed = versions.find((genome) => genome.id === healedAs) ?? versions.filter((genome) => genome.origin === 'seed').toSorted((a, b) => b.version - a.version)[0]
  const known = lastSeed && whole(() => ({ ...ports.genomes.files(lastSeed.id) }))
  const live = whole(() => ports.genomes.current(id))
  // Where the seed on disk is damaged, nobody can say whether the folder differs from it.
  if (lastSeed && live !== null && (known === null || isDeepStrictEqual(known, { ...files }))) {
    // The last core died when it had written the seed, and before it made it the live version.
    if (known !== null && !ports.wasLive(lastSeed.id)) await promote(ports, lastSeed, lastSeed.reason)
    return
  }
  const reason = !lastSeed ? 'as it came' : live === null ? 'no version was whole' : 'its folder was edited'
  const seed = await addGenome(ports, { organism: id, files, origin: 'seed', parents: live === null ? [] : [live], author: 'seed', reason })
  await promote(ports, seed, reason)
}
