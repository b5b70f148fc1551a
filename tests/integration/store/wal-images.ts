import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from './child.ts'

/** One life of the write-ahead log: from where SQLite began it to shortly before it is moved into the file. */
export interface WalImage {
  /** The ledger's file, which does not change in this life. */
  file: Buffer
  /** What was in the log before: of a life whose events are all in the file by now. */
  before: Buffer
  log: Buffer
  /** Hashes of events that were acknowledged in earlier lives. */
  earlier: string[]
  /** The seq that was the newest at the beginning. */
  head: number
  commits: Commit[]
}

/** A transaction that was acknowledged when the log was synced up to `end`. */
interface Commit { end: number; hashes: string[]; head: number }

interface Acknowledgement { life: number; end: number; head: number; hashes: string[] }

/** Lets a core write, and takes images of its files: one for each of so many lives of the log. */
export async function takeImages(folder: string, lives: number): Promise<WalImage[]> {
  const core = startChild('append-imaged.ts', [join(folder, 'ledger.sqlite'), folder])
  /** Up to where the log was valid when it was put away; beyond it is what an earlier life has left. */
  const endOf = (life: number): number | undefined => core.lines.map((line) => /^image (\d+) (\d+)$/.exec(line)).filter((said) => said !== null && Number(said[1]) === life).map((said) => Number(said?.[2]))[0]
  for (let count = 1; endOf(lives - 1) === undefined; count += 100) await core.said(count)
  await core.kill()
  const told = core.lines.filter((line) => line.startsWith('ack ')).map((line) => JSON.parse(line.slice(4)) as Acknowledgement)
  const bytes = (name: string): Buffer => (existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : Buffer.alloc(0))
  return Array.from({ length: lives }, (_, life) => {
    const earlier = told.filter((each) => each.life < life)
    const end = endOf(life) ?? 0
    return {
      file: bytes(`${life}.sqlite`), before: bytes(`${life}.before.wal`), log: bytes(`${life}.wal`).subarray(0, end),
      earlier: earlier.flatMap(({ hashes }) => hashes), head: earlier.at(-1)?.head ?? 0,
      commits: commitsOf(told.filter((each) => each.life === life)).filter((commit) => commit.end <= end),
    }
  })
}

/** Those that share a commit were told of the same end. */
function commitsOf(told: readonly Acknowledgement[]): Commit[] {
  return [...Map.groupBy(told, ({ end }) => end)].map(([end, all]) => ({ end, hashes: all.flatMap(({ hashes }) => hashes), head: Math.max(...all.map(({ head }) => head)) }))
}
