import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { twelve } from '../../fixtures/organisms/twelve.ts'
import { startLab, type Lab } from './start-lab.ts'

/** The everyday faults, each as a script and as a service under the real watcher: all are noticed and named. */
describe('twelve everyday faults', () => {
  const idOf = ({ kind, fault }: { kind: string; fault: string }): string => `${kind}-${fault}`
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab({ folders: Object.fromEntries(twelve.map((one) => [idOf(one), one.folder])) })
  }, 60_000)
  afterAll(() => lab.close())

  it('are twelve, for both kinds, beside a healthy one', () => {
    for (const kind of ['script', 'service']) {
      expect(new Set(twelve.filter((one) => one.kind === kind && one.fault !== 'healthy').map(({ fault }) => fault)).size).toBe(12)
    }
  })

  for (const one of twelve) {
    it(`${one.kind}: ${one.fault}`, async () => {
      const id = idOf(one)
      if (one.fault === 'healthy') {
        await lab.waitFor('five good pulses', () => (lab.reader.view().organisms[id]?.good ?? 0) >= 5, 60_000)
        expect(lab.reader.incidents({ organism: id, limit: 10 })).toEqual([])
        return
      }
      const incident = await lab.ended(id, 1, 90_000)
      expect(one.expectVerdict).toContain(incident.verdict.kind)
      expect(incident.verdict.summary.length).toBeGreaterThan(10)
      // There is no healthy version to go back to: it is repaired, and that proven, or it ends set apart. What is
      // broken is never shown as healthy.
      expect(incident.end).not.toBe('rolled-back')
      if (incident.end === 'healed') {
        expect(incident.attempts.at(-1)).toMatchObject({ accepted: true, rung: 'repair' })
        expect(incident.genome).not.toBe(incident.attempts.at(-1)?.genome)
        return
      }
      await lab.waitFor(`${id} to be set apart`, () => lab.reader.view().organisms[id]?.state === 'quarantined')
      expect(lab.events('organism-state', id).map(({ data }) => data.to)).not.toContain('healthy')
    })
  }
})
