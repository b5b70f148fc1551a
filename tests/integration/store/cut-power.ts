import { writeFileSync } from 'node:fs'
import type { WalImage } from './wal-images.ts'

/**
 * What a disk may have done, when the power went, with what was on its way and not synced yet. What was synced stays;
 * that it shares a sector with what was being written changes nothing (SQLite's "powersafe overwrite", its default).
 */
export const fates = {
  /** The file ends anywhere in it. */
  cut: ({ before: _before, ...write }: Write) => Buffer.concat([write.synced, write.inFlight.subarray(0, write.at)]),
  /** The first part arrived; after it stands what was there before. */
  torn: (write: Write) => arrived(write, (missing) => missing),
  /** The file has its length, and zeros where bytes are missing. */
  zeroed: (write: Write) => arrived(write, (missing) => Buffer.alloc(missing.length)),
  /** Or anything at all. */
  garbled: (write: Write) => arrived(write, (missing) => noise(missing.length, write.random)),
  /** Sectors arrive in any order: each one is there, is not, or is rubbish. */
  scattered: ({ synced, inFlight, before, random }: Write) => {
    const disk = Buffer.concat([synced, inFlight])
    for (let from = synced.length; from < disk.length;) {
      const to = Math.min(disk.length, (Math.floor(from / sectorBytes) + 1) * sectorBytes)
      const fate = random()
      if (fate < 0.4) old(before, from, to).copy(disk, from)
      else if (fate < 0.6) noise(to - from, random).copy(disk, from)
      from = to
    }
    return withRest(disk, before)
  },
} as const satisfies Record<string, (write: Write) => Buffer>
export type Fate = keyof typeof fates

interface Write {
  synced: Buffer
  inFlight: Buffer
  /** So much of what was in flight arrived, bytes. */
  at: number
  /** What the file held before all of it. */
  before: Buffer
  /** From 0 to 1. */
  random: () => number
}

const sectorBytes = 512
const frameHeadBytes = 24
const pageBytes = 4096

/** Puts a ledger at `path` as it would be found after the power went while the commit after the `commit`th was written. @param commit -1: the first one */
export function cutInCommit(image: WalImage, { commit, share, fate, random, path }: { commit: number; share: number; fate: Fate; random: () => number; path: string }): void {
  const [from, to] = [image.commits[commit]?.end ?? 0, image.commits[commit + 1]?.end ?? image.log.length]
  const inFlight = image.log.subarray(from, to)
  put(path, image.file, fates[fate]({ synced: image.log.subarray(0, from), inFlight, at: Math.floor(share * (inFlight.length + 1)), before: image.before, random }))
}

/** While SQLite moved a log that was synced into the file: each of its pages there is as before, as in the log, or rubbish. */
export function cutInCheckpoint(image: WalImage, { commit, random, path }: { commit: number; random: () => number; path: string }): void {
  const log = image.log.subarray(0, image.commits[commit]?.end ?? 0)
  const pages = new Map<number, Buffer>()
  for (let at = 32; at < log.length; at += frameHeadBytes + pageBytes) pages.set(log.readUInt32BE(at), log.subarray(at + frameHeadBytes, at + frameHeadBytes + pageBytes))
  const file = Buffer.alloc(Math.max(image.file.length, ...[...pages.keys()].map((page) => page * pageBytes)))
  image.file.copy(file)
  for (const [page, bytes] of pages) {
    const fate = random()
    const tornAt = fate < 0.3 ? 0 : fate < 0.6 ? pageBytes : Math.floor(random() * pageBytes)
    bytes.copy(file, (page - 1) * pageBytes, 0, tornAt)
    if (fate > 0.8) noise(pageBytes - tornAt, random).copy(file, (page - 1) * pageBytes + tornAt)
  }
  put(path, file, log)
}

/** A disk that lies: the file ends before what it has said it kept. */
export function cutBefore(image: WalImage, { commit, share, path }: { commit: number; share: number; path: string }): void {
  put(path, image.file, image.log.subarray(0, Math.floor(share * (image.commits[commit]?.end ?? 0))))
}

function put(path: string, file: Buffer, log: Buffer): void {
  writeFileSync(path, file)
  writeFileSync(`${path}-wal`, log)
}

function arrived({ synced, inFlight, at, before }: Write, fill: (missing: Buffer) => Buffer): Buffer {
  const [from, to] = [synced.length + at, synced.length + inFlight.length]
  return withRest(Buffer.concat([synced, inFlight.subarray(0, at), fill(old(before, from, to))]), before)
}

/** A log that is begun anew does not get shorter. */
const withRest = (disk: Buffer, before: Buffer): Buffer => Buffer.concat([disk, before.subarray(disk.length)])

/** Zeros, where the file had not been as long. */
function old(before: Buffer, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(to - from)
  before.subarray(from, to).copy(bytes)
  return bytes
}

function noise(length: number, random: () => number): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))
}
