import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { ManifestError } from '../contract/errors.ts'
import { manifestSchema, organismIdSchema } from '../contract/organism.ts'
import type { AnySpec, Organism } from '../contract/spec.ts'

const positive = z.number().positive()

/** As much of a spec as can be checked without running it. */
const specSchema = z.object({
  task: z.object({ generate: z.function() }).loose(),
  examples: z.array(z.object({ name: z.string() }).loose()),
  throws: z.array(z.object({ name: z.string() }).loose()).optional(),
  properties: z.array(z.object({ name: z.string(), check: z.function() }).loose()),
  accepts: z.function().optional(),
  limits: z.strictObject({ timeoutMs: positive, heapMb: positive, rssMb: positive, cpuSeconds: positive, outputBytes: positive }),
  fitness: z.function(),
}).loose()

export interface Found {
  organisms: (Organism & { specHash: string })[]
  refused: { folder: string; error: string }[]
}

/** Every sub-folder is an organism; one that cannot be used is named with its error and the others are taken. */
export async function loadOrganisms(dir: string): Promise<Found> {
  const found: Found = { organisms: [], refused: [] }
  const folders = existsSync(dir) ? readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')) : []
  for (const { name } of folders.toSorted((a, b) => a.name.localeCompare(b.name))) {
    try {
      found.organisms.push(await loadOrganism(dir, name))
    } catch (error) {
      found.refused.push({ folder: name, error: error instanceof Error ? error.message : String(error) })
    }
  }
  return found
}

async function loadOrganism(dir: string, folder: string): Promise<Organism & { specHash: string }> {
  const id = organismIdSchema.safeParse(folder)
  if (!id.success) throw new ManifestError(`the folder's name must be ${id.error.issues[0]?.message ?? 'a plain word'}`)
  const path = (name: string): string => join(dir, folder, name)

  const manifest = manifestSchema.safeParse(readJson(path('organism.json')))
  if (!manifest.success) {
    const issue = manifest.error.issues[0]
    throw new ManifestError(`organism.json: ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'is not valid'}`)
  }
  const names = manifest.data.files ?? [manifest.data.entry]
  if (!names.includes(manifest.data.entry)) throw new ManifestError(`organism.json: files does not list the entry ${manifest.data.entry}`)

  return {
    id: folder,
    manifest: manifest.data,
    files: Object.fromEntries(names.map((name) => [name, readText(path(name), name)])),
    spec: await loadSpec(path('spec.ts')),
    specHash: createHash('sha256').update(readText(path('spec.ts'), 'spec.ts')).digest('hex'),
  }
}

async function loadSpec(path: string): Promise<AnySpec> {
  readText(path, 'spec.ts')
  let loaded: unknown
  try {
    loaded = ((await import(pathToFileURL(path).href)) as { spec?: unknown }).spec
  } catch (cause) {
    throw new ManifestError(`spec.ts cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
  const checked = specSchema.safeParse(loaded)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new ManifestError(`spec.ts: spec.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`)
  }
  return loaded as AnySpec
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ManifestError(`${name} is missing or cannot be read`, { cause })
  }
}

function readJson(path: string): unknown {
  const text = readText(path, 'organism.json')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ManifestError(`organism.json is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
