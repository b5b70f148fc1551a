import { expect, it } from 'vitest'
import type { GenomeFiles } from '../../lib/contract/genome.ts'
import type { CommandEnd } from '../../lib/process/workspace.ts'
import { proveByTests, uncovered } from '../../lib/healing/prove-by-tests.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'

const clock = new FakeClock()
const good = { 'a.js': 'good()' }
const bad = { 'a.js': 'bad()' }
const asked: GenomeFiles[] = []
/** Tests that only what is good passes; `blind` ones pass whatever comes. */
const tests = (isBlind = false) => async (files: GenomeFiles): Promise<CommandEnd> => {
  asked.push(files)
  const ok = isBlind || files['a.js'] === 'good()'
  return { ok, exitCode: ok ? 0 : 1, timedOut: false, output: ok ? '' : 'AssertionError: 1 is not 2', ms: 1 }
}
const prove = async (files: GenomeFiles, origin: 'repair' | 'graft' | 'rollback' | null, runTests: ReturnType<typeof tests> | null = tests(), recurs: string | null = null) => {
  const { accepted, checks, proof } = await proveByTests({ files, recurs }, origin && { origin, failing: bad }, { clock, runTests })
  return { accepted, proof, checks: checks.map(({ name, ok, detail }) => [name, ok, detail]) }
}

it('takes what passes the tests that the failing version fails', async () => {
  expect(await prove(good, 'repair')).toEqual({ accepted: true, proof: 'plausible', checks: [['parse', true, 'every file parses'], ['tests', true, 'all tests pass']] })
})

it('refuses what fails the tests, and says of what it died', async () => {
  const { accepted, checks } = await prove({ 'a.js': 'other()' }, 'repair')
  expect([accepted, checks.at(-1)]).toEqual([false, ['tests', false, 'AssertionError: 1 is not 2']])
})

it.each(['repair', 'graft'] as const)('takes no new code, by %s, where the failing version passes as well', async (origin) => {
  const { accepted, checks } = await prove(good, origin, tests(true))
  expect([accepted, checks.at(-1)]).toEqual([false, ['tests', false, uncovered]])
})

it.each(['rollback', null] as const)('holds up nothing that was not made to heal it: %s', async (origin) => {
  expect(await prove(good, origin, tests(true))).toMatchObject({ accepted: true })
})

it('takes no new code without tests, and lets what ran before come back', async () => {
  expect(await prove(good, 'repair', null)).toMatchObject({ accepted: false })
  expect(await prove(good, 'rollback', null)).toMatchObject({ accepted: true, checks: [['parse', true, 'every file parses'], ['tests', true, 'there are no tests']] })
})

it('runs no tests on what does not parse, nor on what is known to fail', async () => {
  asked.length = 0
  expect(await prove({ 'a.js': 'good((' }, 'repair')).toMatchObject({ accepted: false, checks: [['parse', false, expect.stringContaining('a.js')]] })
  expect(await prove(good, 'repair', tests(), 'it failed before')).toMatchObject({ accepted: false, checks: [['recurrence', false, 'it failed before']] })
  expect(asked).toEqual([])
})
