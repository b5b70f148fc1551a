import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { heatByFile, mostShade, shadeOf, shapeOf } from '../../app/_ui/incidents/heat.ts'
import { searchFigures, searchStanding, stageSteps } from '../../app/_ui/incidents/search-standing.ts'
import { winnerOf } from '../../lib/contract/winner.ts'
import type { Incident } from '../../lib/contract/incident.ts'
import { incidentSign } from '../../app/_ui/words/rungs.ts'
import { antibodyReport, foundReport, nothingReport, progressSteps } from '../fixtures/ui-server/search-script.ts'
import { crash, type Scribe } from '../fixtures/ui-server/scribe.ts'
import { patient, tell } from './world-events.ts'

const { id } = patient
const incidentOf = (story: (scribe: Scribe, incident: string) => void): Incident =>
  tell((scribe) => story(scribe, scribe.open(1000, id, crash, null, 12))).view.organisms[id]!.incidents[0]!

describe('a search', () => {
  test('is none before it says a word, and in an incident without one', () => {
    expect(searchStanding(incidentOf((scribe, incident) => scribe.tryRung(1100, id, incident, 'restart', false, 96, `${id}.g0001`)))).toBe('none')
  })

  test('runs from its first word to its report', () => {
    expect(searchStanding(incidentOf((scribe, incident) => scribe.search(1100, id, incident, progressSteps.slice(0, 1))))).toBe('running')
    expect(searchStanding(incidentOf((scribe, incident) => scribe.search(1100, id, incident, progressSteps)))).toBe('running')
    expect(searchStanding(incidentOf((scribe, incident) => {
      scribe.search(1100, id, incident, progressSteps)
      scribe.write(2200, 'search-end', id, foundReport, incident)
    }))).toBe('over')
  })

  test('runs again after one that has reported, and is over with the second report', () => {
    const second = (isReported: boolean) => incidentOf((scribe, incident) => {
      scribe.write(1050, 'search-end', id, antibodyReport, incident)
      scribe.search(1100, id, incident, progressSteps)
      if (isReported) scribe.write(9000, 'search-end', id, nothingReport, incident)
    })
    expect(searchStanding(second(false))).toBe('running')
    expect(searchFigures(second(false))).toMatchObject({ tried: 2388, ms: 951 })
    expect(searchStanding(second(true))).toBe('over')
    expect(searchFigures(second(true))).toEqual({ tried: 48_112, perSecond: 3207, ms: 15_003, best: { passed: 9, total: 9 }, plausible: 3 })
  })

  test('that never reported is over with its incident', () => {
    expect(searchStanding(incidentOf((scribe, incident) => {
      scribe.search(1100, id, incident, progressSteps)
      scribe.close(3000, id, incident, 'quarantined', 'quarantine', 2000)
    }))).toBe('over')
  })

  test('too quick for a word still has figures, and claims no best', () => {
    expect(searchFigures({ end: null, searches: [antibodyReport] })).toEqual({ tried: 3, perSecond: 140, ms: 21, best: null, plausible: null })
    expect(searchStanding({ end: null, searches: [antibodyReport] })).toBe('over')
  })

  test('goes through its stages; one that is over stands at none', () => {
    const states = (isOver: boolean) => stageSteps('edit', isOver).map(({ stage, state }) => `${stage} ${state}`)
    expect(states(false)).toEqual(['diagnose done', 'localise done', 'edit current', 'evaluate ahead', 'rank ahead'])
    expect(states(true)).toEqual(['diagnose done', 'localise done', 'edit done', 'evaluate ahead', 'rank ahead'])
  })
})

describe('heat', () => {
  test('is by file, the hottest first; of one line the most suspicious statement counts', () => {
    const files = heatByFile([
      { file: 'b.js', line: 1, suspicion: 0.3 }, { file: 'a.js', line: 7, suspicion: 0.9 }, { file: 'a.js', line: 7, suspicion: 0.2 }, { file: 'a.js', line: 2, suspicion: 0.5 },
    ])
    expect(files.map(({ file, hottest }) => [file, hottest])).toEqual([['a.js', 7], ['b.js', 1]])
    expect([...files[0]!.lines].sort()).toEqual([[2, 0.5], [7, 0.9]])
    expect(heatByFile([])).toEqual([])
  })

  test('grows with suspicion in colour and in shape', () => {
    expect([0, 0.5, 1].map(shadeOf)).toEqual([0, mostShade / 2, mostShade])
    expect([0, 0.01, 0.3, 0.6, 0.8, 1].map(shapeOf)).toEqual([' ', '▂', '▄', '▆', '█', '█'])
  })

  test('leaves its text 4.5:1 and more, at its most', () => {
    const css = readFileSync('app/globals.css', 'utf8')
    const color = (name: string): number[] => new RegExp(`--color-${name}: #(\\w{6})`).exec(css)![1]!.match(/../g)!.map((hex) => parseInt(hex, 16))
    const luminance = (rgb: number[]): number => rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index]!, 0)
    const well = color('well')
    const ground = color('degraded').map((part, index) => part * shadeOf(1) + well[index]! * (1 - shadeOf(1)))
    expect((luminance(color('text')) + 0.05) / (luminance(ground) + 0.05)).toBeGreaterThanOrEqual(4.5)
  })
})

describe('the winner', () => {
  test('is the attempt that brought other code and was taken', () => {
    const healed = incidentOf((scribe, incident) => {
      scribe.search(1100, id, incident, progressSteps)
      scribe.repair(2400, id, incident, 'held-out', 1400)
    })
    expect(winnerOf(healed)).toMatchObject({ rung: 'repair', genome: `${id}.g0002`, proof: 'held-out' })
    expect(incidentSign(healed)).toMatchObject({ word: 'healed by repair', tone: 'healthy' })
  })

  test('is none where a restart was enough, where nothing held, and where nothing has ended', () => {
    const restarted = incidentOf((scribe, incident) => {
      scribe.tryRung(1100, id, incident, 'restart', true, 96, `${id}.g0001`)
      scribe.close(1300, id, incident, 'healed', 'restart', 300)
    })
    expect(winnerOf(restarted)).toBeNull()
    const open = incidentOf((scribe, incident) => scribe.tryRung(1100, id, incident, 'rollback', false, 96, `${id}.g0007`))
    expect(winnerOf(open)).toBeNull()
    expect(incidentSign(open)).toMatchObject({ word: 'healing' })
  })
})
