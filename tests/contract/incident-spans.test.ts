import { expect, test } from 'vitest'
import { incidentSpans } from '../../lib/contract/incident-spans.ts'
import type { Incident } from '../../lib/contract/incident.ts'
import type { View } from '../../lib/contract/view.ts'
import type { LedgerEvent } from '../../lib/contract/event.ts'
import { scenarios, type ScenarioName } from '../fixtures/ui-server/scenarios.ts'
import { Scribe } from '../fixtures/ui-server/scribe.ts'
import { emptyView, reduceView } from '../../lib/contract/view.ts'

const now = 10_000_000
function story(name: ScenarioName): { incident: Incident; events: LedgerEvent[] } {
  let view: View = emptyView
  const scribe = new Scribe((event) => { view = reduceView(view, event) })
  scenarios[name](scribe, now)
  const incident = view.organisms['bubble-sort']!.incidents[0]!
  return { incident, events: scribe.events.filter((event) => event.incident === incident.id) }
}
const told = (name: ScenarioName) => {
  const { incident, events } = story(name)
  const times = incidentSpans(incident, events, now)
  return { incident, times, lines: times.spans.map(({ stage, rung, ok }) => `${stage} ${rung ?? '-'}${ok === null ? '' : ok ? ' ✓' : ' ✕'}`) }
}

test('a healing by edit is told from the fault’s effect to its end, stage after stage', () => {
  const { lines, times, incident } = told('repaired')
  expect(times.from).toBe(incident.openedAt - incident.detectMs)
  expect(lines[0]).toBe('detect -')
  expect(lines).toContain('prove restart ✕')
  expect(lines).toContain('analyse repair')
  expect(lines).toContain('plan repair')
  expect(lines.filter((line) => line.startsWith('prove repair'))).toEqual(['prove repair ✕', 'prove repair ✓', 'prove repair ✓'])
  expect(lines).toContain('promote repair ✓')
})

test('a search that ended in nothing is told as long as it took, and then that it was set apart', () => {
  const { lines, times, incident } = told('nothingFound')
  expect(lines.filter((line) => line.endsWith('✓')), 'nothing went well').toEqual([])
  expect(Math.max(...times.spans.filter(({ stage }) => stage === 'plan').map(({ ms }) => ms))).toBeGreaterThan(14_000)
  expect(times.ms).toBeCloseTo((incident.closedAt ?? 0) - incident.openedAt + incident.detectMs)
})

test('one that is open goes on until now', () => {
  const { times } = told('healing')
  expect(times.from + times.ms).toBe(now)
  expect(times.spans.at(-1)).toMatchObject({ stage: 'plan', rung: 'rollback', what: 'under way' })
})

test.each(Object.keys(scenarios).filter((name) => !['idle', 'empty', 'single', 'many'].includes(name)) as ScenarioName[])('%s: every span lies within the incident, and none has a negative length', (name) => {
  const { times } = told(name)
  for (const { at, ms } of times.spans) {
    expect(at).toBeGreaterThanOrEqual(0)
    expect(ms).toBeGreaterThanOrEqual(0)
    expect(at + ms).toBeLessThanOrEqual(times.ms + 1e-6)
  }
})

test('with no event known, the detection is all there is to tell', () => {
  const { incident } = story('past')
  expect(incidentSpans(incident, [], now).spans).toHaveLength(1)
})
