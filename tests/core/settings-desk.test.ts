import { describe, expect, it } from 'vitest'
import type { NewEvent } from '../../lib/contract/event.ts'
import { changeSettings, nothingAsked, type AskedSettings } from '../../lib/contract/setting.ts'
import { openSettingsDesk } from '../../lib/core/settings-desk.ts'

const models = { mindCallsPerHour: 120, mindTokensPerHour: 2_000_000, mindCentsPerHour: 100, teacherCallsPerHour: 20, teacherTokensPerHour: 400_000, teacherCentsPerHour: 100 }
const configured = { faultTtlMs: 60_000, keepLogHours: 72, keepLogMb: 512, ...models }
function open(asked: AskedSettings = nothingAsked, record?: () => Promise<never>) {
  const told: NewEvent[] = []
  const desk = openSettingsDesk({ configured, asked, isKept: (id) => id === 'ant', record: record ?? (async (...events) => { told.push(...events); return [] }) })
  return { desk, told }
}

describe('what is asked for goes before what is configured', () => {
  it('at once, told in the ledger, and again from there', async () => {
    const { desk, told } = open()
    expect(desk.now()).toEqual(configured)
    await desk.change({ faultTtlMs: 5000, restartBudgets: { ant: { restarts: 1, periodMs: 2000 } } }, 'ada')
    expect(desk.now()).toEqual({ ...configured, faultTtlMs: 5000 })
    expect(desk.restartBudget('ant')).toEqual({ restarts: 1, periodMs: 2000 })
    expect(told).toEqual([{ kind: 'settings-change', organism: null, incident: null, data: { by: 'ada', settings: { faultTtlMs: 5000, restartBudgets: { ant: { restarts: 1, periodMs: 2000 } } } } }])
    expect(open({ faultTtlMs: 5000, restartBudgets: {} }).desk.now().faultTtlMs).toBe(5000)
  })

  it('until it is taken back', async () => {
    const { desk } = open({ keepLogMb: 9, restartBudgets: { ant: { restarts: 1, periodMs: 2000 } } })
    await desk.change({ keepLogMb: null, restartBudgets: { ant: null } }, 'ada')
    expect(desk.now()).toEqual(configured)
    expect(desk.restartBudget('ant')).toBeNull()
  })

  it('never where it could not be written down, names nobody who is there, or says nothing', async () => {
    const { desk, told } = open()
    await expect(desk.change({ restartBudgets: { nobody: null } }, 'ada')).rejects.toMatchObject({ code: 'organism-unknown' })
    await expect(desk.change({}, 'ada')).rejects.toMatchObject({ code: 'request-invalid' })
    expect(told).toEqual([])
    const broken = open(nothingAsked, () => Promise.reject(new Error('disk full'))).desk
    await expect(broken.change({ keepLogMb: 1 }, 'ada')).rejects.toThrow('disk full')
    expect(broken.now()).toEqual(configured)
  })

  it('leaves alone what is not named', () => {
    const asked = changeSettings({ keepLogHours: 5, restartBudgets: { ant: { restarts: 1, periodMs: 2000 } } }, { restartBudgets: { bee: { restarts: 2, periodMs: 2000 } } })
    expect(asked).toEqual({ keepLogHours: 5, restartBudgets: { ant: { restarts: 1, periodMs: 2000 }, bee: { restarts: 2, periodMs: 2000 } } })
  })
})
