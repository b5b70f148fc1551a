import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Playhead, type Arrival } from '../../app/_ui/time/playhead.ts'

/** A playhead on a clock that a test moves. */
function open() {
  let now = 1000
  let timers: { at: number; act: () => void }[] = []
  const shown: Arrival[] = []
  const head = new Playhead((arrivals) => shown.push(...arrivals), {
    now: () => now,
    after: (ms, act) => {
      const timer = { at: now + ms, act }
      timers.push(timer)
      return () => void (timers = timers.filter((other) => other !== timer))
    },
  })
  const pass = (ms: number): void => {
    const end = now + ms
    for (;;) {
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      timers = timers.filter((other) => other !== next)
      now = Math.max(now, next.at)
      next.act()
    }
    now = end
  }
  let seq = 0
  const event = (at = now): Arrival => ({ at, event: { seq: (seq += 1), at } as never })
  const print = (lines: number, at = now): Arrival => ({ at, output: { organism: 'a', at, lines: Array.from({ length: lines }, () => ({ stream: 'stdout' as const, text: '' })), skipped: 0 } })
  return { head, shown, pass, event, print, seqs: () => shown.flatMap((each) => ('event' in each ? [each.event.seq] : [])) }
}

describe('what is shown', () => {
  test('is what comes, when it comes, where nobody holds it', () => {
    const { head, event, seqs } = open()
    head.take([event(), event()])
    expect(seqs()).toEqual([1, 2])
    expect(head.waiting).toBe(0)
  })

  test('stands while it is held, goes on by one, and comes whole and in order at the end', () => {
    const { head, event, print, seqs, shown } = open()
    head.pause()
    head.take([event(), print(2), event(), event()])
    expect(head.waiting).toBe(3)
    head.step()
    expect(seqs()).toEqual([1])
    head.step()
    // What was printed before the second event comes with it.
    expect(shown).toHaveLength(3)
    head.resume()
    expect(seqs()).toEqual([1, 2, 3])
    expect(head.waiting).toBe(0)
  })

  test('comes so many times slower, and never early', () => {
    const { head, event, pass, seqs } = open()
    head.setSlowness(10)
    head.take([event(1100), event(1200)])
    pass(999)
    expect(seqs()).toEqual([])
    pass(1)
    expect(seqs()).toEqual([1])
    expect(head.shownNow).toBe(1100)
    pass(1000)
    expect(seqs()).toEqual([1, 2])
  })

  test('catches up at once, and goes on slowly from there', () => {
    const { head, event, pass, seqs } = open()
    head.setSlowness(100)
    head.take([event(1100), event(1200)])
    head.catchUp()
    expect(seqs()).toEqual([1, 2])
    head.take([event(1010)])
    pass(900)
    expect(seqs()).toEqual([1, 2])
    pass(100)
    expect(seqs()).toEqual([1, 2, 3])
  })

  test('a clock that is held stands still', () => {
    const { head, pass } = open()
    head.pause()
    pass(5000)
    expect(head.shownNow).toBe(1000)
    head.resume()
    expect(head.shownNow).toBe(6000)
  })

  test('too many to step through are counted all the same, and leave only the way to now', () => {
    const { head, event, seqs } = open()
    head.pause()
    head.take(Array.from({ length: 20_001 }, () => event()))
    expect(head).toMatchObject({ isOverrun: true, waiting: 20_001 })
    head.step()
    expect(seqs()).toEqual([])
    head.catchUp()
    expect(head).toMatchObject({ isOverrun: false, waiting: 0 })
  })

  test('lines that had to go are counted to the line', () => {
    const { head, print, shown } = open()
    head.pause()
    for (let batch = 0; batch < 101; batch += 1) head.take([print(1000)])
    head.catchUp()
    const said = shown.reduce((sum, each) => sum + ('output' in each ? each.output.lines.length + each.output.skipped : 0), 0)
    expect(said).toBe(101_000)
  })

  test('whatever the reader does, every event is shown once and in order', () => {
    fc.assert(fc.property(fc.array(fc.oneof(
      fc.record({ do: fc.constant('take' as const), n: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ do: fc.constant('pass' as const), n: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const, 'step' as const, 'catchUp' as const), n: fc.constant(0) }),
      fc.record({ do: fc.constant('slow' as const), n: fc.constantFrom(1, 2, 10, 100) }),
    ), { maxLength: 60 }), (acts) => {
      const { head, event, pass, seqs } = open()
      let taken = 0
      for (const act of acts) {
        if (act.do === 'take') {
          head.take(Array.from({ length: act.n }, () => event()))
          taken += act.n
        } else if (act.do === 'pass') pass(act.n)
        else if (act.do === 'slow') head.setSlowness(act.n)
        else head[act.do]()
        expect(seqs()).toEqual(Array.from({ length: taken - head.waiting }, (_, index) => index + 1))
      }
      head.setSlowness(1)
      head.catchUp()
      expect(seqs()).toHaveLength(taken)
    }))
  })
})
