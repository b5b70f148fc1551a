import { z } from 'zod'
import { genomeListSchema, genomeRowSchema, tagsRequestSchema } from '../../contract/api.ts'
import { ArchiveError, GenomeDamagedError, UnknownGenomeError } from '../../contract/errors.ts'
import { genomeIdSchema } from '../../contract/genome.ts'
import { exportArchive, readArchive } from '../../store/genomes/archive.ts'
import { unifiedDiff } from '../../store/genomes/line-diff.ts'
import type { Lab } from '../lab.ts'
import { operation } from '../operation.ts'
import { accept, accepted, knownOrganism, limitOf, ofOrganism, organismPath } from './parts.ts'

const genomePath = z.strictObject({ id: genomeIdSchema })

export const listGenomes = operation({
  method: 'GET', path: '/api/genomes', role: 'viewer', summary: 'Versions, newest first',
  query: ofOrganism(limitOf(100, 1000)),
  answer: { status: 200, schema: genomeListSchema },
  refusals: ['organism-unknown', 'core-down'],
  handle: ({ query: { organism, limit } }, lab) => {
    if (organism === undefined) return { genomes: lab.readers.genomes({ limit }) }
    knownOrganism(lab, organism)
    return { genomes: lab.readers.genomes({ organism, limit }) }
  },
})

export const readGenome = operation({
  method: 'GET', path: '/api/genomes/{id}', role: 'viewer', summary: 'One version with the text of its files',
  params: genomePath,
  answer: { status: 200, schema: genomeRowSchema.extend({ contents: z.record(z.string(), z.string()) }) },
  refusals: ['genome-unknown', 'genome-damaged'],
  handle: ({ params }, lab) => ({ ...knownGenome(lab, params.id), contents: lab.genomes.files(params.id) }),
})

export const diffGenome = operation({
  method: 'GET', path: '/api/genomes/{id}/diff', role: 'viewer', summary: 'What it changed, as a unified diff: against another version, else against its first parent',
  params: genomePath,
  query: z.strictObject({ against: genomeIdSchema.optional() }),
  answer: { status: 200, mediaType: 'text/x-diff' },
  refusals: ['genome-unknown', 'genome-damaged'],
  handle: ({ params, query }, lab) => {
    const against = query.against ?? knownGenome(lab, params.id).parents[0]
    const diff = against === undefined ? unifiedDiff({}, lab.genomes.files(params.id)) : lab.genomes.diff(against, params.id)
    return new Response(diff, { headers: { 'content-type': 'text/x-diff; charset=utf-8', 'cache-control': 'no-store' } })
  },
})

export const rollBackGenome = operation({
  method: 'POST', path: '/api/genomes/{id}/rollback', role: 'operator', summary: 'Puts its content in force again, as a new version',
  params: genomePath,
  answer: accepted,
  refusals: ['genome-unknown', 'genome-damaged', 'ledger-unavailable'],
  handle: ({ params }, lab) => {
    const genome = knownGenome(lab, params.id)
    if (genome.status === 'damaged') throw new GenomeDamagedError(`${genome.id} no longer matches its hashes on disk.`)
    return accept(lab, { kind: 'genome-rollback', genome: genome.id })
  },
})

export const checkGenome = operation({
  method: 'POST', path: '/api/genomes/{id}/check', role: 'operator', summary: 'The gate\'s proof of it on fresh seeds, with nothing promoted: the outcome has the checks',
  params: genomePath,
  answer: accepted,
  refusals: ['genome-unknown', 'genome-damaged', 'organism-unknown', 'core-down', 'ledger-unavailable'],
  handle: ({ params }, lab) => {
    const genome = knownGenome(lab, params.id)
    if (genome.status === 'damaged') throw new GenomeDamagedError(`${genome.id} no longer matches its hashes on disk.`)
    knownOrganism(lab, genome.organism)
    return accept(lab, { kind: 'genome-check', genome: genome.id })
  },
})

export const tagGenome = operation({
  method: 'PUT', path: '/api/genomes/{id}/tags', role: 'operator', summary: 'What people call it: all of its tags anew',
  params: genomePath,
  body: tagsRequestSchema,
  answer: accepted,
  refusals: ['genome-unknown', 'ledger-unavailable'],
  handle: ({ params, body }, lab) => accept(lab, { kind: 'genome-tag', genome: knownGenome(lab, params.id).id, tags: body.tags }),
})

export const archiveGenome = operation({
  method: 'GET', path: '/api/genomes/{id}/archive', role: 'viewer', summary: 'The version as a zip, to be imported elsewhere',
  params: genomePath,
  answer: { status: 200, mediaType: 'application/zip' },
  refusals: ['genome-unknown', 'genome-damaged'],
  handle: ({ params }, lab) => new Response(Buffer.from(exportArchive(lab.genomes, [knownGenome(lab, params.id).id])), {
    headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${params.id}.zip"`, 'cache-control': 'no-store' },
  }),
})

export const importGenome = operation({
  method: 'POST', path: '/api/organisms/{id}/import', role: 'operator', summary: 'Takes a version from an archive; it must pass the gate like any candidate',
  params: organismPath,
  query: z.strictObject({ genome: genomeIdSchema.optional() }),
  body: 'archive',
  answer: accepted,
  refusals: ['organism-unknown', 'archive-invalid', 'core-down', 'ledger-unavailable'],
  handle: ({ params, query, body }, lab) => {
    const { id } = knownOrganism(lab, params.id)
    const { meta, files } = readArchive(body)
    if (meta.organism !== id) throw new ArchiveError(`The archive is of ${meta.organism}, not of ${id}.`)
    const wanted = query.genome ?? meta.main
    const chosen = files[wanted]
    if (!chosen) throw new ArchiveError(`The archive has no ${wanted}; it has ${meta.genomes.map((genome) => genome.id).join(', ')}.`)
    return accept(lab, { kind: 'genome-import', organism: id, files: chosen })
  },
})

function knownGenome(lab: Lab, id: string): z.infer<typeof genomeRowSchema> {
  const genome = lab.readers.genome(id)
  if (!genome) throw new UnknownGenomeError(`There is no genome ${id}.`)
  return genome
}
