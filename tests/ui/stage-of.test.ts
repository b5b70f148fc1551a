import { expect, test } from 'vitest'
import { hasStage } from '../../app/_ui/god-view/has-stage.ts'
import { stagesOf } from '../../app/_ui/heart/stage-of.ts'
import { passes } from '../../app/_ui/log/log-filter.ts'
import { eventRow } from '../../app/_ui/log/event-row.ts'
import { marksOf } from '../../app/_ui/pulse/series.ts'
import { crash } from '../fixtures/ui-server/scribe.ts'
import { patient, tell } from './world-events.ts'

const { id } = patient
const { view, events } = tell((scribe) => {
  scribe.pulse(900, patient)
  const fault = scribe.prepareFault(950, id, 60_000)
  scribe.write(960, 'fault-inject', id, { injection: fault, genome: null })
  const incident = scribe.open(1000, id, crash, fault, 12)
  scribe.tryRung(1020, id, incident, 'restart', true, 96, `${id}.g0001`)
  scribe.close(1200, id, incident, 'healed', 'restart', 200)
})
const organism = view.organisms[id]!

test('what chaos does is no part of the loop', () => {
  for (const event of events.filter(({ kind }) => kind.startsWith('fault-'))) expect(stagesOf(event)).toEqual([])
})

test('rows of the log pass by their stage, printed lines as what is monitored', () => {
  const rows = events.map(eventRow).filter((row) => row !== null).map((row, index) => ({ ...row, id: index }))
  const left = (stage: 'monitor' | 'plan' | 'execute' | 'knowledge') => rows.filter((row) => passes(row, { show: 'all', problems: false, search: '', stage })).map(({ text }) => text.split(' ')[0])
  expect(left('plan')).toEqual(['trying'])
  expect(left('execute')).toEqual(['now', 'restart', 'healed'])
  expect(left('knowledge')).toEqual(['g0001'])
  expect(passes({ id: 0, kind: 'line', at: 0, stream: 'stdout', level: 'info', text: 'x' }, { show: 'all', problems: false, search: '', stage: 'monitor' })).toBe(true)
  expect(passes({ id: 0, kind: 'line', at: 0, stream: 'stdout', level: 'info', text: 'x' }, { show: 'all', problems: false, search: '', stage: 'plan' })).toBe(false)
})

test('marks and spans are of the stage', () => {
  expect(marksOf(organism, view.injections).map(({ word }) => word)).toEqual(['fault', 'healed by restart'])
  expect(marksOf(organism, view.injections, 'monitor').map(({ word }) => word)).toEqual(['noticed'])
  expect(marksOf(organism, view.injections, 'plan').map(({ word }) => word)).toEqual(['restart'])
  expect(marksOf(organism, view.injections, 'knowledge')).toEqual([])
  expect(hasStage(organism, organism.incidents[0]!, 'execute')).toBe(true)
  expect(hasStage(organism, organism.incidents[0]!, 'knowledge')).toBe(false)
})
