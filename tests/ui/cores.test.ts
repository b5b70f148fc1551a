import { describe, expect, test } from 'vitest'
import type { CoreHealth } from '../../lib/contract/stream.ts'
import { steps } from '../../lib/contract/step.ts'
import { joinEvents, type CoreEvent } from '../../app/_ui/cores/core-events.ts'
import { cardSign, leadSign, nextSign } from '../../app/_ui/cores/core-signs.ts'
import { happeningsOf } from '../../app/_ui/cores/happenings.ts'
import { bucketsOf, lanesOf, type Beat } from '../../app/_ui/cores/heart-history.ts'
import { silenceOf, standingOf } from '../../app/_ui/cores/standing.ts'
import { stepGroups, stepWords } from '../../app/_ui/cores/step-words.ts'
import { engineHealth } from '../../lib/contract/engine-health.ts'

const core = (name: string, change: Partial<CoreHealth> = {}): CoreHealth =>
  ({ name, state: 'up', role: 'standby', pid: 1, epoch: null, lagMs: null, heardAt: null, trouble: null, restarts: 0, allowed: 5, retryAt: null, why: '', ...change })
const leads = (name: string, epoch: number, change: Partial<CoreHealth> = {}): CoreHealth => core(name, { role: 'active', epoch, ...change })
const gone = (name: string): CoreHealth => core(name, { state: 'restarting', role: null, pid: null, why: 'killed' })

describe('who is what', () => {
  test('of two that say that they lead, the higher epoch does, in whatever order they come', () => {
    for (const cores of [[leads('a', 3), leads('b', 4)], [leads('b', 4), leads('a', 3)]]) {
      expect(standingOf(cores)).toMatchObject({ leader: { name: 'b' }, stale: { name: 'a' }, standby: null })
      expect(nextSign(cores)?.word).toBe('a still thinks that it leads')
      expect(cores.map((each) => cardSign(each, cores).word).sort()).toEqual(['leads', 'thinks that it leads'])
    }
  })

  test.each([
    ['both', [leads('a', 3), core('b')], 'core a leads · epoch 3', 'b stands by'],
    ['one alone', [leads('a', 3), gone('b')], 'core a leads · epoch 3', 'no core stands by'],
    ['only one there is', [leads('a', 3)], 'core a leads · epoch 3', 'no core stands by'],
    ['a takeover', [gone('a'), core('b')], 'core b is taking the lead', undefined],
    ['nobody', [gone('a'), gone('b')], 'no core leads yet', undefined],
    ['a full disk', [leads('a', 3, { trouble: 'the disk is full' }), core('b')], 'core a cannot write', 'b stands by'],
  ])('%s', (_name, cores, lead, next) => {
    expect(leadSign(engineHealth(cores), cores).word).toBe(lead)
    expect(nextSign(cores)?.word).toBe(next)
  })

  test('silent is who is up and was not heard for long', () => {
    expect(silenceOf(leads('a', 3, { heardAt: 1000 }), 2000)).toBeNull()
    expect(silenceOf(leads('a', 3, { heardAt: 1000 }), 4000)).toBe(3000)
    expect(silenceOf(core('a', { heardAt: 1000, state: 'restarting' }), 4000)).toBeNull()
    expect(silenceOf(core('a'), 4000)).toBeNull()
  })
})

test('every labelled step can be picked, once, and is named', () => {
  expect(stepGroups.flatMap((group) => group.steps)).toEqual([...steps])
  expect(new Set(Object.values(stepWords)).size).toBeGreaterThan(10)
})

describe('hearts', () => {
  const beat = (name: string, s: number, role: Beat['role'], epoch: number, lagMs: number | null = null): Beat => ({ core: name, at: s * 1000, role, epoch, lagMs })

  test('a stretch ends with a gap, a role and an epoch', () => {
    const beats = [0, 1, 2].flatMap((s) => [beat('a', s, 'active', 1), beat('b', s, 'standby', 0)]).concat([3, 4].map((s) => beat('b', s, 'active', 2)), [beat('a', 9, 'standby', 0)])
    expect(lanesOf(beats)).toEqual([
      { core: 'a', stretches: [{ from: 0, to: 2000, role: 'active', epoch: 1 }, { from: 9000, to: 9000, role: 'standby', epoch: 0 }] },
      { core: 'b', stretches: [{ from: 0, to: 2000, role: 'standby', epoch: 0 }, { from: 3000, to: 4000, role: 'active', epoch: 2 }] },
    ])
  })

  test('a bucket keeps the worst lag, and one without an echo is a gap', () => {
    const buckets = bucketsOf([beat('a', 0, 'active', 1), beat('b', 0, 'standby', 0, 2), beat('b', 5, 'standby', 0, 40), beat('a', 31, 'active', 1)], 10_000)
    expect(buckets.map(({ lagMs }) => lagMs)).toEqual([40, null, null, null])
    expect(buckets[0]).toMatchObject({ leader: 'a', beats: { a: 1, b: 2 } })
    expect(buckets[1]).toMatchObject({ leader: null, beats: {} })
    expect(bucketsOf([], 10_000)).toEqual([])
  })
})

describe('what befell them', () => {
  const start = (seq: number, name: string, epoch: number, at: number): CoreEvent =>
    ({ seq, at, epoch, core: name, kind: 'core-start', organism: null, incident: null, hash: '', data: { pid: 1, tier: 2, seed: 1, version: '', why: 'its process ended', from: { core: 'a', pid: 1, epoch: epoch - 1 }, tookMs: 41.2 } })
  const stop = (seq: number, at: number): CoreEvent => ({ seq, at, epoch: 2, core: 'b', kind: 'core-stop', organism: null, incident: null, hash: '', data: { reason: 'stopped' } })

  test('the newest first, each reign with its length', () => {
    const rows = happeningsOf([start(1, 'b', 2, 0), stop(4, 60_000), start(7, 'a', 3, 90_000)])
    expect(rows.map(({ seq, lastedMs }) => [seq, lastedMs])).toEqual([[7, null], [4, undefined], [1, 60_000]])
    expect(rows[2]?.text).toBe('From core a, epoch 1: its process ended. It took 41 ms')
  })

  test('what was read and what was heard meet without a double', () => {
    const [one, two, three] = [start(1, 'a', 1, 0), start(5, 'b', 2, 1), start(9, 'a', 3, 2)]
    expect(joinEvents([one, two], [two, three]).map(({ seq }) => seq)).toEqual([1, 5, 9])
    expect(joinEvents([], [three])).toEqual([three])
  })
})
