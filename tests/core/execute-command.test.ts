import { describe, expect, test } from 'vitest'
import type { Command, CommandRequest } from '../../lib/contract/command.ts'
import { openLearningDesk } from '../../lib/core/learning-desk.ts'
import { executeCommand, type Executor } from '../../lib/core/execute-command.ts'
import type { GenomeFiles } from '../../lib/contract/genome.ts'
import type { Proof } from '../../lib/healing/gate.ts'
import { answered, crashed } from '../fixtures/fake-body.ts'
import { settle } from '../fixtures/fake-clock.ts'
import { FakeLab } from '../fixtures/fake-lab.ts'
import { doubler } from '../fixtures/fake-organism.ts'

async function living() {
  const lab = await new FakeLab(doubler({ spec: { properties: [] } })).open()
  lab.keeper.start()
  await settle()
  const configured: unknown[] = []
  const proveFiles = async (_keeper: unknown, files: GenomeFiles): Promise<Proof> => ({ accepted: lab.accepts(files), workMs: null, proof: 'held-out', checks: [{ name: 'parse', ok: true, detail: '', ms: 0 }, { name: 'examples', ok: lab.accepts(files), detail: '“three”: expected 6, got 7', ms: 0 }] })
  const executor: Executor = {
    configure: async (...given) => void configured.push(given),
    resetDemo: async (seed, by) => ({ message: `reset with ${seed ?? 'none'} by ${by}` }),
    changeSettings: async (change, by) => ({ message: `${JSON.stringify(change)} by ${by}` }),
    incident: () => null, cause: () => null,
    learning: openLearningDesk({ clock: lab.clock, record: lab.record, reader: { view: () => lab.ledger.view }, until: null }),
    system: { inject: async ({ fault }) => ({ message: `${fault} hits us` }), has: (injection) => injection === 'ours', undo: async (injection, end, why) => ({ message: `${injection} ${end}: ${why}` }), stop: async () => 0, close: async () => undefined },
    apps: {
      make: async ({ sentence }, by) => ({ message: `${sentence}, for ${by}`, app: 'todos' }), check: async (app, by) => ({ message: `${app} is looked through for ${by}` }),
      rollBack: async (app, to) => ({ message: `${app} is back at ${to}` }), cancel: (app) => ({ message: `${app} is broken off` }), remove: async (app, by) => ({ message: `${app} is put aside for ${by}` }),
    },
    runAction: async (id, { program, args }, by) => ({ message: `${id}: ${program} ${args.join(' ')} by ${by}` }),
    askLedger: async (question) => ({ message: question, sql: 'select 1' }),
    testModel: async (seat) => ({ message: `asked the ${seat}` }),
    improve: async ({ organism }, goal, by) => ({ message: `${organism.id}, ${goal}, for ${by}` }),
    keepers: lab.keepers, chaos: lab.chaos, genomes: lab.genomes, record: lab.record,
    prove: proveFiles, proveByHand: proveFiles,
  }
  const run = (request: CommandRequest) => {
    const command: Command = { id: 'c1', kind: request.kind, state: 'claimed', author: 'ada', role: null, reason: null, createdAt: 1, request, outcome: null }
    return executeCommand(executor, command)
  }
  const refusal = (request: CommandRequest) => run(request).then(() => 'done', (error: unknown) => (error as { code?: unknown }).code)
  return { lab, run, refusal, configured }
}
/** In the middle of an incident: its healing waits for the clock. */
async function ill() {
  const all = await living()
  all.lab.body.act = () => crashed()
  all.lab.keeper.wake()
  await settle(6)
  expect(all.lab.keeper.incident()).not.toBeNull()
  return all
}
const chaosOrder: CommandRequest = { kind: 'chaos-inject', organism: 'doubler', fault: 'memory-squeeze', seed: 1 }

