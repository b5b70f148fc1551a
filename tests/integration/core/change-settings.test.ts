import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLab, type Lab } from './start-lab.ts'

const id = 'bubble-sort'

describe('settings that are changed while it runs', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab({ organisms: [id] })
  })
  afterAll(() => lab.close())

  const ttlOfNext = async (): Promise<number | undefined> => {
    await lab.waitFor('it to be well', () => lab.reader.view().organisms[id]?.state === 'healthy' && lab.reader.view().injections.every(({ end }) => end !== null))
    const { outcome } = await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'added-latency', intensity: 1 })
    await lab.ask({ kind: 'chaos-undo', injection: outcome?.injection ?? '' })
    return lab.events('fault-prepare', id).find(({ data }) => data.injection === outcome?.injection)?.data.ttlMs
  }

  it('are in force at once, and in the next core', async () => {
    expect(await ttlOfNext()).toBe(60_000)
    expect(await lab.ask({ kind: 'change-settings', faultTtlMs: 4000, restartBudgets: { [id]: { restarts: 2, periodMs: 9000 } } })).toMatchObject({ state: 'done' })
    expect(await ttlOfNext()).toBe(4000)
    expect(lab.reader.view().organisms[id]?.budget).toMatchObject({ allowed: 2, periodMs: 9000, own: { restarts: 10, periodMs: 60_000 } })
    await lab.stop('SIGKILL')
    await lab.start()
    expect(lab.reader.view().organisms[id]?.budget).toMatchObject({ allowed: 2, periodMs: 9000 })
    expect(await ttlOfNext()).toBe(4000)
    await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'sigkill', intensity: 1 })
    const restart = await lab.waitFor('a restart', () => lab.events('organism-restart', id).at(-1))
    expect(restart.data).toMatchObject({ allowed: 2, periodMs: 9000 })
  })

  it('stay when the demo is reset, and go back when they are taken back', async () => {
    await lab.ask({ kind: 'demo-reset' })
    expect(await ttlOfNext()).toBe(4000)
    await lab.ask({ kind: 'change-settings', faultTtlMs: null, restartBudgets: { [id]: null } })
    expect(await ttlOfNext()).toBe(60_000)
    expect(lab.reader.view().organisms[id]?.budget).toMatchObject({ allowed: 10, periodMs: 60_000 })
  })

  it('are refused where nobody can mean them', async () => {
    expect(await lab.ask({ kind: 'change-settings', restartBudgets: { nobody: null } })).toMatchObject({ state: 'refused', outcome: { code: 'organism-unknown' } })
    expect(await lab.ask({ kind: 'change-settings' })).toMatchObject({ state: 'refused', outcome: { code: 'request-invalid' } })
  })
})
