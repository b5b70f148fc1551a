import fc from 'fast-check'
import { expect, test } from 'vitest'
import { healingPlan, rungIds, type RungId } from '../../lib/contract/healing.ts'
import { freshSeed } from '../../lib/healing/fresh-seed.ts'
import { ladderOf } from '../../lib/healing/ladder-of.ts'
import type { Candidate, Rung } from '../../lib/healing/rung.ts'

const rungs: Rung[] = rungIds.filter((id) => id !== 'quarantine').map((id) => ({ id, budgetMs: 1, *propose() {
  yield { kind: 'give-up', tried: id }
  return ''
} }))
const says = ({ propose, budgetMs }: Rung): string => {
  const step = propose(undefined as never, [], { budgetMs, stop: new AbortController().signal }).next() as IteratorResult<Candidate>
  return step.done ? '' : (step.value).tried
}
const ids = (ladder: Rung[]): RungId[] => ladder.map(({ id }) => id)

test('by default every rung, in the order of their numbers', () => {
  expect(ids(ladderOf(healingPlan({}, {}), rungs))).toEqual(['restart', 'antibody', 'repair', 'resident', 'teacher', 'graft', 'rollback', 'quarantine'])
})

test('whatever is asked for, each rung is there once and quarantine is the last', () => {
  const setting = fc.record({ mode: fc.constantFrom('full', 'rollback-only', 'off'), rungs: fc.shuffledSubarray([...rungIds]) }, { requiredKeys: [] })
  fc.assert(fc.property(setting, setting, (own, asked) => {
    const ladder = ids(ladderOf(healingPlan(own, asked), rungs))
    expect(ladder.at(-1)).toBe('quarantine')
    expect(new Set(ladder).size).toBe(ladder.length)
    const mode = asked.mode ?? own.mode ?? 'full'
    if (mode === 'full') expect(ladder.slice(0, -1)).toEqual((asked.rungs ?? own.rungs ?? rungIds).filter((id) => id !== 'quarantine'))
    if (mode === 'rollback-only') expect(ladder).toEqual(['restart', 'rollback', 'quarantine'])
    if (mode === 'off') expect(ladder).toEqual(['quarantine'])
  }))
})

test('with the budgets of the plan; quarantine says where healing is off', () => {
  const ladder = ladderOf(healingPlan({ budgetsMs: { repair: 700, graft: 800 } }, { budgetsMs: { graft: 900 } }), rungs)
  expect(Object.fromEntries(ladder.map(({ id, budgetMs }) => [id, budgetMs]))).toMatchObject({ repair: 700, graft: 900, restart: 30_000 })
  expect(says(ladder.at(-1) as Rung)).toBe('stopped and set apart')
  expect(ladderOf(healingPlan({}, { mode: 'off' }), rungs).map(says)).toEqual(['stopped and set apart, with nothing tried: its healing is switched off'])
})

test('a rung that there is not here is left out', () => {
  expect(ids(ladderOf(healingPlan({}, {}), rungs.filter(({ id }) => id !== 'repair')))).toEqual(['restart', 'antibody', 'resident', 'teacher', 'graft', 'rollback', 'quarantine'])
})

test('the gate draws by a seed of its own for each candidate, and the same one again', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (seed) => {
    const seeds = Array.from({ length: 50 }, (_, nth) => freshSeed(seed, nth))
    expect(seeds).not.toContain(seed)
    expect(new Set(seeds).size).toBe(seeds.length)
    expect(seeds.every((one) => Number.isInteger(one) && one >= 0 && one <= 0xffff_ffff)).toBe(true)
    expect(freshSeed(seed, 7)).toBe(seeds[7])
  }))
})
