import { isDeepStrictEqual } from 'node:util'
import type { Genome } from '../../contract/genome.ts'
import { defaultBudgetsMs } from '../../contract/healing.ts'
import type { Genomes } from '../../contract/ports/genomes.ts'
import type { Rung } from '../rung.ts'
import { whole } from '../../contract/whole.ts'

/** Versions tried before giving up: an organism that fails with three proven ones does not fail because of its code. */
const atMost = 3

/**
 * Back to what worked: the newest proven version with other content than the failed one, then older ones, then the
 * seed as it stands in the organism's folder. Adds a version; takes none away.
 */
export const rollback = (ports: { genomes: Pick<Genomes, 'files' | 'read'>; proven: (organism: string) => string[] }): Rung => ({
  id: 'rollback',
  budgetMs: defaultBudgetsMs.rollback,
  *propose(sick) {
    const failed = intactFiles(ports.genomes, sick.genome)
    // Where the failed version is damaged on disk, its content is not to blame: an intact copy is the nearest way back.
    const seen = new Set(failed === null ? [] : [hashOf(ports.genomes, sick.genome)])
    let offered = 0
    for (const id of ports.proven(sick.organism.id)) {
      const hash = hashOf(ports.genomes, id)
      if (hash === null || seen.has(hash) || offered === atMost) continue
      // A damaged copy of something proven is worth no attempt; the seed below is the last way.
      const files = intactFiles(ports.genomes, id)
      if (files === null) continue
      seen.add(hash)
      offered += 1
      yield { kind: 'genome', origin: 'rollback', tried: `back to ${id}, the last proven version`, files, from: id, reason: `back to ${id}` }
    }
    if (offered > 0) return 'no proven version passes'
    // With the same content it would fail the same way, again and again.
    if (isDeepStrictEqual({ ...failed }, { ...sick.organism.files })) return 'there is no version with other content'
    yield { kind: 'genome', origin: 'rollback', tried: 'back to the seed in its folder', files: sick.organism.files, from: null, reason: 'back to the seed' }
    return 'the seed does not pass either'
  },
})

function hashOf(genomes: Pick<Genomes, 'read'>, id: string): string | null {
  return whole<Genome>(() => genomes.read(id))?.hash ?? null
}

const intactFiles = (genomes: Pick<Genomes, 'files'>, id: string) => whole(() => genomes.files(id))
