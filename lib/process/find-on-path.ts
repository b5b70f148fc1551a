import { accessSync, constants, statSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'

/**
 * Where a shell in `folder` would find a program. Folders of the PATH that depend on where one stands are left out.
 * @returns null where there is none that may be run
 */
export function findOnPath(name: string, { path, folder }: { path: string; folder: string }): string | null {
  const places = name.includes('/') ? [resolve(folder, name)] : path.split(':').filter(isAbsolute).map((each) => join(each, name))
  return places.find(isProgram) ?? null
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
