// The power goes while a core writes. What was synced stays on the disk; what was on its way is there, torn, or rubbish.
import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom } from '../../../lib/chaos/random.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'
import { openLedger } from '../../../lib/store/sqlite/open-ledger.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { pulseEnd } from '../../conformance/event-samples.ts'
import { startChild } from './child.ts'
import { cutBefore, cutInCheckpoint, cutInCommit, fates, type Fate } from './cut-power.ts'
import { takeImages, type WalImage } from './wal-images.ts'

let root: string
let images: WalImage[]
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ouroboros-power-'))
  images = await takeImages(root, 3)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(root, 'cut-'))
  path = join(folder, 'ledger.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What was acknowledged when a commit was on disk, and up to which event. */
function acknowledged(image: WalImage, commit: number): { hashes: string[]; head: number } {
  return {
    hashes: [...image.earlier, ...image.commits.slice(0, commit + 1).flatMap(({ hashes }) => hashes)],
    head: image.commits[commit]?.head ?? image.head,
  }
}

/** Opens what a power cut has left, and writes on. @returns what is wrong, and the head as it was found */
async function lookAt(hashes: string[]): Promise<{ wrong: string[]; head: number }> {
  const ledger = openLedger({ path, core: 'b', pid: process.pid, clock })
  const readers = openReaders(path)
  const head = readers.head()
  const wrong = checkHistory(readers, { acknowledgedEvents: hashes })
  const events = readers.events({ limit: 1_000_000 })
  // A call's two events are there together or not at all.
  for (const kind of ['pulse-end', 'log-chunk']) if (events.filter((event) => event.kind === kind).length * 2 !== events.length) wrong.push(`half a call is there, without its ${kind}`)
  const [next] = await ledger.append(pulseEnd('ant'))
  if (next?.seq !== head + 1) wrong.push(`the next event is ${next?.seq}, after ${head}`)
  if (readers.verify() !== null) wrong.push('the chain breaks where writing went on')
  readers.close()
  await ledger.close()
  return { wrong, head }
}

/** Another place of each image at a time; -1 is the first commit of the log's life. */
const place = fc.record({ image: fc.nat(2), of: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), share: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), seed: fc.nat() })
const chosen = ({ image, of }: { image: number; of: number }, first: number) => {
  const { commits } = images[image]!
  return { image: images[image]!, commit: first + Math.floor(of * (commits.length - 1 - first)) }
}

test('the images are of a core at work, each of another life of the log', () => {
  for (const { commits, log, file } of images) {
    expect(commits.length).toBeGreaterThan(30)
    expect([log.length, commits.at(-1)?.end]).toEqual([commits.at(-1)?.end, log.length])
    expect(file.length % 4096).toBe(0)
  }
  expect(images.map(({ before }) => before.length > 0)).toEqual([false, true, true])
  expect(images[2]!.earlier.length).toBeGreaterThan(images[1]!.earlier.length)
})

describe('while a commit was written', () => {
  const rounds = 40
  test.each(Object.keys(fates) as Fate[])(`%s: ${rounds} times nothing that was acknowledged is lost, and writing goes on`, async (fate) => {
    for (const where of fc.sample(fc.oneof(place, place.map((each) => ({ ...each, of: 0 }))), { seed: 200, numRuns: rounds })) {
      const { image, commit } = chosen(where, -1)
      cutInCommit(image, { commit, fate, share: where.share, random: seededRandom(where.seed), path })
      const { hashes, head } = acknowledged(image, commit)
      const found = await lookAt(hashes)
      expect(found.wrong, JSON.stringify(where)).toEqual([])
      // What was on its way has arrived as a whole, or not.
      expect([head, acknowledged(image, commit + 1).head], JSON.stringify(where)).toContain(found.head)
    }
  })
})

test('while the log was moved into the file: 40 times nothing at all is lost', async () => {
  for (const where of fc.sample(place, { seed: 201, numRuns: 40 })) {
    const { image, commit } = chosen(where, 0)
    cutInCheckpoint(image, { commit, random: seededRandom(where.seed), path })
    const { hashes, head } = acknowledged(image, commit)
    expect(await lookAt(hashes), JSON.stringify(where)).toEqual({ wrong: [], head })
  }
})

test('a disk that had kept less than it said is found out: 20 times of 20', async () => {
  for (const where of fc.sample(place, { seed: 202, numRuns: 20 })) {
    const { image, commit } = chosen(where, 0)
    cutBefore(image, { commit, share: where.share, path })
    const { wrong } = await lookAt(acknowledged(image, commit).hashes)
    expect(wrong.some((line) => line.startsWith('an acknowledged event is gone')), JSON.stringify(where)).toBe(true)
  }
})

// The main thread alone, which writes both; the tracer stands aside, so that what is killed is the core.
const strace = ['strace', '-D', '-q', '-e', 'trace=openat,pwrite64,write,fdatasync,fsync', '-s', '16']
const canTrace = spawnSync(strace[0]!, [...strace.slice(1), '-o', '/dev/null', 'true']).status === 0
if (!canTrace) console.warn('power-cut: strace cannot be used here, so it is NOT looked at whether every acknowledgement follows a sync')

test.runIf(canTrace)('nothing is acknowledged before the disk was asked to keep it', async () => {
  const trace = join(folder, 'trace')
  const core = startChild('append-forever.ts', [path], [...strace, '-o', trace])
  await core.said(300)
  await core.kill()
  let log = ''
  let isSynced = true
  const seen = { acknowledged: 0, synced: 0, early: 0 }
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    const [, call = '', fd = ''] = /^(\w+)\((\w+)/.exec(line) ?? []
    if (call === 'openat') log = /\/ledger\.sqlite-wal", .* = (\d+)$/.exec(line)?.[1] ?? log
    if (call === 'pwrite64' && fd === log) isSynced = false
    if (call.endsWith('sync') && fd === log && line.endsWith(' = 0')) {
      isSynced = true
      seen.synced += 1
    }
    // A hash, as it is said.
    if (call === 'write' && /^write\(1, "[0-9a-f]{16}"/.test(line)) {
      seen.acknowledged += 1
      if (!isSynced) seen.early += 1
    }
  }
  expect(seen).toEqual({ acknowledged: expect.any(Number), synced: expect.any(Number), early: 0 })
  expect(Math.min(seen.acknowledged, seen.synced * 3)).toBeGreaterThan(100)
})