describe('chaos', () => {
  test('inject, undo, stop and allow go to the desk, with the name of who asked', async () => {
    const { lab, run, refusal } = await living()
    const { injection = '' } = await run(chaosOrder)
    expect(await run({ kind: 'chaos-undo', injection })).toMatchObject({ injection })
    expect(lab.ledger.of('fault-end').map(({ data }) => [data.end, data.why])).toEqual([['undone', 'taken back by ada']])
    await run({ kind: 'chaos-stop' })
    expect(await refusal(chaosOrder)).toBe('chaos-stopped')
    await run({ kind: 'chaos-allow' })
    expect(lab.ledger.of('chaos-stop')[0]?.data.by).toBe('ada')
    expect(await refusal(chaosOrder)).toBe('done')
  })
})

describe('rollback', () => {
  test('adds a version with the old content, ends a code fault, and runs it now', async () => {
    const { lab, run } = await living()
    lab.body.act = () => answered(0)
    await run({ ...chaosOrder, fault: 'thrown-error' })
    const { genome } = await run({ kind: 'genome-rollback', genome: 'doubler.g0001' })
    expect(genome).toBe('doubler.g0003')
    expect(lab.genomes.read('doubler.g0003')).toMatchObject({ origin: 'rollback', parents: ['doubler.g0002', 'doubler.g0001'], author: 'ada' })
    expect(lab.genomes.files('doubler.g0003')).toEqual(lab.genomes.files('doubler.g0001'))
    expect(lab.ledger.of('fault-end').map(({ data }) => data.end)).toEqual(['undone'])
    await settle()
    expect(lab.body.pulses.at(-1)?.genome).toBe('doubler.g0003')
    await run({ kind: 'genome-rollback', genome: 'doubler.g0002' })
    expect(lab.genomes.current('doubler'), 'its undo is one more rollback').toBe('doubler.g0004')
  })

  test('lets a quarantined organism live again, and leaves a paused one paused', async () => {
    const { lab, run } = await living()
    const good = lab.body.act
    lab.body.act = (input) => (lab.isGood(input.files) && input.genome !== 'doubler.g0001' ? good(input) : crashed())
    lab.accepts = () => false
    await run({ ...chaosOrder, fault: 'thrown-error' })
    await lab.clock.advance(10_000)
    expect(lab.keeper.state()).toBe('quarantined')
    await run({ kind: 'genome-rollback', genome: 'doubler.g0001' })
    await settle()
    expect(lab.keeper.state()).toBe('healthy')
    await run({ kind: 'organism-pause', organism: 'doubler' })
    await run({ kind: 'genome-rollback', genome: 'doubler.g0002' })
    expect(lab.keeper.state()).toBe('paused')
  })

  test('is refused where nothing would change, or cannot: and nothing has', async () => {
    const { lab, refusal } = await living()
    expect(await refusal({ kind: 'genome-rollback', genome: 'doubler.g0001' })).toBe('request-invalid')
    expect(await refusal({ kind: 'genome-rollback', genome: 'doubler.g0009' })).toBe('genome-unknown')
    lab.body.act = () => answered(0)
    await lab.chaos.inject({ kind: 'chaos-inject', organism: 'doubler', fault: 'thrown-error', seed: 1 })
    lab.genomes.damaged.add('doubler.g0001')
    expect(await refusal({ kind: 'genome-rollback', genome: 'doubler.g0001' })).toBe('genome-damaged')
    expect(lab.genomes.list('doubler')).toHaveLength(2)
  })

  test('a stranger’s version: nobody keeps that organism', async () => {
    const { lab, refusal } = await living()
    await lab.genomes.add({ organism: 'gone', files: { 'organism.js': '' }, parents: [], origin: 'seed', reason: '', author: '' })
    expect(await refusal({ kind: 'genome-rollback', genome: 'gone.g0001' })).toBe('organism-unknown')
  })
})

