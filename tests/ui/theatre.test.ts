import { describe, expect, test } from 'vitest'
import type { CoreHealth } from '../../lib/contract/stream.ts'
import type { InjectionView } from '../../lib/contract/view.ts'
import type { CoreEvent } from '../../app/_ui/cores/core-events.ts'
import { theatreOf, type Frame } from '../../app/_ui/cores/theatre.ts'

const common = { organism: null, incident: null, hash: '' }
const start = (seq: number, at: number, core: string, epoch: number, from: { core: string; pid: number; epoch: number } | null): CoreEvent =>
  ({ ...common, seq, at, core, epoch, kind: 'core-start', data: { pid: 1, tier: 2, seed: 1, version: '', why: '', from, tookMs: 12 } })
const refuse = (seq: number, at: number): CoreEvent => ({ ...common, seq, at, core: 'b', epoch: 4, kind: 'core-refuse', data: { core: 'a', pid: 10, epoch: 3, what: 'a stale write' } })
const join = (seq: number, at: number, core: string): CoreEvent => ({ ...common, seq, at, core: 'b', epoch: 4, kind: 'core-join', data: { core, host: 'lab', pid: 12 } })
const asked = (injectedAt: number, change: Partial<InjectionView> = {}): InjectionView => ({
  id: 'i', organism: '', fault: 'split-brain', class: 'system', label: '', summary: '', seed: 1, intensity: 3, undo: '', injectedAt, expiresAt: null, ttlMs: 1, genome: null, end: null, endedAt: null, why: null, ...change,
})
const cores: CoreHealth[] = []
const frames: Frame[] = []
const before = start(1, 0, 'a', 3, null)
const takeover = start(5, 1100, 'b', 4, { core: 'a', pid: 10, epoch: 3 })

describe('the theatre', () => {
  test('was never played', () => {
    expect(theatreOf({ events: [before], injections: [], frames, cores })).toBeNull()
    expect(theatreOf({ events: [before], injections: [asked(1000, { injectedAt: null })], frames, cores })).toBeNull()
  })

  test('comes act by act, each out of what was told or heard', () => {
    const injections = [asked(1000)]
    const at = (events: CoreEvent[], heard: Frame[] = []) => theatreOf({ events, injections, frames: heard, cores })!
    expect(at([before])).toMatchObject({ old: { core: 'a', epoch: 3 }, next: null, came: { frozen: 1000 } })
    expect(at([before, takeover]).came).toEqual({ frozen: 1000, led: 1100 })
    const woken: Frame[] = [{ name: 'a', pid: 10, epoch: 3, heardAt: 1050 }, { name: 'b', pid: 11, epoch: 4, heardAt: 2400 }, { name: 'a', pid: 10, epoch: 3, heardAt: 2500 }]
    expect(at([before, takeover], woken).came).toEqual({ frozen: 1000, led: 1100, woke: 2500 })
    const refused = at([before, takeover, refuse(9, 2600)], woken)
    expect(refused).toMatchObject({ refused: 'a stale write', beganAt: 1000, next: { core: 'b', epoch: 4, tookMs: 12 }, failure: null })
    expect(refused.came).toEqual({ frozen: 1000, led: 1100, woke: 2500, refused: 2600 })
    expect(at([before, takeover, refuse(9, 2600), join(11, 3900, 'a')], woken).came.back).toBe(3900)
  })

  test('that nobody saw it wake is known by its being refused', () => {
    expect(theatreOf({ events: [before, takeover, refuse(9, 2600)], injections: [], frames, cores })!.came).toEqual({ frozen: 1100, led: 1100, woke: null, refused: 2600 })
  })

  test('a new process stands for its having stepped down, where that was not told', () => {
    const back: CoreHealth = { name: 'a', state: 'up', role: 'standby', pid: 12, epoch: null, lagMs: 1, heardAt: 1, trouble: null, restarts: 0, allowed: 5, retryAt: null, why: '' }
    expect(theatreOf({ events: [before, takeover, refuse(9, 2600)], injections: [], frames, cores: [back] })!.came.back).toBeNull()
    expect(theatreOf({ events: [before, takeover, refuse(9, 2600)], injections: [], frames, cores: [{ ...back, pid: 10 }] })!.came).not.toHaveProperty('back')
  })

  test('one that came to nothing says why', () => {
    expect(theatreOf({ events: [before], injections: [asked(1000, { end: 'failed', why: 'no other core stands by' })], frames, cores })?.failure).toBe('no other core stands by')
    expect(theatreOf({ events: [before, takeover, join(7, 1900, 'a')], injections: [asked(1000)], frames, cores })?.failure).toBe('core a was ended before it wrote anything')
  })

  test('a new one begins while the last one is still told', () => {
    const next = theatreOf({ events: [before, takeover, refuse(9, 2600), join(11, 3900, 'a')], injections: [asked(1000), asked(60_000)], frames, cores })
    expect(next).toMatchObject({ old: { core: 'b', epoch: 4 }, beganAt: 60_000, refused: null, came: { frozen: 60_000 } })
  })
})
