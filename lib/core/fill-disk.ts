import { rmSync } from 'node:fs'
import { open, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FaultUnfitError } from '../contract/errors.ts'

const fillerName = 'chaos-filler'
/** A file system above this, or one that others are on, is nobody's to fill. */
const largestMb = 512
const pieceBytes = 1024 * 1024

/** @returns gives the room back */
export async function fillDisk(dataDir: string): Promise<() => void> {
  const { blocks, bsize } = await statfs(dataDir)
  const isOwn = (await stat(dataDir)).dev !== (await stat(dirname(dataDir))).dev
  const mb = (blocks * bsize) / 1024 / 1024
  if (!isOwn || mb > largestMb) throw new FaultUnfitError(`the data folder is no small file system of its own (at most ${largestMb} MB), and a disk that others use is not filled: mount one there, as with mount -t tmpfs -o size=64m`)
  const file = await open(fillerPath(dataDir), 'w')
  try {
    for (let size = pieceBytes; size >= 1;) {
      try {
        await file.write(Buffer.alloc(size))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        size = Math.floor(size / 16)
      }
    }
  } finally {
    await file.close()
  }
  return () => emptyDisk(dataDir)
}

/** What a core left that died with the disk full, too. */
export const emptyDisk = (dataDir: string): void => rmSync(fillerPath(dataDir), { force: true })

const fillerPath = (dataDir: string): string => join(dataDir, fillerName)
