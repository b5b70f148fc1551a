import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Tells this life of the process from an earlier one that had the same pid, as is usual in containers. */
const life = randomUUID()
const pattern = /^\.tmp-(\d+)-([0-9a-f-]{36})-\d+$/
let count = 0

/** A name beside the final one, so that the rename stays within a file system. */
export const temporaryName = (): string => `.tmp-${process.pid}-${life}-${++count}`

/** Removes what processes that are gone have left unfinished. */
export function sweepTemporary(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid, owner] = pattern.exec(name) ?? []
    if (pid === undefined || owner === life) continue
    if (Number(pid) === process.pid || !isRunning(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
