// A disk that is full, read-only or broken, and another process that does not let go: real ones.
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { LedgerUnavailableError } from '../../../lib/contract/errors.ts'
import type { NewEvent } from '../../../lib/contract/event.ts'
import type { Ledger } from '../../../lib/contract/ports/ledger.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'
import { backUpLedger } from '../../../lib/store/export/back-up-ledger.ts'
import { openDesk } from '../../../lib/store/sqlite/open-desk.ts'
import { openLedger, type Reign } from '../../../lib/store/sqlite/open-ledger.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { logChunk, pulseEnd } from '../../conformance/event-samples.ts'
import { startChild } from './child.ts'
import { mountDisk, mountHindrance, mountMemory, remount, repairDisk, unmountAll } from './mounts.ts'

const noMemory = mountHindrance('memory')
const noDisk = mountHindrance('disk')
if (noMemory !== null) console.warn(`disk-trouble: no tmpfs can be mounted here (${noMemory}), so full and read-only disks are NOT tried`)
if (noDisk !== null) console.warn(`disk-trouble: no image of a disk can be mounted here (${noDisk}), so a disk that fails is NOT tried`)

const opened: { close: () => void | Promise<void> }[] = []
const kept = <T extends { close: () => void | Promise<void> }>(thing: T): T => {
  opened.push(thing)
  return thing
}
afterEach(async () => {
  try {
    for (const thing of opened.splice(0)) await thing.close()
  } finally {
    unmountAll()
    if (existsSync('/proc/mounts')) expect(readFileSync('/proc/mounts', 'utf8')).not.toContain('ouroboros-mount-')
  }
})

/** A core at a ledger, and what it was told is kept. */
function house(folder: string) {
  const path = join(folder, 'ledger.sqlite')
  const hashes: string[] = []
  const open = (more: Partial<Reign> = {}): Ledger => kept(openLedger({ path, core: 'a', pid: process.pid, clock, ...more }))
  const append = async (ledger: Ledger, ...events: NewEvent[]) => {
    const written = await ledger.append(...events)
    hashes.push(...written.map(({ hash }) => hash))
    return written
  }
  /** What is wrong with what is there. */
  const wrong = (): string[] => {
    const readers = openReaders(path)
    try {
      return checkHistory(readers, { acknowledgedEvents: hashes })
    } finally {
      readers.close()
    }
  }
  return { path, open, append, wrong, hashes }
}

const refusal = (asked: Promise<unknown>) => asked.then(() => 'done', (error: unknown) => (error instanceof LedgerUnavailableError ? error.message : `unexpected ${String(error)}`))

function fill(folder: string, leaveBytes = 0): () => void {
  const { bavail, bsize } = statfsSync(folder)
  const file = join(folder, 'filling')
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes)))
  return () => rmSync(file)
}

