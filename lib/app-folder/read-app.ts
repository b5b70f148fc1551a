import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { AppInvalidError } from '../contract/errors.ts'
import { registrySchema, type Registered, type Registry } from '../contract/factory/registry.ts'
import { testFileSchema, type TestFile } from '../contract/factory/scenario.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import { fileIn, registryName, testsName } from './paths.ts'
import { readYaml } from './yaml-file.ts'

export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Over all files of a component: equal hash, equal content. */
export const hashOf = (files: Registered['files']): string =>
  hashText(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, { hash }]) => `${path} ${hash}\n`).join(''))

/** @returns null where the folder holds no app. @throws AppInvalidError */
export function readRegistry(root: string): Registry | null {
  const registry = readYaml(root, registryName, registrySchema)
  if (registry === null) return null
  const numbers = new Set(registry.iterations.map(({ number }) => number))
  const ids = new Set(registry.components.map(({ id }) => id))
  const refuse = (why: string): never => { throw new AppInvalidError(`${root}/${registryName} is not right: ${why}. Mend it, or take it from an iteration's folder, where each one has its own.`) }
  if (ids.size !== registry.components.length) refuse('two components have one id')
  if (numbers.size !== registry.iterations.length) refuse('two iterations have one number')
  if (!numbers.has(registry.inForce)) refuse(`iteration ${registry.inForce} is in force and not listed`)
  for (const { id, needs, files } of registry.components) {
    for (const need of needs) if (!ids.has(need)) refuse(`${id} needs ${need}, which is not there`)
    for (const [path, { iteration }] of Object.entries(files)) if (!numbers.has(iteration)) refuse(`${id}/${path} is of iteration ${iteration}, which is not listed`)
  }
  return registry
}

/** @throws AppInvalidError */
export function readTests(root: string, registry: Registry): TestFile {
  const tests = readYaml(root, testsName, testFileSchema)
  if (tests === null) throw new AppInvalidError(`${root}/${testsName} is missing. Take it from ${root}/iterations, where each iteration has its own.`)
  const ids = new Set(registry.components.map(({ id }) => id))
  const newest = Math.max(...registry.iterations.map(({ number }) => number))
  // Of an iteration that was broken off before it was in force: nothing of it counts.
  const isListed = ({ iteration }: { iteration: number }): boolean => iteration <= newest
  const undone = tests.changes.filter((change) => !isListed(change))
  const scenarios = tests.scenarios.filter(isListed).map((scenario) => undone.find(({ scenario: id }) => id === scenario.id)?.was ?? scenario)
  for (const { id, of, steps } of scenarios) {
    const named = [...(of === null ? [] : [of]), ...steps.flatMap((step) => ('ask' in step ? [step.ask] : 'log' in step ? [step.log] : []))]
    const unknown = named.find((name) => !ids.has(name))
    if (unknown !== undefined) throw new AppInvalidError(`${root}/${testsName} is not right: the scenario ${id} asks ${unknown}, and there is no such component.`)
  }
  return { scenarios, changes: tests.changes.filter(isListed) }
}

/** The texts of a component as they stand on disk, edits by hand included. @throws AppInvalidError where one is missing */
export function filesInForce(root: string, { iterations }: Registry, component: Registered): GenomeFiles {
  return Object.fromEntries(Object.keys(component.files).map((path) => {
    const place = fileIn(root, iterations, component, path)
    if (!existsSync(place)) throw new AppInvalidError(`${place} is missing, and in force. Put it back, or roll back to an iteration that does without it.`)
    return [path, readFileSync(place, 'utf8')]
  }))
}

/** Files in force that are no longer what was written: somebody has edited them, and they are kept. */
export function handEdits(root: string, registry: Registry): { component: Registered; files: GenomeFiles }[] {
  return registry.components.flatMap((component) => {
    const texts = Object.entries(filesInForce(root, registry, component))
    const edited = texts.filter(([path, text]) => hashText(text) !== component.files[path]?.hash)
    return edited.length === 0 ? [] : [{ component, files: Object.fromEntries(edited) }]
  })
}
