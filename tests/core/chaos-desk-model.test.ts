// Any mix of injections, take-backs, stops, healing and time, on a ledger whose writes take a while.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LedgerEvent } from '../../lib/contract/event.ts'
import type { LaunchOverride } from '../../lib/contract/fault.ts'
import { seededRandom } from '../../lib/chaos/random.ts'
import { OuroborosError } from '../../lib/contract/errors.ts'
import { settle } from '../fixtures/fake-clock.ts'
import { FakeLab } from '../fixtures/fake-lab.ts'
import { doubler } from '../fixtures/fake-organism.ts'

const stepArbitrary = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('inject' as const), fault: fc.constantFrom('thrown-error', 'memory-squeeze', 'added-latency', 'empty-input'), ttlMs: fc.constantFrom(1000, 4000, 60_000) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), back: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('stop' as const, 'allow' as const, 'resume' as const, 'pause' as const, 'hopeless' as const, 'curable' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.constantFrom(0, 300, 1000, 5000) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('turns' as const), turns: fc.nat({ max: 4 }) }) },
)
type Step = typeof stepArbitrary extends fc.Arbitrary<infer S> ? S : never

interface Injection { class: string; injected: number; ended: number }

/** What must hold of the story, wherever it is cut off. */
function checkStory(events: readonly LedgerEvent[]): Map<string, Injection> {
  const all = new Map<string, Injection>()
  for (const event of events) {
    if (event.kind === 'fault-prepare') {
      expect([...all.values()].filter(({ ended }) => ended === 0), 'one injection at a time').toEqual([])
      all.set(event.data.injection, { class: event.data.class, injected: 0, ended: 0 })
    } else if (event.kind === 'fault-inject' || event.kind === 'fault-end') {
      const injection = all.get(event.data.injection)
      if (!injection) throw new Error(`${event.kind} without a fault-prepare`)
      expect(injection.ended, 'nothing happens to an injection after its end').toBe(0)
      injection[event.kind === 'fault-inject' ? 'injected' : 'ended'] += 1
      expect(injection.injected).toBeLessThanOrEqual(1)
    }
  }
  return all
}

test('however they mix, every injection is prepared, ends at most once, and nothing outlives the stop', async () => {
  await fc.assert(fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 25 }), fc.nat(), async (steps: Step[], seed) => {
    const lab = await new FakeLab(doubler({ manifest: { pulseMs: 5000 }, spec: { properties: [] } })).open()
    const random = seededRandom(seed)
    lab.ledger.onWrite = () => settle(Math.floor(random() * 3))
    let overrides = 0
    let takenBack = 0
    const { override } = lab.keeper.target
    // A fault may take its time to get hold, as a stolen port does: what the desk awaits is a promise then.
    lab.keeper.target.override = ((change: LaunchOverride) => {
      const undo = override(change)
      overrides += 1
      let isBack = false
      const takeBack = (): void => {
        takenBack += 1
        if (!isBack) overrides -= 1
        isBack = true
        void undo()
      }
      return settle(Math.floor(random() * 4)).then(() => takeBack)
    }) as unknown as typeof override
    const { setCurrent } = lab.genomes
    lab.genomes.setCurrent = (id) => {
      expect(lab.body.isBusy, 'code is never changed beside a pulse').toBe(false)
      return setCurrent(id)
    }
    const act = lab.body.act
    lab.body.act = async (input) => {
      await settle(Math.floor(random() * 3))
      return act(input)
    }
    lab.keeper.start()

    const asked: Promise<unknown>[] = []
    /** A refusal is an answer; anything else is a defect. */
    const ask = (promise: Promise<unknown>): void => void asked.push(promise.catch((error: unknown) => { if (!(error instanceof OuroborosError)) throw error }))
    let stops = 0
    for (const step of steps) {
      switch (step.kind) {
        case 'inject':
          ask(lab.chaos.inject({ kind: 'chaos-inject', organism: 'doubler', fault: step.fault, seed: 1, ttlMs: step.ttlMs }))
          break
        case 'undo': {
          const prepared = lab.ledger.of('fault-prepare').map(({ data }) => data.injection).reverse()
          ask(lab.chaos.undo(prepared[step.back] ?? 'none', 'undone', 'by hand'))
          break
        }
        case 'stop':
          stops += 1
          ask(lab.chaos.stop('me'))
          break
        case 'allow': ask(lab.chaos.allow('me')); break
        case 'resume': ask(lab.keeper.resume('by hand')); break
        case 'pause': ask(lab.keeper.pause('by hand')); break
        case 'hopeless': lab.accepts = () => false; break
        case 'curable': lab.accepts = lab.isGood; break
        case 'time': await lab.clock.advance(step.ms); break
        case 'turns': await settle(step.turns); break
      }
      checkStory(lab.ledger.events)
    }

    const last = lab.chaos.stop('the end')
    await lab.clock.until(Promise.all([last, ...asked]))
    // A pulse that had begun before may open one more incident, and an end may still be on its way into the ledger.
    for (let round = 0; round < 10; round += 1) await lab.clock.advance(2_000)
    const story = checkStory(lab.ledger.events)
    expect([...story.values()].every(({ ended }) => ended === 1), 'every prepared injection has ended').toBe(true)
    expect(lab.chaos.inForce('doubler')).toBeNull()
    expect(overrides, 'nothing is left of a runtime fault').toBe(0)
    expect(takenBack).toBeGreaterThanOrEqual([...story.values()].filter((one) => one.class === 'runtime' && one.injected === 1).length)
    expect(lab.genomes.read(lab.genomes.current('doubler') ?? '').origin, 'no broken code is live').not.toBe('chaos')
    expect(lab.broken).toEqual([])
    expect(lab.keeper.incident(), 'healing is over').toBeNull()
    expect(lab.ledger.of('incident-close')).toHaveLength(lab.ledger.of('incident-open').length)
    expect(lab.ledger.of('chaos-stop').length).toBeLessThanOrEqual(stops + 1)
    await lab.keeper.stop()
  }), { numRuns: 300 })
}, 30_000)
