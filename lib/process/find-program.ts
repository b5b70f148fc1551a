import { accessSync, constants } from 'node:fs'

/** The system's own folders only, so that nobody's PATH decides what guards a sandbox. */
const folders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', '/opt/homebrew/bin']

/** @returns the program's path, or null where the machine does not have it */
export function findProgram(name: string): string | null {
  const runs = (path: string): boolean => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  }
  return folders.map((folder) => `${folder}/${name}`).find(runs) ?? null
}
