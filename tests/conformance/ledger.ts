import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LedgerUnavailableError, RequestInvalidError, StaleEpochError, UnknownCommandError } from '../../lib/contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../../lib/contract/event.ts'
import type { Json } from '../../lib/contract/json.ts'
import type { CommandDesk, EventQuery, Ledger, LedgerReader } from '../../lib/contract/ports/ledger.ts'
import type { Readers } from '../../lib/contract/ports/readers.ts'
import { emptyView, reduceView, type View } from '../../lib/contract/view.ts'
import type { FakeClock } from '../fixtures/fake-clock.ts'
import { anyHistory, looseJson, plausibleHistory } from './arbitrary-history.ts'
import { checkHistory } from './check-history.ts'
import {
  antibodyForget, antibodyLearn, asAsked, candidateJudge, event, genomeAdd, incidentClose, incidentOpen, logChunk, organismAdd, pulseEnd, recipe, searchEnd,
} from './event-samples.ts'

/** One place where a ledger can be. Nothing is there before the first `open`. */
export interface LedgerHouse {
  clock: FakeClock
  /** A core that leads from now on. */
  open: (core: string) => Ledger | Promise<Ledger>
  readers: () => Readers & LedgerReader
  desk: () => CommandDesk
  /** Closes everything that was opened, and removes it. */
  cleanup: () => Promise<void>
}

const everything: EventQuery = { limit: 1_000_000 }
const fold = (events: LedgerEvent[]): View => events.reduce(reduceView, emptyView)

