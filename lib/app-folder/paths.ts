import { join } from 'node:path'
import { AppInvalidError } from '../contract/errors.ts'
import type { Iteration, Registered } from '../contract/factory/registry.ts'

/** Where things lie in an app's folder. */
export const registryName = 'registry.yaml'
export const testsName = 'test.yaml'
export const composeName = 'docker-compose.yml'
/** Of each component: what it answers, and whom it asks. */
export const contractName = 'contract.json'
export const iterationsName = 'iterations'
/** What a run needs and nobody reads: data of the services, secrets, state of the flow. Not to be committed. */
export const stateName = '.ouroboros'

/** The folder whose sub-folders are the apps of an engine. */
export const appsDirOf = (dataDir: string): string => join(dataDir, 'apps')

export const iterationFolder = (number: number, slug: string): string => `iter_${String(number).padStart(3, '0')}_${slug}`

/** Relative to the app's folder, with forward slashes. */
export const componentFolder = (folder: string, { layer, id }: Pick<Registered, 'layer' | 'id'>): string => `${iterationsName}/${folder}/${layer}/${id}`

/** @throws AppInvalidError where the registry names an iteration that it does not list, which its schema cannot see */
export function fileIn(root: string, iterations: readonly Iteration[], component: Pick<Registered, 'layer' | 'id' | 'files'>, path: string): string {
  const number = component.files[path]?.iteration
  const iteration = iterations.find((one) => one.number === number)
  if (iteration === undefined) throw new AppInvalidError(`${root}/${registryName} is not right: ${component.id}/${path} is of iteration ${number}, which is not listed.`)
  return join(root, componentFolder(iteration.folder, component), path)
}

/** Whether a component makes or reads the tokens of people who are signed in: nobody else is told the app's secret. */
export const signs = ({ files }: { files: Readonly<Record<string, unknown>> }): boolean => 'tokens.js' in files
