import { z } from 'zod'
import { genomePathSchema, organismIdSchema } from './organism.ts'

/** `<organism>.g<version, at least four digits>`, e.g. `bubble-sort.g0007`. */
export const genomeIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,62}\.g\d{4,9}$/, 'like bubble-sort.g0007')

export const genomeId = (organism: string, version: number): string => `${organism}.g${String(version).padStart(4, '0')}`

const genomeOrigins = ['seed', 'chaos', 'undo', 'antibody', 'repair', 'resident', 'teacher', 'graft', 'rollback', 'improve', 'manual', 'import'] as const
export const genomeOriginSchema = z.enum(genomeOrigins)
export type GenomeOrigin = z.infer<typeof genomeOriginSchema>

/**
 * new: written, never live · probation: live, still to show good pulses · proven: has shown them ·
 * failed: a bad pulse while live · damaged: its files on disk no longer match their hashes.
 */
const genomeStatuses = ['new', 'probation', 'proven', 'failed', 'damaged'] as const
export const genomeStatusSchema = z.enum(genomeStatuses)
export type GenomeStatus = z.infer<typeof genomeStatusSchema>

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** genome.json beside the files: everything about a version that never changes. */
export const genomeSchema = z.object({
  id: genomeIdSchema,
  organism: organismIdSchema,
  version: z.number().int().min(1),
  /** Ids of the versions that it came from; empty for a seed. The first is what its diff is against. */
  parents: z.array(genomeIdSchema),
  origin: genomeOriginSchema,
  /** Why it exists, one line. */
  reason: z.string().max(300),
  /** Who asked for it or which part made it: `seed`, `chaos`, `rung:rollback`, `operator`. */
  author: z.string().max(100),
  createdAt: z.number(),
  /** path → sha256 of its bytes. */
  files: z.record(genomePathSchema, sha256Schema),
  /** sha256 over the sorted paths and file hashes: equal hash, equal content. */
  hash: sha256Schema,
  /** Lines against the first parent. */
  added: z.number().int(),
  removed: z.number().int(),
})
export type Genome = z.infer<typeof genomeSchema>

/** A word or two that people put on a version to find it again. */
export const tagBounds = { length: 40, count: 12 } as const
const tagSchema = z.string().trim().min(1).max(tagBounds.length).regex(/^[^\p{C}]+$/u, 'printable characters only')
export const tagsSchema = z.array(tagSchema).max(tagBounds.count).refine((tags) => new Set(tags).size === tags.length, 'a tag is named twice')

/** path → text of every file. */
export type GenomeFiles = Record<string, string>