describe.runIf(noMemory === null)('a disk that is full', () => {
  const full = 'The ledger cannot be used now: the disk is full.'

  test('refuses all who write, and says why; what was acknowledged is there, and with room again it goes on where it was', async () => {
    const folder = mountMemory(8)
    const { path, open, append, wrong } = house(folder)
    const [ledger, desk, readers] = [open(), kept(openDesk(path)), kept(openReaders(path))]
    for (let number = 0; number < 50; number += 1) await append(ledger, pulseEnd('ant', { number }), logChunk('ant', 'said'))
    const free = fill(folder)
    for (let time = 0; time < 3; time += 1) {
      const asked = [ledger.append(pulseEnd('ant'), pulseEnd('ant')), ledger.append(logChunk('ant', 'x'.repeat(50_000))), ledger.beat(), ledger.writeState('ant', 1)]
      expect(await Promise.all(asked.map(refusal))).toEqual([full, full, full, full])
      expect(() => desk.insert({ kind: 'chaos-stop' }, { author: 'you' })).toThrow(full)
    }
    expect([readers.head(), readers.view().organisms, wrong()]).toMatchObject([100, {}, []])
    free()
    expect((await append(ledger, pulseEnd('ant', { number: 50 }))).map(({ seq }) => seq)).toEqual([101])
    expect(ledger.readState('ant')).toBeUndefined()
    expect(desk.insert({ kind: 'chaos-stop' }, { author: 'you' }).state).toBe('queued')
    expect(wrong()).toEqual([])
  })

  test('that fills up in the middle of things, again and again: each call is there as a whole, or not at all', async () => {
    const folder = mountMemory(24)
    const { path, open, append, wrong, hashes } = house(folder)
    const ledger = open()
    for (let round = 0; round < 12; round += 1) {
      const free = fill(folder, 30_000 + round * 17_000)
      let refused = ''
      for (let number = 0; refused === ''; number += 1) {
        const said = await refusal(append(ledger, pulseEnd('ant', { number }), logChunk('ant', 'said '.repeat(500 + round * 300))))
        if (said !== 'done') refused = said
      }
      expect(refused).toBe(full)
      free()
      await append(ledger, pulseEnd('ant'), logChunk('ant', 'room again'))
      expect(wrong(), `round ${round}`).toEqual([])
    }
    const readers = kept(openReaders(path))
    // Nothing is there that was not acknowledged.
    expect(readers.head()).toBe(hashes.length)
    expect(readers.events({ limit: 1_000_000, kinds: ['log-chunk'] })).toHaveLength(hashes.length / 2)
  })

  test('that has room for the log, and none to move it into the file', async () => {
    const folder = mountMemory(6)
    const { open, append, wrong, hashes } = house(folder)
    const ledger = open()
    let refused = ''
    while (refused === '') {
      const said = await refusal(append(ledger, pulseEnd('ant'), logChunk('ant', 'said '.repeat(1000))))
      if (said !== 'done') refused = said
    }
    expect([refused, wrong()]).toEqual([full, []])
    // So it is found by a core that starts now, too: it opens, or says why not.
    const next = await refusal((async () => open({ core: 'b' }))())
    expect([full, 'done']).toContain(next)
    remount(folder, 'size=64m')
    const after = open({ core: 'c' })
    const before = hashes.length
    for (let number = 0; number < 1500; number += 1) await append(after, pulseEnd('ant'))
    expect(hashes).toHaveLength(before + 1500)
    expect(wrong()).toEqual([])
  })

  test('keeps a core with patience waiting, which tells of it once and writes all of it when there is room', async () => {
    const folder = mountMemory(8)
    const { open, append, wrong, hashes } = house(folder)
    const troubles: (string | null)[] = []
    const ledger = open({ patience: { onTrouble: (why) => troubles.push(why) } })
    await append(ledger, pulseEnd('ant'))
    const free = fill(folder)
    const waiting: Promise<{ seq: number }[]>[] = []
    for (let number = 0; number < 20; number += 1) {
      waiting.push(append(ledger, pulseEnd('ant', { number })))
      await clock.sleep(30)
    }
    expect([troubles, hashes.length, wrong()]).toEqual([[full], 1, []])
    free()
    const seqs = (await Promise.all(waiting)).flat().map(({ seq }) => seq)
    expect(seqs).toEqual(Array.from({ length: 20 }, (_, index) => index + 2))
    expect([troubles, wrong()]).toEqual([[full, null], []])
  })
})

describe.runIf(noMemory === null)('a disk that is read-only', () => {
  test('lets no core lead, and says so; nothing is changed, and writable again it goes on', async () => {
    const folder = mountMemory(8)
    const { path, open, append, wrong } = house(folder)
    const first = open()
    for (let number = 0; number < 20; number += 1) await append(first, pulseEnd('ant', { number }))
    await first.close()
    const copy = join(folder, 'copy.sqlite')
    await backUpLedger({ from: path, to: copy, isForced: false, onProgress: () => undefined, stop: new AbortController().signal })
    remount(folder, 'ro')
    const before = readFileSync(path)
    expect(await refusal((async () => open())())).toMatch(/^The ledger cannot be used now: (it is read-only|its file cannot be opened)\.$/)
    const desk = openDesk(path)
    expect(await refusal((async () => desk.insert({ kind: 'chaos-stop' }, { author: 'you' }))())).toMatch(/^The ledger cannot be used now: /)
    desk.close()
    expect(readFileSync(path).equals(before)).toBe(true)
    // A backup needs no file beside it, so it can be read here.
    const readers = openReaders(copy)
    expect([readers.head(), readers.verify()]).toEqual([20, null])
    readers.close()
    remount(folder, 'rw')
    expect((await append(open(), pulseEnd('ant'))).map(({ seq }) => seq)).toEqual([21])
    expect(wrong()).toEqual([])
  })
})

