import { existsSync, readdirSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { GenomeDamagedError, RequestInvalidError, UnknownGenomeError } from '../../contract/errors.ts'
import { genomeId, type Genome, type GenomeFiles } from '../../contract/genome.ts'
import { organismIdSchema } from '../../contract/organism.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Genomes } from '../../contract/ports/genomes.ts'
import { hashContent, hashFiles } from './content-hash.ts'
import { makeFolder, publish, syncFolder, writeSynced } from '../../disk/durable-write.ts'
import { findDamage } from './find-damage.ts'
import { findFolder, folderName, listFolders, organismOf, type GenomeFolder } from './genome-folder.ts'
import { countLines, unifiedDiff } from './line-diff.ts'
import { pathProblem, recordFile } from './path-problem.ts'
import { readContent, readPlainFile, readRecord } from './read-genome.ts'
import { sweepTemporary, temporaryName } from '../../disk/temporary-names.ts'

type Draft = Parameters<Genomes['add']>[0]

const currentFile = 'CURRENT'

/**
 * The versions below `root`. Opening makes no folder, and removes what dead processes have left unfinished. Any
 * process may read; one at a time may write, and that is the core that leads.
 */
export function openGenomes(root: string, clock: Pick<Clock, 'now'> = { now: Date.now }): Genomes {
  for (const organism of organismFolders(root)) sweepTemporary(join(root, organism))

  const known = (id: string): GenomeFolder => {
    const folder = findFolder(root, id)
    if (folder === undefined) throw new UnknownGenomeError(`There is no genome ${id}.`)
    return folder
  }

  const read = (id: string): Genome => {
    const { value, damage } = readRecord(known(id))
    if (damage !== undefined) throw new GenomeDamagedError(`Genome ${id}: ${recordFile} ${damage}.`)
    return value
  }

  const files = (id: string): GenomeFiles => {
    const folder = known(id)
    const texts = Object.entries(read(id).files).map(([path, hash]): [string, string] => {
      const { value, damage } = readContent(folder, path, hash)
      if (damage !== undefined) throw new GenomeDamagedError(`Genome ${id}: ${path} ${damage}.`)
      return [path, value.toString('utf8')]
    })
    return Object.fromEntries(texts)
  }

  /** What a diff is against. A parent that is damaged must not keep its successor from being written. */
  const filesOrNone = (id: string | undefined): GenomeFiles => {
    if (id === undefined) return {}
    try {
      return files(id)
    } catch (error) {
      if (error instanceof GenomeDamagedError) return {}
      throw error
    }
  }

  const add = async (draft: Draft): Promise<Genome> => {
    checkDraft(draft)
    draft.parents.forEach(known)
    const { organism, parents, origin } = draft
    const version = (listFolders(root, organism).at(-1)?.version ?? 0) + 1
    const hashes = hashFiles(draft.files)
    const genome: Genome = {
      id: genomeId(organism, version), organism, version, parents, origin,
      reason: oneLine(draft.reason, 300), author: oneLine(draft.author, 100), createdAt: clock.now(),
      files: hashes, hash: hashContent(hashes), ...countLines(filesOrNone(parents[0]), draft.files),
    }
    const home = join(root, organism)
    await makeFolder(home)
    const temporary = join(home, temporaryName())
    try {
      await writeFolder(temporary, { ...draft.files, [recordFile]: `${JSON.stringify(genome, null, 2)}\n` })
      await publish(temporary, join(home, folderName(version, origin, genome.reason)))
    } catch (error) {
      await rm(temporary, { recursive: true, force: true })
      throw error
    }
    return genome
  }

  const current = (organism: string): string | null => {
    const path = join(root, organism, currentFile)
    if (!organismIdSchema.safeParse(organism).success || !existsSync(path)) return null
    const { value, damage } = readPlainFile(path)
    if (damage !== undefined) throw new GenomeDamagedError(`${organism}/${currentFile} ${damage}.`)
    const id = value.toString('utf8').trim()
    if (organismOf(id) !== organism || findFolder(root, id) === undefined) {
      throw new GenomeDamagedError(`${organism}/${currentFile} names no version of ${organism}: ${JSON.stringify(id.slice(0, 100))}.`)
    }
    return id
  }

  const setCurrent = async (id: string): Promise<void> => {
    const home = join(root, read(id).organism)
    const temporary = join(home, temporaryName())
    try {
      await writeSynced(temporary, `${id}\n`)
      await publish(temporary, join(home, currentFile))
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  const inTurn = takeTurns()
  return {
    add: (draft) => inTurn(() => add(draft)),
    setCurrent: (id) => inTurn(() => setCurrent(id)),
    read,
    files,
    list: (organism) => listFolders(root, organism).flatMap((folder) => readRecord(folder).value ?? []),
    current,
    diff: (from, to) => unifiedDiff(files(from), files(to)),
    damage: (organism) => findDamage(root, organism),
  }
}

function organismFolders(root: string): string[] {
  if (!existsSync(root)) return []
  return readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

function checkDraft({ organism, files }: Draft): void {
  if (!organismIdSchema.safeParse(organism).success) throw new RequestInvalidError(`${JSON.stringify(organism)} cannot be an organism's name.`)
  if (Object.keys(files).length === 0) throw new RequestInvalidError(`A genome of ${organism} needs at least one file.`)
  const problem = pathProblem(Object.keys(files))
  if (problem !== null) throw new RequestInvalidError(`A genome of ${organism} cannot hold these files: ${problem}.`)
}

/** Reasons are shown in lists: what does not fit in a line is told elsewhere. */
const oneLine = (text: string, length: number): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}

async function writeFolder(folder: string, files: GenomeFiles): Promise<void> {
  const folders = new Set([folder])
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path)
    for (let inner = dirname(target); inner !== folder; inner = dirname(inner)) folders.add(inner)
    await mkdir(dirname(target), { recursive: true })
    await writeSynced(target, text)
  }
  for (const written of folders) await syncFolder(written)
}

/** Runs one at a time, in the order of the calls: a version's number is the highest plus one only if nobody adds meanwhile. */
function takeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}
