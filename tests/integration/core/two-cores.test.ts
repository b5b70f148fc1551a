import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identityOf, processState } from '../../../lib/process/process-identity.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { startPair, type Pair } from './start-pair.ts'

let pair: Pair
beforeAll(async () => {
  pair = await startPair({ organisms: ['bubble-sort', 'beacon'] })
})
afterAll(() => pair.close())

const signal = (pid: number | null, name: NodeJS.Signals): void => void process.kill(pid ?? 0, name)
/** It runs no more; the kernel may still be taking it apart, and its parent may not have looked yet. */
const isOver = (pid: number): boolean => {
  try {
    return ['dying', 'dead'].includes(processState(identityOf(pid)))
  } catch {
    return true
  }
}
const isWell = (id: string) => pair.waitFor(`${id} to be well`, () => {
  const organism = pair.reader.view().organisms[id]
  return organism?.state === 'healthy' && organism.incidents.every(({ end }) => end !== null)
}, 60_000)

describe('the core that stands by takes the lead', () => {
  it('when the other one is killed: at once, and says from whom', async () => {
    const { leader, standby } = await pair.settled()
    signal(leader.pid, 'SIGKILL')
    const start = await pair.led(leader.epoch ?? 0)
    expect(start).toMatchObject({ core: standby.name, epoch: (leader.epoch ?? 0) + 1, data: { pid: standby.pid, from: { core: leader.name, pid: leader.pid, epoch: leader.epoch } } })
    await isWell('beacon')
  })

  it('when the other one is stopped, which it ends first', async () => {
    const { leader } = await pair.settled()
    signal(leader.pid, 'SIGSTOP')
    expect((await pair.led(leader.epoch ?? 0)).data.why).toContain('stopped')
    expect(isOver(leader.pid ?? 0)).toBe(true)
  })

  it('when the other one is stopped inside a write transaction, and holds the lock', async () => {
    const { leader } = await pair.settled()
    await pair.ask({ kind: 'chaos-inject', fault: 'stop-core', at: 'commit-open' })
    expect((await pair.led(leader.epoch ?? 0)).data.from?.pid).toBe(leader.pid)
  })

  it('when it is told to, in order', async () => {
    const { leader, standby } = await pair.settled()
    const command = await pair.ask({ kind: 'core-switch' })
    expect(command).toMatchObject({ state: 'done', outcome: { message: `core ${standby.name} leads` } })
    expect(pair.events('core-stop').at(-1)).toMatchObject({ core: leader.name, epoch: leader.epoch })
    expect((await pair.led(leader.epoch ?? 0)).data.why).toContain('handed over')
    await pair.settled()
  })

  it('when its socket file is gone and nobody can come in, only after it has seen the other one dead', async () => {
    const { leader } = await pair.settled()
    rmSync(`${pair.config.dataDir}/core-${leader.name}.sock`)
    await pair.ask({ kind: 'chaos-inject', fault: 'break-link' })
    const start = await pair.led(leader.epoch ?? 0)
    expect(start.data.why).toContain('could not be reached')
    expect(isOver(leader.pid ?? 0)).toBe(true)
  })
})

it('does not take the lead when only the connection breaks', async () => {
  const { leader, standby } = await pair.settled()
  const joins = pair.events('core-join').length
  expect(await pair.ask({ kind: 'chaos-inject', fault: 'break-link' })).toMatchObject({ state: 'done' })
  await pair.waitFor('it to come back', () => pair.events('core-join').length > joins)
  expect(pair.events('core-leave').at(-1)?.data).toMatchObject({ core: standby.name, pid: standby.pid })
  expect((await pair.settled()).leader).toMatchObject({ pid: leader.pid, epoch: leader.epoch })
})

it('refuses a core that wakes after its reign, which then steps down; its programs do not run twice', async () => {
  const { leader, standby } = await pair.settled()
  expect(await pair.ask({ kind: 'chaos-inject', fault: 'split-brain', intensity: 2 })).toMatchObject({ state: 'done' })
  await pair.led(leader.epoch ?? 0)
  await pair.waitFor('its programs to be ended', () => pair.hostsOf(leader.pid ?? 0).length === 0, 2_000)
  const refusal = await pair.waitFor('the old one to be refused', () => pair.events('core-refuse').at(-1))
  expect(refusal).toMatchObject({ core: standby.name, data: { core: leader.name, pid: leader.pid, epoch: leader.epoch } })
  const after = await pair.settled()
  expect(after.leader).toMatchObject({ name: standby.name, pid: standby.pid })
  expect(after.standby.restarts).toBe(leader.restarts)
  expect(pair.reader.events({ after: refusal.seq - 1, limit: 10_000 }).filter(({ epoch }) => epoch === leader.epoch)).toEqual([])
})

it('a fault of Ouroboros itself is one at a time, with its way back, and over when another core leads', async () => {
  const { leader } = await pair.settled()
  const jump = await pair.ask({ kind: 'chaos-inject', fault: 'jump-clock', intensity: 5 })
  expect(jump.state).toBe('done')
  expect(await pair.ask({ kind: 'chaos-inject', fault: 'kill-core' })).toMatchObject({ state: 'refused', outcome: { code: 'organism-busy' } })
  const seen = pair.events('pulse-end', 'bubble-sort').length
  await pair.waitFor('pulses with the clock a year away', () => pair.events('pulse-end', 'bubble-sort').length > seen + 1)
  expect(await pair.ask({ kind: 'chaos-undo', injection: jump.outcome?.injection ?? '' })).toMatchObject({ state: 'done' })
  expect((await pair.settled()).leader.pid).toBe(leader.pid)
  for (const [fault, word] of [['model-dead', 'mind'], ['cut-database', 'lock-ledger'], ['fill-disk', 'small file system']]) {
    expect(await pair.ask({ kind: 'chaos-inject', fault: fault! })).toMatchObject({ state: 'refused', outcome: { code: 'fault-unfit', message: expect.stringContaining(word!) } })
  }
  expect(await pair.ask({ kind: 'chaos-inject', fault: 'kill-core', organism: 'beacon' })).toMatchObject({ state: 'refused', outcome: { code: 'fault-unfit' } })
  expect(await pair.ask({ kind: 'chaos-inject', fault: 'sigkill' })).toMatchObject({ state: 'refused', outcome: { code: 'request-invalid' } })
})

it('while somebody else holds the lock the core waits and is not taken for dead; then it writes all of it', async () => {
  const { leader } = await pair.settled()
  const { id } = pair.insert({ kind: 'chaos-inject', fault: 'lock-ledger', ttlMs: 4_000 })
  await pair.waitFor('the fault to be told', () => pair.events('fault-prepare').some(({ data }) => data.fault === 'lock-ledger'))
  const trouble = await pair.waitFor('the trouble to be told, when it is over', () => pair.events('ledger-trouble').at(-1))
  expect(trouble.data).toMatchObject({ why: expect.stringContaining('another process holds it') })
  expect(trouble.data.ms).toBeGreaterThan(1_000)
  await pair.waitFor('its end', () => pair.events('command-end').some(({ data }) => data.command === id))
  expect((await pair.settled()).leader).toMatchObject({ pid: leader.pid, epoch: leader.epoch })
})

it('after all of it: no event twice or lost, no epoch mixed, no incident healed twice', async () => {
  await isWell('bubble-sort')
  await isWell('beacon')
  expect(checkHistory(pair.reader, { allowOpen: true })).toEqual([])
})
