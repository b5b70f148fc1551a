import { strToU8, zipSync } from 'fflate'
import { z } from 'zod'
import { ArchiveError } from '../../contract/errors.ts'
import { genomeIdSchema, type Genome, type GenomeFiles } from '../../contract/genome.ts'
import { organismIdSchema } from '../../contract/organism.ts'
import type { Genomes } from '../../contract/ports/genomes.ts'
import { hashContent, hashFiles } from './content-hash.ts'
import { pathProblem, recordFile } from './path-problem.ts'
import { parseGenome } from './read-genome.ts'
import { readZip, textOf } from './zip-entries.ts'

/**
 * Versions of one organism as a zip: archive.json, and a folder each named by its id, with genome.json and the files.
 * Readable with any unzip; what comes back in is checked as if a stranger had made it.
 */
export interface Archive {
  meta: {
    organism: string
    /** The version that an import is of, unless another is asked for: the live one at export, else the newest. */
    main: string
    /** Oldest first. */
    genomes: Genome[]
  }
  /** Genome id → its files. */
  files: Record<string, GenomeFiles>
}

/** Of an archive, packed or unpacked, and of what is exported. */
export const archiveLimits = { entries: 256, bytes: 5_000_000 } as const

const listFile = 'archive.json'
const listSchema = z.object({ format: z.literal(1), organism: organismIdSchema, main: genomeIdSchema, genomes: z.array(genomeIdSchema).min(1) })

/** The same versions give the same bytes, whenever they are exported. */
const fixedTime = new Date(1980, 0, 1)

/**
 * @param wanted an organism, for its versions from the newest back as far as they fit; or ids, for exactly these
 * @throws UnknownGenomeError, GenomeDamagedError, ArchiveError where there is nothing, where the ids are of several
 * organisms, or where they exceed {@link archiveLimits}
 */
export function exportArchive(genomes: Genomes, wanted: string | string[]): Uint8Array {
  const chosen = typeof wanted === 'string' ? genomes.list(wanted) : [...new Set(wanted)].map((id) => genomes.read(id))
  const newestFirst = chosen.sort((a, b) => b.version - a.version)
  const organism = newestFirst[0]?.organism
  if (organism === undefined) throw new ArchiveError('There is no version to export.')
  if (newestFirst.some((genome) => genome.organism !== organism)) throw new ArchiveError('An archive holds versions of one organism.')

  const entries: [string, Uint8Array][] = []
  const ids: string[] = []
  let bytes = 0
  for (const genome of newestFirst) {
    const files = { [recordFile]: `${JSON.stringify(genome, null, 2)}\n`, ...genomes.files(genome.id) }
    const packed = Object.entries(files).map(([path, text]): [string, Uint8Array] => [`${genome.id}/${path}`, strToU8(text)])
    bytes += packed.reduce((sum, [, content]) => sum + content.length, 0)
    // Room for archive.json, and for what a zip itself takes when nothing in it can be made smaller.
    const fits = entries.length + packed.length < archiveLimits.entries && bytes < archiveLimits.bytes * 0.9
    if (fits) {
      ids.unshift(genome.id)
      entries.push(...packed)
    } else if (typeof wanted === 'string' && ids.length > 0) break
    else throw new ArchiveError(`These versions are too many or too large for one archive: ${archiveLimits.entries} files, ${archiveLimits.bytes} bytes.`)
  }
  const live = genomes.current(organism)
  const list: z.infer<typeof listSchema> = { format: 1, organism, main: live !== null && ids.includes(live) ? live : ids.at(-1) ?? '', genomes: ids }
  return zipSync(Object.fromEntries([[listFile, strToU8(`${JSON.stringify(list, null, 2)}\n`)], ...entries.reverse()]), { mtime: fixedTime, level: 9 })
}

/** @throws ArchiveError that says what is wrong with it */
export function readArchive(bytes: Uint8Array): Archive {
  const entries = readZip(bytes, archiveLimits)
  const { organism, main, genomes: ids } = readList(entries.get(listFile))
  entries.delete(listFile)
  const archive: Archive = { meta: { organism, main, genomes: [] }, files: {} }
  for (const id of new Set(ids)) {
    const { genome, files } = takeGenome(entries, id)
    if (genome.organism !== organism) throw new ArchiveError(`${id} is not a version of ${organism}.`)
    archive.meta.genomes.push(genome)
    archive.files[id] = files
  }
  const [stranger] = entries.keys()
  if (stranger !== undefined) throw new ArchiveError(`${JSON.stringify(stranger)} belongs to none of the versions in ${listFile}.`)
  if (archive.files[main] === undefined) throw new ArchiveError(`${listFile} names ${main}, which is not in it.`)
  archive.meta.genomes.sort((a, b) => a.version - b.version)
  return archive
}

function readList(bytes: Buffer | undefined): z.infer<typeof listSchema> {
  if (bytes === undefined) throw new ArchiveError(`The archive has no ${listFile}: it was not exported by Ouroboros.`)
  try {
    return listSchema.parse(JSON.parse(textOf(bytes)))
  } catch (error) {
    throw new ArchiveError(`${listFile} is not as an export writes it.`, { cause: error })
  }
}

/** Takes one version out of the entries, checked against its own record. */
function takeGenome(entries: Map<string, Buffer>, id: string): { genome: Genome; files: GenomeFiles } {
  const prefix = `${id}/`
  const texts = new Map<string, string>()
  for (const [name, content] of entries) {
    if (!name.startsWith(prefix)) continue
    texts.set(name.slice(prefix.length), textOf(content))
    entries.delete(name)
  }
  const record = texts.get(recordFile)
  texts.delete(recordFile)
  if (record === undefined) throw new ArchiveError(`${id} has no ${recordFile}.`)
  const problem = pathProblem([...texts.keys()])
  if (problem !== null) throw new ArchiveError(`${id}: ${problem}.`)
  const { value: genome, damage } = parseGenome(record)
  if (damage !== undefined) throw new ArchiveError(`${id}: ${recordFile} ${damage}.`)
  const files = Object.fromEntries(texts)
  if (genome.id !== id || hashContent(hashFiles(files)) !== genome.hash) throw new ArchiveError(`${id}: its files are not those that ${recordFile} lists.`)
  return { genome, files }
}
