import { describe, expect, test } from 'vitest'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import { reduceApps, type AppView } from '../../../lib/contract/factory/app-view.ts'
import { planApp } from '../../../lib/planner/plan-app.ts'

let seq = 0
const event = (kind: string, data: object, organism: string | null = null): LedgerEvent => ({ seq: (seq += 1), at: seq * 1_000, epoch: 1, core: 'a', kind, organism, incident: null, data, hash: '', previous: '' }) as unknown as LedgerEvent
const fold = (...events: LedgerEvent[]): Record<string, AppView> => events.reduce(reduceApps, {} as Record<string, AppView>)

const summary = { title: 'Zoo', language: 'en', inForce: 1, components: [] }
const iteration = { number: 1, folder: 'iter_001_zoo', kind: 'feature', why: 'a zoo', at: new Date(0).toISOString(), from: null }
const task = (kind: string, id: string, more: object = {}) => event(kind, { app: 'zoo', flow: 'f', task: id, agent: 'developer', title: id, attempt: 1, worker: '1', ms: null, why: null, ...more })
const begun = event('app-make-start', { app: 'zoo', sentence: 'a zoo', by: 'ada', isNew: true })
const kept = event('app-add', { app: 'zoo', summary, iterations: [iteration], organisms: { lions: 'zoo-lions' } })

describe('an app as the page shows it', () => {
  test('from the sentence over its plan and tasks to its end', () => {
    const plan = planApp('a list of lions')
    const { zoo } = fold(begun, event('app-plan', { app: 'zoo', plan }), task('task-start', 'a'), task('task-start', 'b'), task('task-complete', 'a', { ms: 7 }), task('task-fail', 'b', { ms: 9, why: 'no' }), event('app-make-end', { app: 'zoo', end: 'stuck', why: 'b failed', ms: 20 }))
    expect(zoo?.making).toMatchObject({ sentence: 'a zoo', by: 'ada', plan: { slug: plan.slug }, end: 'stuck', why: 'b failed', ms: 20 })
    expect(zoo?.making?.tasks.map(({ id, state, ms, why }) => [id, state, ms, why])).toEqual([['a', 'complete', 7, null], ['b', 'failed', 9, 'no']])
  })

  test('with its iterations, what each changed, and where its services listen', () => {
    const { zoo } = fold(begun, event('iteration-add', { app: 'zoo', iteration, files: ['lions/main.js'], summary }), kept, event('service-start', { pid: 1, port: 4_107, genome: 'zoo-lions.g0001' }, 'zoo-lions'), event('service-start', { pid: 2, port: 9, genome: 'beacon.g0001' }, 'beacon'))
    expect(zoo).toMatchObject({ iterations: [{ number: 1, files: ['lions/main.js'] }], organisms: { lions: 'zoo-lions' }, ports: { lions: 4_107 } })
  })

  test('when its core ends: what was under way is broken off, and nobody keeps it until the next one says so', () => {
    const after = fold(begun, kept, event('core-start', {}))
    expect(after['zoo']).toMatchObject({ organisms: {}, ports: {}, summary, making: { end: 'broken' } })
    expect(fold(begun, kept, event('core-start', {}), kept)['zoo']?.organisms).toEqual({ lions: 'zoo-lions' })
  })

  test('is gone when it is removed', () => {
    expect(fold(kept, event('app-remove', { app: 'zoo', by: 'ada', to: '.removed-zoo' }))).toEqual({})
  })

  test('that cannot be read says why, until it can be', () => {
    expect(fold(kept, event('app-refuse', { app: 'zoo', error: 'registry.yaml is not YAML' }))['zoo']?.error).toMatch(/not YAML/)
    expect(fold(event('app-refuse', { app: 'zoo', error: 'x' }), kept)['zoo']?.error).toBeNull()
  })

  test('is the same object where an event tells nothing of it', () => {
    const apps = fold(kept)
    expect(reduceApps(apps, event('chaos-stop', { by: 'ada' }))).toBe(apps)
  })

  test('keeps the last checks alone', () => {
    const check = (ms: number) => event('app-check', { app: 'zoo', iteration: 1, passed: 1, failed: [], deaths: [], ms })
    expect(fold(...Array.from({ length: 30 }, (_, nth) => check(nth)))['zoo']?.checks.map(({ ms }) => ms)).toEqual(Array.from({ length: 20 }, (_, nth) => nth + 10))
  })
})
