import { createHash } from 'node:crypto'
import type { Registered } from '../contract/factory/registry.ts'

export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Over all files of a component: equal hash, equal content. */
export const hashOf = (files: Registered['files']): string =>
  hashText(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, { hash }]) => `${path} ${hash}\n`).join(''))
