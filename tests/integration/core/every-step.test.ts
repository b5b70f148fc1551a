import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { steps, type Step } from '../../../lib/contract/step.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { startPair, type Pair } from './start-pair.ts'

let pair: Pair
beforeAll(async () => {
  pair = await startPair({ organisms: ['bubble-sort'], manifest: { pulseMs: 200 } })
  await proven()
  await pair.ask({ kind: 'chaos-allow' })
})
afterAll(() => pair.close())
afterEach(() => restore())

const id = 'bubble-sort'
const organism = () => pair.reader.view().organisms[id]
const proven = () => pair.waitFor('a proven version that is well', () => organism()?.state === 'healthy' && organism()?.incidents.every(({ end }) => end !== null) && pair.reader.genomes({ organism: id, limit: 3 }).some(({ status }) => status === 'proven'), 60_000)

/** What brings a core to a step. Not waited for: it dies on the way. */
async function provoke(step: Step): Promise<void> {
  if (step.startsWith('rollback')) {
    const versions = pair.reader.genomes({ organism: id, limit: 1_000 })
    const live = versions.find(({ current }) => current)!
    // Where it is a broken one, it is healed afterwards.
    pair.insert({ kind: 'genome-rollback', genome: versions.find(({ hash }) => hash !== live.hash)!.id })
  } else if (step.startsWith('quarantine')) {
    await pair.ask({ kind: 'configure-healing', organism: id, mode: 'off' })
    pair.insert({ kind: 'chaos-inject', organism: id, fault: 'syntax-error', seed: 3 })
  } else if (step.startsWith('promote')) pair.insert({ kind: 'chaos-inject', organism: id, fault: 'thrown-error', seed: 5 })
}

async function restore(): Promise<void> {
  await pair.settled()
  if (organism()?.healing.asked.mode === 'off') await pair.ask({ kind: 'configure-healing', organism: id })
  for (const row of pair.reader.view().injections.filter(({ end }) => end === null)) await pair.ask({ kind: 'chaos-undo', injection: row.id })
  if (organism()?.state === 'quarantined') {
    // What chaos left is not healed with healing off: back to what was proven.
    const good = pair.reader.genomes({ organism: id, limit: 1_000 }).find(({ status }) => status === 'proven')!
    await pair.ask({ kind: 'genome-rollback', genome: good.id })
    if (organism()?.state === 'quarantined') await pair.ask({ kind: 'organism-resume', organism: id })
  }
  await proven()
}

describe('a core that is killed there leaves nothing half done', () => {
  it.each(steps)('%s', async (step) => {
    const { leader } = await pair.settled()
    const before = pair.reader.head()
    const struck = await pair.ask({ kind: 'chaos-inject', fault: 'kill-core', at: step })
    // The write of its own answer is the first to come.
    expect(struck).toMatchObject(step === 'commit-open' ? { state: 'refused', outcome: { code: 'core-down' } } : { state: 'done' })
    await provoke(step)
    // Of a takeover's step it is the next core that dies as well.
    const reigns = step.startsWith('takeover') && step !== 'takeover-noticed' ? 2 : 1
    await pair.waitFor('another core to lead', () => pair.events('core-start').filter(({ epoch }) => epoch > (leader.epoch ?? 0)).length >= reigns, 60_000)
    await pair.settled()
    await pair.waitFor('the fault to be over', () => pair.reader.view().injections.every(({ class: kind, end }) => kind !== 'system' || end !== null))
    await restore()
    expect(checkHistory(pair.reader, { allowOpen: true })).toEqual([])
    const opened = pair.reader.events({ after: before, kinds: ['incident-open'], limit: 1_000 })
    const closed = pair.reader.events({ after: before, kinds: ['incident-close'], limit: 1_000 })
    expect(closed.map(({ incident }) => incident).sort()).toEqual(opened.map(({ incident }) => incident).sort())
    const started = pair.reader.events({ after: before, kinds: ['promote-start'], limit: 1_000 })
    const ended = pair.reader.events({ after: before, kinds: ['promote-end', 'promote-undo'], limit: 1_000 })
    expect(ended).toHaveLength(started.length)
  }, 120_000)
})
