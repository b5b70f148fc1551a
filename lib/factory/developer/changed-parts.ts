import { AppInvalidError } from '../../contract/errors.ts'
import type { Component } from '../../contract/factory/blueprint.ts'
import type { Registered, Registry } from '../../contract/factory/registry.ts'
import type { GenomeFiles } from '../../contract/genome.ts'
import { fileIn } from '../../app-folder/paths.ts'
import { filesInForce } from '../../app-folder/read-app.ts'
import { joinEdits } from './join-edits.ts'

export interface Rendered {
  component: Component
  files: GenomeFiles
  /** As the plan before had it; empty where it did not have it. */
  base: GenomeFiles
}

/**
 * Of what was rendered, the texts that are not in force yet, by component. What somebody has edited keeps their edit.
 * @throws AppInvalidError where an edit and the feature want the same lines otherwise
 */
export function changedParts(root: string, registry: Registry | null, rendered: readonly Rendered[]): { component: Component; files: GenomeFiles }[] {
  return rendered.flatMap(({ component, files, base }) => {
    const old = registry?.components.find(({ id }) => id === component.id)
    if (registry === null || old === undefined) return [{ component, files }]
    const inForce = filesInForce(root, registry, old)
    // What becomes Python has none of its files in JavaScript any more.
    if (old.language !== component.language) {
      const edited = Object.keys(old.files).find((path) => isEdited(registry, old, path))
      if (edited !== undefined) throw new AppInvalidError(`${fileIn(root, registry.iterations, old, edited)} was edited by hand, and the feature writes the component anew in ${component.language}. Take your edit back, or make the feature by hand. The app is as it was.`)
      return [{ component, files }]
    }
    // What becomes a worker lies elsewhere from now on, with all that it has.
    if (old.layer !== component.layer) return [{ component, files: { ...inForce, ...files } }]
    const changed = Object.entries(files).flatMap(([path, text]): [string, string][] => {
      const now = inForce[path]
      if (now === undefined || !isEdited(registry, old, path)) return now === text ? [] : [[path, text]]
      const joined = joinEdits(base[path] ?? now, now, text)
      if (joined === null) throw new AppInvalidError(`${fileIn(root, registry.iterations, old, path)} was edited by hand, and the feature changes the same lines. Take your edit back, or make the feature by hand. The app is as it was.`)
      return joined === now ? [] : [[path, joined]]
    })
    return changed.length === 0 ? [] : [{ component, files: Object.fromEntries(changed) }]
  })
}

const isEdited = ({ iterations }: Registry, { files }: Registered, path: string): boolean => iterations.find(({ number }) => number === files[path]?.iteration)?.kind === 'manual'
