import { describe, expect, test } from 'vitest'
import { changeRung, draftOf, moveRung, readBudget, settingOf } from '../../app/_ui/healing/draft.ts'
import { healingPlan, healingSettingSchema, type HealingSetting } from '../../lib/contract/healing.ts'

const shown = (own: HealingSetting, asked: HealingSetting) => draftOf(own, asked).rungs.map(({ id, isOn, seconds }) => `${isOn ? '' : 'no '}${id} ${seconds}`)
const usual = ['restart 30', 'antibody 3', 'repair 8', 'resident 60', 'teacher 60', 'graft 10', 'rollback 60']

describe('a draft', () => {
  test('is the usual ladder where nobody says otherwise', () => {
    expect(draftOf({}, {}).mode).toBe('full')
    expect(shown({}, {})).toEqual(usual)
  })

  test('is by the manifest and by somebody’s word before it; rungs that are off come last', () => {
    expect(shown({ rungs: ['repair', 'restart'], budgetsMs: { repair: 4500 } }, {})).toEqual(['repair 4.5', 'restart 30', 'no antibody 3', 'no resident 60', 'no teacher 60', 'no graft 10', 'no rollback 60'])
    expect(shown({ rungs: ['repair', 'restart'], budgetsMs: { repair: 4500 } }, { rungs: ['graft', 'quarantine'], budgetsMs: { repair: 500 } }))
      .toEqual(['graft 10', 'no restart 30', 'no antibody 3', 'no repair 0.5', 'no resident 60', 'no teacher 60', 'no rollback 60'])
  })

  test('keeps the full ladder while a shorter mode is in force', () => {
    expect(shown({}, { mode: 'rollback-only' })).toEqual(usual)
  })

  test('moves a rung by one place, and never over an end', () => {
    const draft = draftOf({}, {})
    expect(moveRung(draft, 'repair', -1).rungs.map(({ id }) => id)).toEqual(['restart', 'repair', 'antibody', 'resident', 'teacher', 'graft', 'rollback'])
    expect(moveRung(draft, 'repair', 1).rungs.map(({ id }) => id)).toEqual(['restart', 'antibody', 'resident', 'repair', 'teacher', 'graft', 'rollback'])
    expect(moveRung(draft, 'restart', -1)).toEqual(draft)
    expect(moveRung(draft, 'rollback', 1)).toEqual(draft)
  })
})

describe('a setting', () => {
  test('asks for nothing where the draft is as the manifest has it', () => {
    for (const own of [{}, { mode: 'off', rungs: ['graft'], budgetsMs: { graft: 700 } }] satisfies HealingSetting[]) expect(settingOf(draftOf(own, {}), own)).toEqual({})
  })

  test('asks for what differs, and what it asks for brings the draft into force', () => {
    const own: HealingSetting = { budgetsMs: { graft: 700 } }
    let draft = moveRung({ ...draftOf(own, {}), mode: 'rollback-only' }, 'rollback', -1)
    draft = changeRung(changeRung(draft, 'antibody', { isOn: false }), 'graft', { seconds: '10' })
    const setting = settingOf(draft, own)!
    expect(setting).toEqual({ mode: 'rollback-only', rungs: ['restart', 'repair', 'resident', 'teacher', 'rollback', 'graft'], budgetsMs: { graft: 10_000 } })
    expect(healingSettingSchema.parse(setting)).toEqual(setting)
    expect(settingOf(draftOf(own, setting), own)).toEqual(setting)
    expect(healingPlan(own, { ...setting, mode: 'full' })).toMatchObject({ rungs: ['restart', 'repair', 'resident', 'teacher', 'rollback', 'graft', 'quarantine'], budgetsMs: { graft: 10_000 } })
  })

  test('may leave nothing but quarantine', () => {
    const none = draftOf({}, {}).rungs.reduce((draft, { id }) => changeRung(draft, id, { isOn: false }), draftOf({}, {}))
    expect(settingOf(none, {})).toEqual({ rungs: [] })
  })

  test('is none while a budget is none', () => {
    expect(settingOf(changeRung(draftOf({}, {}), 'repair', { seconds: '601' }), {})).toBeNull()
  })
})

test.each([['15', 15_000], [' 0.1 ', 100], ['2,5', 2500], ['600', 600_000], ['0.09', null], ['600.1', null], ['', null], ['-1', null], ['1e2', null], ['NaN', null]])('the budget %j is %s ms', (text, ms) => {
  expect(readBudget(text)).toBe(ms)
})
