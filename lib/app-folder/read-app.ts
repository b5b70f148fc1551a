import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppInvalidError } from '../contract/errors.ts'
import { registrySchema, type Registered, type Registry } from '../contract/factory/registry.ts'
import { testFileSchema, type TestFile } from '../contract/factory/scenario.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import { hashText } from './hash.ts'
import { keptText } from './kept-texts.ts'
import { fileIn, iterationsName, registryName, testsName } from './paths.ts'
import { readYaml } from './yaml-file.ts'

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

/** What was in force when an iteration was written: each keeps its own registry. @returns null where it has lost it */
export function registryAt(root: string, { iterations }: Registry, number: number): Registry | null {
  const iteration = iterations.find((one) => one.number === number)
  return iteration === undefined ? null : readYaml(join(root, iterationsName, iteration.folder), registryName, registrySchema)
}

/** A text as an iteration wrote it, from where it lies or, where somebody has edited that, from its copy. @returns null where it is lost */
async function textAt(root: string, then: Registry, component: Registered, path: string): Promise<string | null> {
  const hash = component.files[path]?.hash ?? ''
  const place = fileIn(root, then.iterations, component, path)
  const text = existsSync(place) ? readFileSync(place, 'utf8') : null
  return text !== null && hashText(text) === hash ? text : keptText(root, hash)
}

/** All texts that were in force when an iteration was written, by component/path. One that is lost is as it stands now. @throws AppInvalidError where the iteration has lost its registry */
export async function textsAt(root: string, registry: Registry, number: number): Promise<Record<string, string>> {
  const then = registryAt(root, registry, number)
  if (then === null) throw new AppInvalidError(`Iteration ${number} of ${root} has lost its ${registryName}: what was in force then is not known any more.`)
  const texts = then.components.flatMap((component) => Object.keys(component.files).map(async (path) => {
    const place = fileIn(root, then.iterations, component, path)
    return [`${component.id}/${path}`, await textAt(root, then, component, path) ?? (existsSync(place) ? readFileSync(place, 'utf8') : '')] as const
  }))
  return Object.fromEntries(await Promise.all(texts))
}

/** What a component was before it was what it is now. @returns null where it never was anything else, or that is lost */
export async function componentBefore(root: string, registry: Registry, component: Registered): Promise<{ hash: string; files: GenomeFiles } | null> {
  for (let at = registry.iterations.find(({ number }) => number === registry.inForce); at !== undefined && at.from !== null;) {
    const from = at.from
    const then = registryAt(root, registry, from)
    const before = then?.components.find(({ id }) => id === component.id)
    if (then === null || before === undefined) return null
    if (before.hash !== component.hash) {
      const texts = await Promise.all(Object.keys(before.files).map(async (path) => [path, await textAt(root, then, before, path)] as const))
      return texts.some(([, text]) => text === null) ? null : { hash: before.hash, files: Object.fromEntries(texts) as GenomeFiles }
    }
    at = registry.iterations.find(({ number }) => number === from)
  }
  return null
}