/** What every implementation of Ledger, LedgerReader, CommandDesk and Readers must do. */
export function describeLedger(name: string, build: () => LedgerHouse | Promise<LedgerHouse>): void {
  describe(`${name} ledger`, () => {
    let house: LedgerHouse
    beforeEach(async () => {
      house = await build()
    })
    afterEach(() => house.cleanup())

    /** For properties: each run in a place of its own. */
    const inHouse = async (body: (own: LedgerHouse) => Promise<void>): Promise<void> => {
      const own = await build()
      try {
        await body(own)
      } finally {
        await own.cleanup()
      }
    }

    describe('events', () => {
      test('are numbered from 1 without gaps, stamped, chained and read back as they were resolved', async () => {
        const ledger = await house.open('a')
        const first = await ledger.append(organismAdd('ant'), pulseEnd('ant'))
        house.clock.spend(5)
        const second = await ledger.append(incidentOpen('ant', 'i1'))
        const read = house.readers().events(everything)
        expect(read).toEqual([...first, ...second])
        expect(read.map(({ seq, epoch, core }) => [seq, epoch, core])).toEqual([[1, 1, 'a'], [2, 1, 'a'], [3, 1, 'a']])
        expect(read[2]).toMatchObject({ at: house.clock.now(), incident: 'i1', organism: 'ant' })
        expect(new Set(read.map(({ hash }) => hash)).size).toBe(3)
        expect(house.readers().head()).toBe(3)
        expect(house.readers().verify()).toBeNull()
      })

      test('of one call stay together and in order, whatever else is appended', async () => {
        const ledger = await house.open('a')
        const calls = Array.from({ length: 300 }, (_, call) => Array.from({ length: 1 + (call % 7) }, (_, number) => pulseEnd(`o${call}`, { number })))
        const written = await Promise.all(calls.map((call) => ledger.append(...call)))
        written.forEach((events, call) => {
          expect(events.map(asAsked)).toEqual(calls[call]?.map(asAsked))
          expect(events.map(({ seq }, index) => seq - index)).toEqual(events.map(() => events[0]?.seq))
        })
        expect(house.readers().events(everything)).toEqual(written.flat())
        expect(checkHistory(house.readers())).toEqual([])
      })

      test('that are no JSON refuse their own call whole, and nobody else', async () => {
        const ledger = await house.open('a')
        const cycle: Json[] = []
        cycle.push(cycle)
        let deep: Json = null
        for (let level = 0; level < 100_000; level++) deep = [deep]
        const [good, bad, worse, last] = await Promise.allSettled([
          ledger.append(pulseEnd('ant')),
          ledger.append(pulseEnd('ant'), pulseEnd('ant', { result: cycle })),
          ledger.append(pulseEnd('ant', { result: deep })),
          ledger.append(pulseEnd('bee')),
        ])
        expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(RequestInvalidError) })
        expect(worse).toMatchObject({ status: 'rejected', reason: expect.any(RequestInvalidError) })
        expect([good?.status, last?.status]).toEqual(['fulfilled', 'fulfilled'])
        expect(house.readers().events(everything).map(({ organism }) => organism)).toEqual(['ant', 'bee'])
      })

      test('about a name that cannot be kept as it is are refused, and nobody else', async () => {
        const ledger = await house.open('a')
        const results = await Promise.allSettled(['a\0b', '\ud800', 'ant'].map((name) => ledger.append(pulseEnd(name))))
        expect(results.map((result) => (result.status === 'rejected' ? (result.reason as Error).name : 'written'))).toEqual(['RequestInvalidError', 'RequestInvalidError', 'written'])
        expect(house.readers().verify()).toBeNull()
      })

      test('an empty call is answered and writes nothing', async () => {
        const ledger = await house.open('a')
        expect(await ledger.append()).toEqual([])
        expect(house.readers().head()).toBe(0)
      })

      test('keep every number, key and character', async () => {
        const ledger = await house.open('a')
        await fc.assert(fc.asyncProperty(fc.array(looseJson, { minLength: 1, maxLength: 5 }), async (values: Json[]) => {
          const after = house.readers().head()
          await ledger.append(...values.map((result) => pulseEnd('ant', { result, task: result })))
          const read = house.readers().events({ after, limit: 10 })
          expect(read.map((row) => (row.kind === 'pulse-end' ? row.data.result : 'none'))).toStrictEqual(values)
          await ledger.writeState('ant', values)
          expect(ledger.readState('ant')).toStrictEqual(values)
        }))
      })

      test('are found by what a query says, oldest first', async () => {
        const ledger = await house.open('a')
        const kinds = fc.uniqueArray(fc.constantFrom('pulse-end', 'log-chunk', 'incident-open', 'genome-add', 'chaos-stop', 'core-start'), { maxLength: 3 })
        const query = fc.record({
          after: fc.nat(400), limit: fc.nat(50), organism: fc.constantFrom('ant', 'bee', 'nobody', 'x'), incident: fc.constantFrom('i1', 'i2', 'x'), kinds,
        }, { requiredKeys: ['limit'] }) as fc.Arbitrary<EventQuery>
        await ledger.append(...fc.sample(anyHistory, { seed: 1, numRuns: 8 }).flat())
        const all = house.readers().events(everything)
        fc.assert(fc.property(query, (asked) => {
          const expected = all.filter((row) =>
            row.seq > (asked.after ?? 0)
            && (asked.organism === undefined || row.organism === asked.organism)
            && (asked.incident === undefined || row.incident === asked.incident)
            && (asked.kinds?.includes(row.kind) ?? true))
          expect(house.readers().events(asked)).toEqual(expected.slice(0, asked.limit))
        }))
      })
    })

    describe('epochs', () => {
      test('a core that opens goes on where the last one stopped, one epoch later', async () => {
        await (await house.open('a')).append(pulseEnd('ant'))
        const next = await house.open('b')
        expect(next.epoch).toBe(2)
        const [row] = await next.append(pulseEnd('ant'))
        expect(row).toMatchObject({ seq: 2, epoch: 2, core: 'b' })
        expect(checkHistory(house.readers())).toEqual([])
      })

      test('a core that no longer leads is refused every write, and leaves nothing behind', async () => {
        const old = await house.open('a')
        await old.append(organismAdd('ant'))
        await house.desk().insert({ kind: 'chaos-stop' }, { author: 'you' })
        const claimed = await old.claim()
        await house.desk().insert({ kind: 'chaos-allow' }, { author: 'you' })
        const fresh = await house.open('a')
        const before = house.readers().events(everything)
        const refused = await Promise.allSettled([
          old.append(pulseEnd('ant')), old.beat(), old.claim(), old.finish(claimed?.id ?? '', 'done', { message: 'done' }), old.writeState('ant', 1),
          old.trim({ beforeMs: Number.MAX_SAFE_INTEGER, maxBytes: 0 }),
        ])
        for (const result of refused) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StaleEpochError) })
        expect(house.readers().events(everything)).toEqual(before)
        expect(fresh.readState('ant')).toBeUndefined()
        expect((await house.desk().recent(5)).map(({ state }) => state)).toEqual(['queued', 'claimed'])
        await old.close()
        expect(await fresh.append(pulseEnd('ant'))).toHaveLength(1)
      })

      test('what waits when the lead is lost comes before the new lead, or is refused', async () => {
        const old = await house.open('a')
        const waiting = Array.from({ length: 20 }, (_, number) => old.append(pulseEnd('ant', { number })))
        const fresh = house.open('b')
        const settled = await Promise.allSettled(waiting)
        const [own] = await (await fresh).append(pulseEnd('bee'))
        const written = settled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
        for (const result of settled) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StaleEpochError)
        expect(house.readers().events(everything)).toEqual([...written, own])
        expect(checkHistory(house.readers())).toEqual([])
      })

      test('cores are listed, newest lead first; a silent one is dead', async () => {
        await house.open('a')
        house.clock.spend(1000)
        const b = await house.open('b')
        expect(house.readers().cores().map(({ id, epoch, role }) => [id, epoch, role])).toEqual([['b', 2, 'active'], ['a', 1, 'dead']])
        house.clock.spend(9000)
        await b.beat()
        house.clock.spend(9000)
        expect(house.readers().cores()[0]).toMatchObject({ id: 'b', role: 'active', heartbeatAt: house.clock.now() - 9000, startedAt: house.clock.now() - 18_000 })
        house.clock.spend(9000)
        expect(house.readers().cores()[0]?.role).toBe('dead')
      })
    })

    describe('closing', () => {
      test('commits what waits, and twice is harmless', async () => {
        const ledger = await house.open('a')
        const waiting = ledger.append(pulseEnd('ant'))
        await ledger.close()
        await ledger.close()
        expect(await waiting).toHaveLength(1)
        expect(house.readers().head()).toBe(1)
      })

      test('a closed ledger refuses', async () => {
        const ledger = await house.open('a')
        await ledger.close()
        await expect(ledger.append(pulseEnd('ant'))).rejects.toThrow(LedgerUnavailableError)
        await expect(ledger.claim()).rejects.toThrow(LedgerUnavailableError)
      })
    })

    describe('view', () => {
      test('equals folding every event, for any history, across restarts and for late readers', async () => {
        await fc.assert(fc.asyncProperty(anyHistory, fc.nat(100), async (history: NewEvent[], percent) =>
          inHouse(async (own) => {
            const early = own.readers()
            expect(early.view()).toEqual(emptyView)
            const cut = Math.floor((history.length * percent) / 100)
            const first = await own.open('a')
            await first.append(...history.slice(0, cut))
            expect(early.view()).toEqual(fold(early.events(everything)))
            await first.close()
            const second = await own.open('a')
            await second.append(...history.slice(cut))
            const expected = fold(early.events(everything))
            expect(early.view()).toEqual(expected)
            expect(own.readers().view()).toEqual(expected)
            await own.open('b')
            expect(own.readers().view()).toEqual(expected)
          })), { numRuns: 20 })
      })

      test('stays exact over so many events that it is kept in between', async () => {
        const ledger = await house.open('a')
        const early = house.readers()
        await ledger.append(organismAdd('ant'))
        for (let round = 0; round < 3; round++) {
          const pulses = Array.from({ length: 2500 }, (_, number) => ledger.append(pulseEnd('ant', { number })))
          await Promise.all([...pulses, ledger.beat()])
          await ledger.beat()
          const expected = fold(early.events(everything))
          expect(early.view()).toEqual(expected)
          expect(house.readers().view()).toEqual(expected)
        }
      })
    })

    describe('lists', () => {
      test('of incidents and genomes say what the view says, newest first', async () => {
        await fc.assert(fc.asyncProperty(plausibleHistory, async (history: NewEvent[]) =>
          inHouse(async (own) => {
            const ledger = await own.open('a')
            await ledger.append(...history)
            const readers = own.readers()
            const ant = readers.view().organisms.ant
            expect(readers.incidents({ limit: 50 })).toEqual(ant?.incidents)
            expect(readers.incidents({ organism: 'ant', limit: 50 })).toEqual(ant?.incidents)
            expect(readers.incidents({ organism: 'bee', limit: 50 })).toEqual([])
            for (const incident of ant?.incidents ?? []) expect(readers.incident(incident.id)).toEqual(incident)
            const genomes = readers.genomes({ organism: 'ant', limit: 100 })
            // How many pulses it has survived is counted in the view alone: it would cost the ledger a write for each pulse.
            expect(genomes.map(({ files: _files, current: _current, ...genome }) => genome)).toEqual(ant?.genomes.map(({ survived: _survived, ...genome }) => genome))
            expect(genomes.filter(({ current }) => current).map(({ id }) => id)).toEqual(ant?.genome === null ? [] : [ant?.genome])
            expect(genomes.map(({ id }) => readers.genome(id))).toEqual(genomes)
            expect(readers.pulses({ organism: 'ant', limit: 240 }).map(({ seq, at, number }) => ({ seq, at, number })).reverse())
              .toEqual(ant?.points.map(({ seq, at, number }) => ({ seq, at, number })))
            expect(readers.antibodies('ant')).toEqual(ant?.antibodies.map(({ signature, recipe, genome }) => ({ signature, recipe, genome })))
            expect(checkHistory(readers, { allowOpen: true })).toEqual([])
          })), { numRuns: 12 })
      })

      test('are as long as asked, and unknown ids are null', async () => {
        const ledger = await house.open('a')
        await ledger.append(incidentOpen('ant', 'i1'), candidateJudge('ant', 'i1'), incidentClose('ant', 'i1'), incidentOpen('bee', 'i2'), genomeAdd('ant', 1), genomeAdd('ant', 2))
        await ledger.append(...Array.from({ length: 5 }, (_, number) => pulseEnd('ant', { number })))
        const readers = house.readers()
        expect(readers.incidents({ limit: 1 }).map(({ id }) => id)).toEqual(['i2'])
        expect(readers.genomes({ limit: 1 }).map(({ version }) => version)).toEqual([2])
        expect(readers.pulses({ organism: 'ant', limit: 2 }).map(({ number }) => number)).toEqual([4, 3])
        expect([readers.incident('x'), readers.genome('x')]).toEqual([null, null])
      })

      test('of antibodies: each once, the latest first, of one organism, until it is forgotten', async () => {
        const ledger = await house.open('a')
        await ledger.append(antibodyLearn('ant', 's1'), antibodyLearn('ant', 's2'), antibodyLearn('bee', 's1'), antibodyLearn('ant', 's1', 7), antibodyLearn('ant', 's1', 3, recipe('>')))
        const told = (organism: string) => house.readers().antibodies(organism).map(({ signature, recipe: { after }, genome }) => [signature, after, genome])
        expect(told('ant')).toEqual([['s1', '>', 'ant.g0003'], ['s1', '<=', 'ant.g0007'], ['s2', '<=', 'ant.g0002']])
        const other = recipe()
        // The same recipe in another order of its keys.
        await ledger.append(antibodyForget('ant', 's1', { after: other.after, kind: other.kind, before: other.before }), antibodyForget('ant', 's9'))
        expect(told('ant')).toEqual([['s1', '>', 'ant.g0003'], ['s2', '<=', 'ant.g0002']])
        expect([told('bee'), told('cat')]).toEqual([[['s1', '<=', 'bee.g0002']], []])
      })
    })

    describe('raw output', () => {
      test('is paged from the newest back, events whole, each line once', async () => {
        const ledger = await house.open('a')
        for (let number = 0; number < 10; number++) await ledger.append(logChunk(number % 2 ? 'ant' : 'bee', `${number}a\n${number}b\n\n`))
        const all = house.readers().log({ limit: 1000 })
        expect(all.before).toBeNull()
        expect(all.lines.slice(0, 4)).toEqual([
          { seq: 1, at: house.clock.now(), text: '0a' }, { seq: 1, at: house.clock.now(), text: '0b' }, { seq: 1, at: house.clock.now(), text: '' }, { seq: 2, at: house.clock.now(), text: '1a' },
        ])
        expect(all.lines).toHaveLength(30)
        const paged = []
        for (let page = house.readers().log({ limit: 6 }); ; page = house.readers().log({ limit: 6, before: page.before ?? 0 })) {
          expect(page.lines).toHaveLength(6)
          paged.unshift(...page.lines)
          if (page.before === null) break
        }
        expect(paged).toEqual(all.lines)
        expect(house.readers().log({ limit: 1000, organism: 'ant' }).lines).toEqual(all.lines.filter(({ seq }) => seq % 2 === 0))
      })

      test('keeps every character, also those that no text should hold', async () => {
        const ledger = await house.open('a')
        const output = 'a\0b\u0001\u{1F40D} \\x00 {"NULL",\'\'}\r\n\n'
        await ledger.append(logChunk('ant', output), logChunk('ant', ''))
        expect([1, 2].map((seq) => house.readers().attachment(seq))).toEqual([output, ''])
      })

      test('is searched for plain text in either case', async () => {
        const ledger = await house.open('a')
        await ledger.append(logChunk('ant', 'Größe 100%\nnothing\nGRÖSSE'), pulseEnd('ant', {}, 'a.c\nabc'))
        const found = (search: string) => house.readers().log({ limit: 10, search }).lines.map(({ text }) => text)
        expect(found('GRÖßE')).toEqual(['Größe 100%'])
        expect(found('100%')).toEqual(['Größe 100%'])
        expect(found('A.C')).toEqual(['a.c'])
        expect(found('missing')).toEqual([])
      })

      test('is not what hangs on a search, which is read by itself', async () => {
        const ledger = await house.open('a')
        await ledger.append(logChunk('ant', 'said\n'), searchEnd('ant', 'i1', 'a became b: it fell\n'), searchEnd('ant', 'i1'))
        const readers = house.readers()
        expect([readers.log({ limit: 9 }).lines.map(({ text }) => text), readers.log({ limit: 9, organism: 'ant', search: 'fell' }).lines]).toEqual([['said'], []])
        expect([1, 2, 3, 4].map((seq) => readers.attachment(seq))).toEqual(['said\n', 'a became b: it fell\n', null, null])
      })

      test('is dropped by age and by size, oldest first; its events stay', async () => {
        const ledger = await house.open('a')
        for (let number = 0; number < 5; number++) {
          await ledger.append(logChunk('ant', `${number}`.repeat(10)))
          house.clock.spend(1000)
        }
        const kept = () => house.readers().log({ limit: 100 }).lines.map(({ text }) => text[0])
        const start = house.clock.now() - 5000
        expect(await ledger.trim({ beforeMs: start, maxBytes: 50 })).toEqual({ dropped: 0 })
        expect(await ledger.trim({ beforeMs: start + 1000, maxBytes: 1000 })).toEqual({ dropped: 1 })
        expect(kept()).toEqual(['1', '2', '3', '4'])
        expect(await ledger.trim({ beforeMs: 0, maxBytes: 25 })).toEqual({ dropped: 2 })
        expect(kept()).toEqual(['3', '4'])
        expect(house.readers().head()).toBe(5)
        expect(house.readers().verify()).toBeNull()
      })
    })

    describe('commands', () => {
      test('are claimed oldest first, ended once, and told in the ledger', async () => {
        const ledger = await house.open('a')
        const [first, second] = [await house.desk().insert({ kind: 'organism-pause', organism: 'ant' }, { author: 'you' }), await house.desk().insert({ kind: 'chaos-stop' }, { author: 'me' })]
        expect(await house.desk().read(first.id)).toEqual({ ...first, state: 'queued', outcome: null, author: 'you', kind: 'organism-pause' })
        expect(await ledger.claim()).toEqual({ ...first, state: 'claimed' })
        expect((await house.desk().read(first.id))?.state).toBe('claimed')
        expect((await ledger.claim())?.id).toBe(second.id)
        expect(await ledger.claim()).toBeNull()
        await ledger.finish(first.id, 'done', { message: 'paused' })
        await ledger.finish(second.id, 'refused', { message: 'no', code: 'request-invalid' })
        expect(await house.desk().recent(10)).toEqual([
          { ...second, state: 'refused', outcome: { message: 'no', code: 'request-invalid' } },
          { ...first, state: 'done', outcome: { message: 'paused' } },
        ])
        expect((await house.desk().recent(1)).map(({ id }) => id)).toEqual([second.id])
        await expect(ledger.finish(first.id, 'done', { message: 'again' })).rejects.toThrow(UnknownCommandError)
        await expect(ledger.finish('nothing', 'done', { message: 'x' })).rejects.toThrow(UnknownCommandError)
        expect(house.readers().events(everything).map(({ kind, organism }) => [kind, organism])).toEqual([
          ['command-claim', 'ant'], ['command-claim', null], ['command-end', 'ant'], ['command-end', null],
        ])
        expect(checkHistory(house.readers(), { acknowledgedCommands: [first.id, second.id] })).toEqual([])
      })

      test('whose core died are claimed once more by the next, and then given up', async () => {
        await house.open('a')
        const command = await house.desk().insert({ kind: 'chaos-stop' }, { author: 'you' })
        const later = await house.desk().insert({ kind: 'chaos-allow' }, { author: 'you' })
        expect((await (await house.open('a')).claim())?.id).toBe(command.id)
        expect((await (await house.open('a')).claim())?.id).toBe(command.id)
        const third = await house.open('a')
        expect((await third.claim())?.id).toBe(later.id)
        expect(await house.desk().read(command.id)).toMatchObject({ state: 'refused', outcome: { code: 'core-down' } })
        await third.finish(later.id, 'done', { message: 'done' })
        expect(await third.claim()).toBeNull()
        expect(checkHistory(house.readers(), { acknowledgedCommands: [command.id, later.id] })).toEqual([])
      })

      test('two claims at once give two commands', async () => {
        const ledger = await house.open('a')
        const inserted = [(await house.desk().insert({ kind: 'chaos-stop' }, { author: 'you' })).id, (await house.desk().insert({ kind: 'chaos-stop' }, { author: 'you' })).id]
        const claimed = await Promise.all([ledger.claim(), ledger.claim(), ledger.claim()])
        expect(claimed.flatMap((command) => command?.id ?? []).sort()).toEqual(inserted.sort())
      })
    })

    describe('state that a task carries', () => {
      test('is what was written last, across restarts', async () => {
        const ledger = await house.open('a')
        expect(ledger.readState('ant')).toBeUndefined()
        await ledger.writeState('ant', null)
        expect(ledger.readState('ant')).toBeNull()
        await Promise.all([ledger.writeState('ant', { money: 1 }), ledger.writeState('ant', { money: 2 }), ledger.writeState('bee', [])])
        expect((await house.open('b')).readState('ant')).toEqual({ money: 2 })
      })
    })

    describe('readers', () => {
      test('before there is a ledger find nothing, and see it when it comes', async () => {
        const readers = house.readers()
        expect([readers.head(), readers.events(everything), readers.verify()]).toEqual([0, [], null])
        expect(readers.view()).toEqual(emptyView)
        expect([readers.incidents({ limit: 1 }), readers.genomes({ limit: 1 }), readers.pulses({ organism: 'ant', limit: 1 }), readers.cores()]).toEqual([[], [], [], []])
        expect([readers.incident('x'), readers.genome('x')]).toEqual([null, null])
        expect(readers.log({ limit: 1 })).toEqual({ lines: [], before: null })
        expect([await house.desk().read('x'), await house.desk().recent(1)]).toEqual([null, []])
        await expect(async () => house.desk().insert({ kind: 'chaos-stop' }, { author: 'you' })).rejects.toThrow(LedgerUnavailableError)
        const before = readers.changes()
        await (await house.open('a')).append(pulseEnd('ant'))
        expect(readers.head()).toBe(1)
        expect(readers.changes()).not.toBe(before)
      })

      test('are told of every commit, and of nothing else', async () => {
        const ledger = await house.open('a')
        const readers = house.readers()
        const changed = (() => {
          let last = readers.changes()
          return () => last !== (last = readers.changes())
        })()
        expect(changed()).toBe(false)
        await ledger.append(pulseEnd('ant'))
        expect([changed(), changed()]).toEqual([true, false])
        await house.desk().insert({ kind: 'chaos-stop' }, { author: 'you' })
        expect([changed(), changed()]).toEqual([true, false])
        await ledger.claim()
        expect(changed()).toBe(true)
        await expect(ledger.append(pulseEnd('ant', { result: 1n as never }))).rejects.toThrow()
        expect(changed()).toBe(false)
      })
    })

    test('a chaos-stop is seen in the view of a reader that was there before', async () => {
      const ledger = await house.open('a')
      const readers = house.readers()
      expect(readers.view().chaosStopped).toBe(false)
      await ledger.append(event('chaos-stop', { by: 'you' }))
      expect(readers.view().chaosStopped).toBe(true)
    })
  })
}
