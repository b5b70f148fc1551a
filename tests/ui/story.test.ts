import { describe, expect, test } from 'vitest'
import { loopOf, reduceLoops, type Loops } from '../../app/_ui/heart/loop.ts'
import { narrate } from '../../app/_ui/heart/narrate.ts'
import { crash, type Scribe } from '../fixtures/ui-server/scribe.ts'
import { progressSteps } from '../fixtures/ui-server/search-script.ts'
import { patient, tell } from './world-events.ts'

const { id } = patient

function breakIt(scribe: Scribe): string {
  const injection = scribe.prepareFault(900, id, 60_000)
  scribe.write(1000, 'fault-inject', id, { injection, genome: `${id}.g0001` })
  return injection
}

function crashIt(scribe: Scribe): string {
  const injection = breakIt(scribe)
  scribe.pulse(1010, patient, crash)
  return scribe.open(1012, id, crash, injection, 12)
}

function rollItBack(scribe: Scribe): void {
  const incident = crashIt(scribe)
  scribe.tryRung(1020, id, incident, 'restart', false, 96, `${id}.g0001`)
  scribe.tryRung(1130, id, incident, 'rollback', true, 243, `${id}.g0001`)
  scribe.close(1492, id, incident, 'rolled-back', 'rollback', 480)
}

const told = (story: (scribe: Scribe) => void) => {
  const { view } = tell(story)
  const result = narrate(view.organisms[id]!, view.injections)
  return result && { ...result, steps: result.steps.map(({ lead, text }) => `${lead}: ${text}`) }
}

describe('narrate', () => {
  test('says nothing where nothing has happened', () => {
    expect(told(() => undefined)).toBeNull()
  })

  test('begins with the fault, before anybody has noticed', () => {
    expect(told(breakIt)).toMatchObject({ at: 1000, isOver: false, steps: ['Delete lines: line 12: `let swapped = false` is gone', 'Not noticed yet: the next pulse meets it'] })
  })

  test('says that a fault was taken back before it did any harm', () => {
    const story = told((scribe) => {
      const injection = breakIt(scribe)
      scribe.write(1100, 'fault-end', id, { injection, end: 'undone', why: 'taken back by hand' })
    })
    expect(story).toMatchObject({ isOver: true, steps: [expect.stringContaining('Delete lines'), 'Taken back: taken back by hand'] })
  })

  test('tells a healing from the fault to the life after it', () => {
    const story = told((scribe) => {
      rollItBack(scribe)
      scribe.pulse(2000, patient)
      scribe.pulse(3000, patient)
    })
    expect(story).toMatchObject({
      at: 1000, isOver: true,
      steps: [
        'Delete lines: line 12: `let swapped = false` is gone',
        'Crashed: ReferenceError: swapped is not defined',
        'Noticed: in 12 ms',
        'Restart refused: the failing task still fails',
        'Rolled back: to g0001 in 480 ms',
        'Alive: 2 good pulses since',
      ],
    })
  })

  test('does not call it alive where a pulse failed again', () => {
    const story = told((scribe) => {
      rollItBack(scribe)
      scribe.pulse(2000, patient)
      scribe.pulse(3000, patient, crash)
    })
    expect(story?.steps.at(-1)).toBe('Rolled back: to g0001 in 480 ms')
  })

  test('shows the accepted attempt while its end is still to come', () => {
    const story = told((scribe) => {
      const incident = crashIt(scribe)
      scribe.tryRung(1130, id, incident, 'rollback', true, 243, `${id}.g0001`)
    })
    expect(story).toMatchObject({ isOver: false })
    expect(story?.steps.at(-1)).toBe('Rollback accepted: all checks passed')
  })

  test('says that it searches, as long as it does', () => {
    const searched = (isOver: boolean) => told((scribe) => {
      const incident = crashIt(scribe)
      scribe.search(1130, id, incident, progressSteps)
      if (isOver) scribe.repair(3000, id, incident, 'held-out', 1400)
    })?.steps.map((step) => step.split(':')[0])
    expect(searched(false)?.at(-1)).toBe('Searching')
    expect(searched(true)).not.toContain('Searching')
    expect(searched(true)?.at(-1)).toBe('Healed')
  })

  test('ends in quarantine where none held', () => {
    const story = told((scribe) => {
      const incident = crashIt(scribe)
      scribe.tryRung(1020, id, incident, 'restart', false, 96, `${id}.g0001`)
      scribe.close(3000, id, incident, 'quarantined', 'quarantine', 2000)
    })
    expect(story?.steps.at(-1)).toBe('Quarantined: after 2.0 s: 1 attempt, none held')
  })

  test('knows the fault of an incident, also where its injection was written down after it', () => {
    const story = told((scribe) => {
      const injection = scribe.prepareFault(900, id, 60_000)
      scribe.open(1000, id, crash, injection, 12)
      scribe.write(1001, 'fault-inject', id, { injection, genome: null })
    })
    expect(story?.steps).toContain('Noticed: in 12 ms')
  })

  test('a second fault begins a second story', () => {
    const story = told((scribe) => {
      rollItBack(scribe)
      const injection = scribe.prepareFault(5000, id, 60_000)
      scribe.write(5100, 'fault-inject', id, { injection, genome: null })
    })
    expect(story).toMatchObject({ at: 5100, isOver: false })
  })
})

describe('the loop', () => {
  const loops = (story: (scribe: Scribe) => void) => tell(story).events.reduce<Loops>(reduceLoops, {})

  test('goes through its stages, back to plan for each rung, and ends once', () => {
    const trail = loops((scribe) => {
      const incident = crashIt(scribe)
      scribe.tryRung(1020, id, incident, 'restart', false, 96, `${id}.g0001`)
      scribe.tryRung(1130, id, incident, 'rollback', true, 243, `${id}.g0001`)
      scribe.write(1400, 'promote-start', id, { genome: `${id}.g0001`, from: null, why: '' }, incident)
      scribe.close(1492, id, incident, 'rolled-back', 'rollback', 480)
    })[id]
    expect(trail).toMatchObject({ trail: ['monitor', 'analyse', 'plan', 'execute', 'plan', 'execute'], end: 'rolled-back' })
  })

  test('is not moved by events of another incident or of none', () => {
    const before = loops(crashIt)
    const after = loops((scribe) => {
      crashIt(scribe)
      scribe.write(1100, 'rung-start', id, { rung: 'restart', budgetMs: 1 }, 'another')
      scribe.genome(1200, id, 'manual', '', 'operator', { added: 0, removed: 0 })
    })
    expect(after).toEqual(before)
  })

  test('is guessed from the view by a page that comes later', () => {
    const organism = (story: (scribe: Scribe) => void) => tell(story).view.organisms[id]!
    expect(loopOf(organism(() => undefined))).toBeNull()
    expect(loopOf(organism(crashIt))).toMatchObject({ trail: ['monitor', 'analyse'], end: null })
    expect(loopOf(organism(rollItBack))).toMatchObject({ end: 'rolled-back' })
  })
})
