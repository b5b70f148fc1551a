import { describe, expect, test } from 'vitest'
import { Recording } from '../../app/_ui/time/recording.ts'
import { sayStep } from '../../app/_ui/time/say-step.ts'
import { emptyView, reduceView } from '../../lib/contract/view.ts'
import { crash } from '../fixtures/ui-server/scribe.ts'
import { patient, tell } from './world-events.ts'

const { id } = patient

describe('a recording', () => {
  const { events } = tell((scribe) => {
    for (let pulse = 0; pulse < 150; pulse += 1) scribe.pulse(pulse, patient)
    const incident = scribe.open(200, id, crash, null, 12)
    scribe.write(201, 'log-chunk', id, { lines: 1, bytes: 1, skippedLines: 0 })
    scribe.write(202, 'chaos-stop', null, { by: 'operator' })
    scribe.tryRung(210, id, incident, 'restart', true, 5, `${id}.g0001`)
    scribe.close(220, id, incident, 'healed', 'restart', 20)
  })
  const recording = new Recording({ id: 'i', organism: id }, emptyView, events)

  test('is at each of its steps what folding every event up to there comes to, in any order', () => {
    const places = [recording.steps.length - 1, 0, 70, 71, 3, 130, recording.steps.length - 1]
    for (const place of places) {
      const { seq } = recording.steps[place]!
      expect(recording.momentAt(place).view).toEqual(events.filter((event) => event.seq <= seq).reduce(reduceView, emptyView))
    }
  })

  test('stands on events of its organism alone, and of no raw output', () => {
    expect(recording.steps.every((step) => step.organism === id && step.kind !== 'log-chunk')).toBe(true)
  })

  test('finds the step of an event, or the last one before it', () => {
    const stop = events.find(({ kind }) => kind === 'chaos-stop')!
    expect(recording.steps[recording.placeOf(stop.seq)]!.kind).toBe('incident-open')
    expect(recording.placeOf(0)).toBe(0)
    expect(recording.placeOf(999_999)).toBe(recording.steps.length - 1)
  })

  test('begins after its base', () => {
    const base = events.slice(0, 20).reduce(reduceView, emptyView)
    const later = new Recording({ id: 'i', organism: id }, base, events)
    expect(later.steps[0]!.seq).toBe(21)
    expect(later.momentAt(0).view.seq).toBe(21)
  })

  test('every step has words', () => {
    for (const step of recording.steps) expect(sayStep(step).text).toMatch(/\S/)
  })
})
