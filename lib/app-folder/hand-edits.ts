import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Registered, Registry } from '../contract/factory/registry.ts'
import type { TestFile } from '../contract/factory/scenario.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import { hashText } from './hash.ts'
import { keptText } from './kept-texts.ts'
import { componentFolder } from './paths.ts'
import { readTests, registryAt } from './read-app.ts'
import { writeIteration } from './write-iteration.ts'

export interface HandEdit {
  component: Registered
  /** The texts as somebody has left them. */
  files: GenomeFiles
  /** Where they were edited, and the hash of what was written there. */
  places: { path: string; hash: string }[]
}

/** Files of any iteration that are no longer what was written there, of components that are in force: somebody has edited them. The newest iteration's counts. */
export function handEdits(root: string, registry: Registry): HandEdit[] {
  const iterations = registry.iterations.map(({ number, folder }) => ({ number, folder, components: (number === registry.inForce ? registry : registryAt(root, registry, number))?.components }))
  return registry.components.flatMap((component) => {
    const edit: HandEdit = { component, files: {}, places: [] }
    for (const { number, folder, components } of iterations) {
      const written = components?.find(({ id }) => id === component.id)
      for (const [file, { iteration, hash }] of Object.entries(written?.files ?? {})) {
        if (iteration !== number || !Object.hasOwn(component.files, file)) continue
        const path = join(root, componentFolder(folder, component), file)
        const text = existsSync(path) ? readFileSync(path, 'utf8') : null
        if (text === null || hashText(text) === hash || hashText(text) === component.files[file]?.hash) continue
        edit.files[file] = text
        edit.places.push({ path, hash })
      }
    }
    return edit.places.length === 0 ? [] : [edit]
  })
}

/**
 * What was edited by hand is put in force as it stands, in an iteration of its own, and the iteration that it was made in
 * is as it was again.
 * @returns the registry as it is then
 */
export async function keepEdits(root: string, registry: Registry, at: Date): Promise<Registry> {
  const edits = handEdits(root, registry)
  if (edits.length === 0) return registry
  const names = edits.flatMap(({ component, files }) => Object.keys(files).map((path) => `${component.id}/${path}`))
  const tests: TestFile = readTests(root, registry)
  const kept = await writeIteration(root, registry, registry, {
    kind: 'manual', why: `edited by hand: ${names.join(', ')}`, slug: 'manual', at, tests,
    parts: edits.map(({ component, files }) => ({ component, files, port: component.port })),
  })
  for (const { path, hash } of edits.flatMap(({ places }) => places)) {
    const original = await keptText(root, hash)
    if (original !== null) await writeFile(path, original)
  }
  return kept
}
