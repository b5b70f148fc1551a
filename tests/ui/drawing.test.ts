import { describe, expect, test } from 'vitest'
import { scaleCount, scalePath, stageArc, stageBaseline } from '../../app/_ui/heart/ring-geometry.ts'
import { layOutStrip } from '../../app/_ui/incidents/strip-layout.ts'
import { readSeed } from '../../app/_ui/chaos/read-seed.ts'
import { marksOf, measures, summarise } from '../../app/_ui/pulse/series.ts'
import { readFigures, upMs } from '../../app/_ui/vitals/figures.ts'
import { crash } from '../fixtures/ui-server/scribe.ts'
import { patient, tell } from './world-events.ts'

const { id } = patient
const minute = 60_000

test('the ring stays in its box, spikes included, and has no broken number', () => {
  const paths = Array.from({ length: scaleCount }, (_, index) => scalePath(index, 11))
  for (const path of [...paths, ...[0, 1, 2, 3].flatMap((stage) => [stageArc(stage), stageBaseline(stage)])]) {
    expect(path).not.toContain('NaN')
    for (const n of path.match(/-?[\d.]+/g)!.map(Number)) expect(n >= 0 && n <= 400).toBe(true)
  }
})

describe('the strip', () => {
  const incidents = (times: [number, number | null][]) => times.map(([openedAt, closedAt], index) => ({ id: String(index), openedAt, closedAt }) as never)

  test('places spans by their time, an open one up to now', () => {
    const { spans, from } = layOutStrip(incidents([[5 * minute, null], [1 * minute, 3.5 * minute]]), 9 * minute, 10 * minute, 0.1)
    expect(from).toBe(0)
    expect(spans.map(({ left, width }) => [left, width].map((share) => Number(share.toFixed(6))))).toEqual([[0.1, 0.25], [0.5, 0.5]])
  })

  test('draws as one what could not be hit apart, newest first, and none over the edge', () => {
    const { spans } = layOutStrip(incidents([[9.9 * minute, 9.95 * minute], [2.5 * minute, 2.6 * minute], [2 * minute, 2.1 * minute]]), 0, 10 * minute, 0.1)
    expect(spans.map((span) => span.incidents.map((incident) => incident.id))).toEqual([['1', '2'], ['0']])
    expect(spans[0]!.width).toBeCloseTo(0.15)
    expect(spans[1]!.left + spans[1]!.width).toBeLessThanOrEqual(1)
  })

  test('counts those that ended before it begins', () => {
    expect(layOutStrip(incidents([[0, 1]]), 30 * minute, 40 * minute, 0.1)).toMatchObject({ spans: [], earlier: 1 })
  })
})

test.each([['', 'none'], [' 42 ', 42], ['4294967295', 4294967295], ['4294967296', 'invalid'], ['-1', 'invalid'], ['1.5', 'invalid'], ['abc', 'invalid']])('the seed %j is %s', (text, seed) => {
  expect(readSeed(text)).toBe(seed)
})

test('vital signs', () => {
  const { view } = tell((scribe) => {
    scribe.pulse(1000, patient)
    scribe.pulse(2000, patient, crash)
    const incident = scribe.open(60_000, id, crash, null, 12)
    scribe.close(60_480, id, incident, 'healed', 'restart', 480)
  })
  const organism = view.organisms[id]!
  // Alive 0–60 s, down for 480 ms, alive again since.
  expect(upMs(organism, 120_480)).toBe(120_000)
  const figures = Object.fromEntries(readFigures(organism, 120_480).map(({ name, value, below }) => [name, `${value} | ${below}`]))
  expect(figures).toMatchObject({
    Up: '0:02:00 | 99.6 % of its life', Success: '50 % | 1 of 2 pulses', Crashes: '1 | 1 incident',
    'Noticed in': '12 ms | median · last 12 ms', 'Healed in': '480 ms | median · last 480 ms', Restarts: '0 of 5 | within 1 min',
  })
})

test('time in bed is no time up', () => {
  const { view } = tell((scribe) => void scribe.open(60_000, id, crash, null, 12))
  expect(upMs(view.organisms[id]!, 500_000)).toBe(60_000)
})

test('an organism that was never ill has no times of illness', () => {
  const figures = readFigures(tell(() => undefined).view.organisms[id]!, 1000)
  expect(figures.find(({ name }) => name === 'Healed in')).toMatchObject({ value: '–', below: 'never needed' })
  expect(figures.find(({ name }) => name === 'Success')).toMatchObject({ value: '–' })
})

test('the chart in words, with its marks', () => {
  const { view } = tell((scribe) => {
    const past = scribe.prepareFault(10, id, 1000)
    scribe.write(10, 'fault-inject', id, { injection: past, genome: null })
    scribe.pulse(1000, patient)
    const injection = scribe.prepareFault(1500, id, 1000)
    scribe.write(1500, 'fault-inject', id, { injection, genome: null })
    scribe.pulse(2000, patient, crash)
    const incident = scribe.open(2000, id, crash, injection, 12)
    scribe.close(2480, id, incident, 'rolled-back', 'rollback', 480)
  })
  const organism = view.organisms[id]!
  const marks = marksOf(organism, view.injections)
  expect(marks.map(({ at, word }) => [at, word])).toEqual([[1500, 'fault'], [2480, 'rolled back']])
  expect(summarise(organism.points, marks, measures.work)).toMatch(/^Work of the last 2 pulses: median [\d.]+ ms, 95 of 100 within \d+ ms; 1 bad, 1 fault, 1 incident ended\.$/)
  expect(summarise([], [], measures.memory)).toBe('Memory: nothing measured yet.')
})
