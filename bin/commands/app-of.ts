import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RequestInvalidError } from '../../lib/contract/errors.ts'
import type { Registry } from '../../lib/contract/factory/registry.ts'
import { registryName } from '../../lib/app-folder/paths.ts'
import { readRegistry } from '../../lib/app-folder/read-app.ts'

/** The app that is meant: the one named, or else the one that the command is typed in. */
export function appOf(named: string | undefined): { root: string; registry: Registry } {
  const root = resolve(named ?? '.')
  const registry = readRegistry(root)
  if (registry === null) throw new RequestInvalidError(`there is no app in ${root}: it has no ${registryName}. Name its folder with --app, or make one with ouroboros gen "a todo list with login"`)
  return { root, registry }
}

export const holdsApp = (folder: string): boolean => existsSync(join(folder, registryName))
