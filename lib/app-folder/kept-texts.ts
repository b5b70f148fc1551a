import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stateName } from './paths.ts'
import { hashText } from './hash.ts'

const folderOf = (root: string): string => join(root, stateName, 'texts')

/** A copy of each text by its hash: what somebody edits in its place is not lost. It can be done without, so that a disk that does not take it is no reason to stop. */
export async function keepTexts(root: string, texts: readonly string[]): Promise<void> {
  await mkdir(folderOf(root), { recursive: true }).catch(() => undefined)
  await Promise.all(texts.map((text) => writeFile(join(folderOf(root), hashText(text)), text, { flag: 'wx' }).catch(() => undefined)))
}

/** @returns null where there is no copy, or not of just this text */
export async function keptText(root: string, hash: string): Promise<string | null> {
  const text = await readFile(join(folderOf(root), hash), 'utf8').catch(() => null)
  return text !== null && hashText(text) === hash ? text : null
}