describe('import', () => {
  const files = { 'organism.js': 'export const perform = (n) => n + n' }

  test('passes the gate, becomes a version of origin import and runs now', async () => {
    const { lab, run } = await living()
    lab.accepts = () => true
    lab.body.act = () => answered(0)
    expect(await run({ kind: 'genome-import', organism: 'doubler', files })).toMatchObject({ genome: 'doubler.g0002' })
    expect(lab.genomes.read('doubler.g0002')).toMatchObject({ origin: 'import', parents: ['doubler.g0001'], author: 'ada' })
    await settle()
    expect(lab.body.pulses.at(-1)?.genome).toBe('doubler.g0002')
  })

  test('lets a quarantined organism live again', async () => {
    const { lab, run } = await living()
    lab.body.act = ({ genome }) => (genome === 'doubler.g0001' ? crashed() : answered(0))
    lab.accepts = () => false
    lab.keeper.wake()
    await lab.clock.advance(10_000)
    expect(lab.keeper.state()).toBe('quarantined')
    lab.accepts = () => true
    await run({ kind: 'genome-import', organism: 'doubler', files })
    await settle()
    expect(lab.keeper.state()).toBe('healthy')
  })

  test('is refused by the gate with what it found, and without its entry: nothing is written', async () => {
    const { lab, run, refusal } = await living()
    await expect(run({ kind: 'genome-import', organism: 'doubler', files })).rejects.toThrow('the gate refused it: examples: “three”: expected 6, got 7')
    expect(await refusal({ kind: 'genome-import', organism: 'doubler', files: { 'other.js': '' } })).toBe('request-invalid')
    expect(await refusal({ kind: 'genome-import', organism: 'nobody', files })).toBe('organism-unknown')
    expect(lab.genomes.list('doubler')).toHaveLength(1)
  })
})

describe('a change by hand', () => {
  const files = { 'organism.js': 'export const perform = (n) => n + n' }
  const order: CommandRequest = { kind: 'genome-propose', organism: 'doubler', base: 'doubler.g0001', files, reason: 'adds, for once' }

  test('passes the gate, becomes a version of origin manual on probation, ends a code fault and runs now', async () => {
    const { lab, run } = await living()
    lab.accepts = () => true
    lab.body.act = () => answered(0)
    await run({ ...chaosOrder, fault: 'thrown-error' })
    const outcome = await run({ ...order, base: 'doubler.g0002' })
    expect(outcome).toMatchObject({ genome: 'doubler.g0003', checks: [{ name: 'parse', ok: true }, { name: 'examples', ok: true }] })
    expect(lab.genomes.read('doubler.g0003')).toMatchObject({ origin: 'manual', parents: ['doubler.g0002'], author: 'ada', reason: 'adds, for once' })
    expect(lab.genomes.files('doubler.g0003')).toEqual(files)
    expect(lab.ledger.of('fault-end').map(({ data }) => data.end)).toEqual(['undone'])
    expect(lab.ledger.view.organisms['doubler']?.genomes[0]).toMatchObject({ id: 'doubler.g0003', status: 'probation' })
    await settle()
    expect(lab.body.pulses.at(-1)?.genome).toBe('doubler.g0003')
  })

  test('that the gate refuses says why, check by check, and nothing is written', async () => {
    const { lab, run } = await living()
    const error = await run(order).then(() => null, (thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'gate-refused', message: 'The gate refused it: examples: “three”: expected 6, got 7', checks: [{ ok: true }, { name: 'examples', ok: false }] })
    expect(lab.genomes.list('doubler')).toHaveLength(1)
    expect(lab.ledger.kinds().filter((kind) => kind.startsWith('promote'))).toHaveLength(2)
  })

  test.each<[string, Partial<Extract<CommandRequest, { kind: 'genome-propose' }>>, string, RegExp]>([
    ['of a version that does not run', { base: 'doubler.g0007' }, 'base-stale', /doubler\.g0001 does/],
    ['of a file that it has not', { files: { 'other.js': '' } }, 'request-invalid', /no file other\.js; it has organism\.js/],
    ['of a file that every object has', { files: { constructor: '' } }, 'request-invalid', /no file constructor/],
    ['of nothing', { files: {} }, 'request-invalid', /nothing of doubler\.g0001 is changed/],
    ['of nobody', { organism: 'nobody' }, 'organism-unknown', /there are doubler/],
  ])('%s is refused', async (_what, change, code, message) => {
    const { lab, run } = await living()
    lab.accepts = () => true
    const error = await run({ ...order, ...change }).then(() => null, (thrown: unknown) => thrown as Error)
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(lab.genomes.list('doubler')).toHaveLength(1)
  })

  test('waits for its turn, and is told to wait where an incident has opened by then', async () => {
    const { lab, refusal } = await ill()
    lab.accepts = () => true
    expect(await refusal(order)).toBe('organism-busy')
    expect(lab.genomes.list('doubler')).toHaveLength(1)
  })
})

