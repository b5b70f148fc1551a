import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seededRandom } from '../../../lib/chaos/random.ts'
import type { Patch } from '../../../lib/contract/ports/search.ts'
import type { Sandbox } from '../../../lib/contract/ports/sandbox.ts'
import type { Recipe } from '../../../lib/contract/search.ts'
import { loadOrganisms } from '../../../lib/core/load-organisms.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'
import { HostEvaluator } from '../../../lib/repair/4-evaluate/host-evaluator.ts'
import { openSearch } from '../../../lib/repair/open-search.ts'
import { checkRefused, checkResult } from '../../../lib/watcher/check-result.ts'

const real = openSandbox({ tier: 1 })
afterAll(() => real.close())

function counted(): { sandbox: Sandbox; started: () => number } {
  let count = 0
  return { sandbox: { ...real, start: (...given) => { count += 1; return real.start(...given) } }, started: () => count }
}

function openTwoLanes(): { evaluator: HostEvaluator; started: () => number } {
  const { sandbox, started } = counted()
  const evaluator = new HostEvaluator({ sandbox, lanes: 2, suite: { kind: 'tests', files: { 'a.test.js': "require('./a.js')" }, entries: ['a.test.js'] } })
  evaluator.open({ 'a.js': 'module.exports = 1\n' }, ['a.js'])
  return { evaluator, started }
}

test('the second host is booted when the search goes on for a while', async () => {
  const { evaluator, started } = openTwoLanes()
  expect(started(), 'before it is asked for anything').toBe(1)
  await evaluator.ready(0)
  expect(started(), 'when the first one is up').toBe(1)
  await evaluator.ready(1)
  expect(started()).toBe(2)
  await evaluator.close()
})

test('a search that is over before that never boots it, and nobody waits for it', async () => {
  const { evaluator, started } = openTwoLanes()
  await evaluator.ready(0)
  await evaluator.close()
  await evaluator.ready(1)
  expect(started()).toBe(1)
})

test('known recipes need no second host, and one that fits in one place alone needs none', async () => {
  const { organisms } = await loadOrganisms(join(import.meta.dirname, '../../../organism'))
  const organism = organisms.find(({ id }) => id === 'bubble-sort')
  if (!organism) throw new Error('there is no bubble-sort')
  const files = { ...organism.files, 'organism.js': organism.files['organism.js']!.replace('return a <= b', 'return a >= b') }
  const first = async (...recipes: Recipe[]): Promise<{ patch: Patch; started: number }> => {
    const { sandbox, started } = counted()
    const steps = openSearch({ sandbox, clock, judges: { oracle: checkResult, refused: checkRefused }, seeded: seededRandom, lanes: 2 })({
      organism, files, failing: { task: [2, 1] }, frames: [], seed: 1, recipes, recipesOnly: recipes.length > 0, budgetMs: 5_000, stop: new AbortController().signal, onProgress: () => undefined,
    })
    const { value, done } = await steps.next()
    if (done) throw new Error(value.why)
    // While the gate has it: time enough for a host to boot that nobody needs.
    await clock.sleep(300)
    await steps.return({ why: '', tried: 0, perSecond: 0, ms: 0, deaths: [] })
    return { patch: value, started: started() }
  }
  const found = await first()
  expect(found.started).toBe(2)
  const { recipe, files: healed } = found.patch
  const tried = await first({ ...recipe, after: 'function inOrder(a, b) {\n  return a === b\n}' }, recipe)
  expect(tried.patch.files).toEqual(healed)
  expect(tried.started).toBe(1)
  const known = await first(recipe)
  expect(known.patch.files).toEqual(healed)
  expect(known.started).toBe(0)
})
