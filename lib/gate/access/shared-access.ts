import { openAccess, type Access } from './open-access.ts'

const key = Symbol.for('ouroboros.access')

/** One for all the copies of a module that Next makes of it; opened anew where the data folder is another one. */
export function sharedAccess({ accessPath, isOpen }: { accessPath: string; isOpen: boolean }): Access {
  const holder = globalThis as { [key]?: { path: string; access: Access } }
  const known = holder[key]
  if (known?.path === accessPath && known.access.isOpen === isOpen) return known.access
  const access = openAccess({ path: accessPath, isOpen })
  holder[key] = { path: accessPath, access }
  return access
}
