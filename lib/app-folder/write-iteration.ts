import { existsSync, readdirSync } from 'node:fs'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppInvalidError } from '../contract/errors.ts'
import type { Component } from '../contract/factory/blueprint.ts'
import { registrySchema, type Iteration, type IterationKind, type Registered, type Registry } from '../contract/factory/registry.ts'
import { testFileSchema, type TestFile } from '../contract/factory/scenario.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import { makeFolder, publish, syncFolder, writeSynced } from '../disk/durable-write.ts'
import { sweepTemporary, temporaryName } from '../disk/temporary-names.ts'
import { composeText } from './compose-text.ts'
import { componentFolder, composeName, iterationFolder, iterationsName, registryName, stateName, testsName } from './paths.ts'
import { outputName, type ModelOutput } from './plan-in-force.ts'
import { hashOf, hashText } from './hash.ts'
import { keepTexts } from './kept-texts.ts'
import { genScript, runScript } from './scripts.ts'
import { readYaml, yamlText } from './yaml-file.ts'

export interface Part {
  component: Pick<Component, 'id' | 'layer' | 'language' | 'title' | 'needs' | 'keepsData'>
  /** New and changed texts only; what is not named stays in force as it is. */
  files: GenomeFiles
  port: number
  /** See the registry. */
  healedAs?: string
}

export interface Change {
  kind: IterationKind
  why: string
  /** Of the folder's name: small letters, digits, dashes. */
  slug: string
  at: Date
  parts: readonly Part[]
  tests: TestFile
  output?: ModelOutput
}

/** What is new of an app beside its parts. */
export type AppName = Pick<Registry, 'app' | 'title' | 'language'>

/**
 * Writes an iteration and puts it in force. It is there whole or not at all: the folder gets its name when it is complete,
 * and the registry, which says what is in force, is replaced last. No earlier iteration is touched.
 * @param before null: the app's first one
 * @throws AppInvalidError with the app as it was, where the disk does not take it
 */
export async function writeIteration(root: string, name: AppName, before: Registry | null, change: Change): Promise<Registry> {
  const number = nextNumber(root, before)
  const iteration: Iteration = { number, folder: iterationFolder(number, change.slug), kind: change.kind, why: change.why, at: change.at.toISOString(), from: before?.inForce ?? null }
  const registry: Registry = { ...name, inForce: number, components: registered(before?.components ?? [], iteration, change.parts), iterations: [...(before?.iterations ?? []), iteration] }
  const texts = Object.fromEntries(change.parts.flatMap(({ component, files }) =>
    Object.entries(files).map(([path, text]) => [join(component.layer, component.id, path), text])))
  await put(root, registry, change.tests, { ...texts, ...(change.output === undefined ? {} : { [outputName]: `${JSON.stringify(change.output, null, 2)}\n` }) })
  return registry
}

/** An earlier iteration is in force again, as a new one that says so. @throws AppInvalidError where there is none of this number */
export async function rollBack(root: string, before: Registry, to: number, at: Date): Promise<Registry> {
  const target = before.iterations.find(({ number }) => number === to)
  if (target === undefined) throw new AppInvalidError(`There is no iteration ${to}; there are ${before.iterations.map(({ number }) => number).join(', ')}.`)
  const folder = join(root, iterationsName, target.folder)
  const then = readYaml(folder, registryName, registrySchema)
  const tests = readYaml(folder, testsName, testFileSchema)
  if (then === null || tests === null) throw new AppInvalidError(`${folder} has lost its ${registryName} or ${testsName}: what was in force then is not known any more.`)
  const number = nextNumber(root, before)
  const iteration: Iteration = { number, folder: iterationFolder(number, 'rollback'), kind: 'rollback', why: `back to iteration ${to}`, at: at.toISOString(), from: before.inForce, to }
  const registry: Registry = { ...then, inForce: number, iterations: [...before.iterations, iteration] }
  await put(root, registry, tests, {})
  return registry
}

function registered(before: readonly Registered[], { number, folder }: Iteration, parts: readonly Part[]): Registered[] {
  const changed = parts.map(({ component, files, port, healedAs }): Registered => {
    const { id, layer, language, title, needs, keepsData } = component
    const old = before.find((one) => one.id === id)
    // In another language it is another text altogether.
    const all = { ...(old?.language === language ? old.files : {}), ...Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { iteration: number, hash: hashText(text) }])) }
    return { id, layer, language, title, needs, keepsData, port, iteration: number, path: componentFolder(folder, component), files: all, hash: hashOf(all), ...(healedAs !== undefined && { healedAs }) }
  })
  return [...before.map((old) => changed.find(({ id }) => id === old.id) ?? old), ...changed.filter(({ id }) => !before.some((old) => old.id === id))]
}

async function put(root: string, registry: Registry, tests: TestFile, texts: Record<string, string>): Promise<void> {
  const iterations = join(root, iterationsName)
  const newest = registry.iterations.at(-1)
  if (newest === undefined) throw new RangeError('an app has at least one iteration')
  const temporary = join(iterations, temporaryName())
  try {
    await makeFolder(iterations)
    sweepTemporary(iterations)
    // By itself: of a disk that is read-only a folder below it would be told to be missing.
    await mkdir(temporary)
    const registryText = yamlText(registry, 'What this app consists of, and which iteration of each file is in force. Written by Ouroboros.')
    const testsText = yamlText(tests, 'What has to hold of this app, over all its iterations. Add scenarios as you like.')
    const compose = composeText(registry)
    for (const [path, text] of Object.entries({ ...texts, [registryName]: registryText, [testsName]: testsText, [join('deployment', composeName)]: compose })) {
      await mkdir(dirname(join(temporary, path)), { recursive: true })
      await writeSynced(join(temporary, path), text)
    }
    await syncFolder(temporary)
    await publish(temporary, join(iterations, newest.folder))
    await replace(root, testsName, testsText)
    await replace(root, composeName, compose)
    await replace(root, 'gen.sh', genScript, 0o755)
    await replace(root, 'run.sh', runScript, 0o755)
    await replace(root, '.gitignore', `${stateName}/\n`)
    await keepTexts(root, Object.values(texts))
    await replace(root, registryName, registryText)
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true })
    throw new AppInvalidError(`Iteration ${newest.number} could not be written to ${root}: ${cause instanceof Error ? cause.message : String(cause)}. The app is as it was.`, { cause })
  }
}

/** A folder that was broken off before its registry stays where it is: its number is not given again. */
function nextNumber(root: string, before: Registry | null): number {
  const iterations = join(root, iterationsName)
  const onDisk = existsSync(iterations) ? readdirSync(iterations).map((name) => Number(/^iter_(\d{3})_/.exec(name)?.[1] ?? 0)) : []
  return Math.max(0, ...onDisk, ...(before?.iterations.map(({ number }) => number) ?? [])) + 1
}

async function replace(root: string, name: string, text: string, mode = 0o644): Promise<void> {
  const temporary = join(root, temporaryName())
  try {
    await writeSynced(temporary, text)
    await chmod(temporary, mode)
    await publish(temporary, join(root, name))
  } finally {
    await rm(temporary, { force: true })
  }
}