describe.runIf(noDisk === null)('a disk that fails', () => {
  test('under a core at work: it refuses and says why, and when the disk is whole again, all that was acknowledged is there', async () => {
    const disk = mountDisk(32)
    const { open, append, wrong } = house(disk.point)
    const ledger = open()
    for (let number = 0; number < 200; number += 1) await append(ledger, pulseEnd('ant', { number }), logChunk('ant', 'said'))
    // As the kernel does where it meets an error it cannot mend: from now on every write fails.
    remount(disk.point, 'abort')
    for (let time = 0; time < 3; time += 1) expect(await refusal(ledger.append(pulseEnd('ant')))).toMatch(/^The ledger cannot be used now: (the disk refused \(SQLITE_IOERR_\w+\)|it is read-only)\.$/)
    await ledger.close()
    repairDisk(disk)
    expect(wrong()).toEqual([])
    const next = open({ core: 'b' })
    expect((await append(next, pulseEnd('ant'))).map(({ seq }) => seq)).toEqual([401])
    expect(wrong()).toEqual([])
  })
})

describe('another process that holds the lock', () => {
  const busy = 'The ledger cannot be used now: another process holds it.'
  const holder = async (path: string) => {
    const child = startChild('hold-lock.ts', [path])
    await child.said(1)
    expect(child.lines).toEqual(['held'])
    kept({ close: () => child.kill() })
    return child
  }
  const somewhere = () => {
    const folder = mkdtempSync(join(tmpdir(), 'ouroboros-busy-'))
    opened.unshift({ close: () => rmSync(folder, { recursive: true, force: true }) })
    return house(folder)
  }

  test.each(['at work', 'stopped'])('%s: whoever writes is refused, nobody who reads is; when it is gone it goes on', async (how) => {
    const { path, open, append, wrong } = somewhere()
    const ledger = open()
    await append(ledger, pulseEnd('ant'))
    const child = await holder(path)
    if (how === 'stopped') process.kill(child.pid, 'SIGSTOP')
    expect(await Promise.all([ledger.append(pulseEnd('ant')), ledger.append(pulseEnd('ant')), ledger.beat()].map(refusal))).toEqual([busy, busy, busy])
    expect(await refusal((async () => open({ core: 'b' }))())).toBe(busy)
    expect(wrong()).toEqual([])
    await child.kill()
    expect((await append(ledger, pulseEnd('ant'))).map(({ seq }) => seq)).toEqual([2])
    expect(wrong()).toEqual([])
  })

  test('keeps a core with patience waiting, which goes on hearing others meanwhile', async () => {
    const { path, open, append, wrong } = somewhere()
    const troubles: (string | null)[] = []
    const ledger = open({ patience: { onTrouble: (why) => troubles.push(why) } })
    await append(ledger, pulseEnd('ant'))
    const child = await holder(path)
    const waiting = append(ledger, pulseEnd('ant'))
    let longestMs = 0
    for (const until = clock.mono() + 1500; clock.mono() < until;) {
      const before = clock.mono()
      await clock.sleep(1)
      longestMs = Math.max(longestMs, clock.mono() - before)
    }
    expect(troubles).toEqual([busy])
    // Without patience it would have been deaf for two seconds.
    expect(longestMs).toBeLessThan(1000)
    await child.kill()
    expect((await waiting).map(({ seq }) => seq)).toEqual([2])
    expect([troubles, wrong()]).toEqual([[busy, null], []])
  })
})