describe('while an incident is open', () => {
  test.each<[CommandRequest]>([
    [chaosOrder], [{ kind: 'organism-pause', organism: 'doubler' }], [{ kind: 'genome-rollback', genome: 'doubler.g0001' }],
    [{ kind: 'genome-import', organism: 'doubler', files: { 'organism.js': '' } }],
  ])('$0.kind is told to wait', async (request) => {
    const { refusal } = await ill()
    expect(await refusal(request)).toBe('organism-busy')
  })

  test('an incident that opens before a rollback’s turn comes is seen', async () => {
    const { lab, refusal } = await living()
    await lab.genomes.add({ organism: 'doubler', files: { 'organism.js': 'other' }, parents: [], origin: 'manual', reason: '', author: '' })
    const pulse = Promise.withResolvers<ReturnType<typeof crashed>>()
    lab.body.act = () => pulse.promise
    lab.keeper.wake()
    await settle()
    lab.accepts = () => false
    lab.body.act = () => crashed()
    const asked = refusal({ kind: 'genome-rollback', genome: 'doubler.g0002' })
    pulse.resolve(crashed())
    await lab.clock.advance(10_000)
    expect(await asked, 'after the incident: the operator’s word counts').toBe('done')
    expect(lab.ledger.kinds().indexOf('incident-close')).toBeLessThan(lab.ledger.events.findIndex(({ kind, data }) => kind === 'genome-add' && 'genome' in data && typeof data.genome === 'object' && data.genome.origin === 'rollback'))
  })

  test('the global stop is not', async () => {
    const { lab, run } = await ill()
    expect(await run({ kind: 'chaos-stop' })).toMatchObject({ message: 'chaos is stopped; 0 running faults were taken back' })
    expect(lab.ledger.of('chaos-stop')).toHaveLength(1)
  })
})

describe('how it is healed', () => {
  test('is configured anew, also while an incident is open, and said', async () => {
    const { run, configured } = await ill()
    expect(await run({ kind: 'configure-healing', organism: 'doubler', rungs: ['graft', 'restart'], budgetsMs: { graft: 700 } })).toEqual({ message: 'doubler is healed by graft, restart, quarantine, from its next incident on' })
    expect(await run({ kind: 'configure-healing', organism: 'doubler', mode: 'rollback-only' })).toEqual({ message: 'doubler is healed by restart, rollback, quarantine (rollback-only), from its next incident on' })
    expect(configured).toEqual([['doubler', { rungs: ['graft', 'restart'], budgetsMs: { graft: 700 } }, 'ada'], ['doubler', { mode: 'rollback-only' }, 'ada']])
  })

  test('of nobody is refused', async () => {
    const { refusal, configured } = await living()
    expect(await refusal({ kind: 'configure-healing', organism: 'nobody', mode: 'off' })).toBe('organism-unknown')
    expect(configured).toEqual([])
  })
})

describe('pause and resume', () => {
  test('each is refused where it makes no sense', async () => {
    const { lab, run, refusal } = await living()
    const pause: CommandRequest = { kind: 'organism-pause', organism: 'doubler' }
    const resume: CommandRequest = { kind: 'organism-resume', organism: 'doubler' }
    expect(await refusal(resume)).toBe('request-invalid')
    expect(await run(pause)).toEqual({ message: 'doubler is paused' })
    expect(await run(resume)).toEqual({ message: 'doubler runs again' })
    lab.body.act = () => crashed()
    lab.accepts = () => false
    await lab.clock.advance(10_000)
    expect(lab.keeper.state()).toBe('quarantined')
    expect(await refusal(pause)).toBe('request-invalid')
    expect(await refusal(resume)).toBe('done')
    expect(await refusal({ kind: 'organism-pause', organism: 'nobody' })).toBe('organism-unknown')
    expect(await refusal({ kind: 'organism-resume', organism: 'nobody' })).toBe('organism-unknown')
  })
})
