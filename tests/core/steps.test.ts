import { expect, test } from 'vitest'
import { openSteps, withSteps } from '../../lib/core/steps.ts'
import { addAndPromote } from '../../lib/healing/promote.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'
import { FakeGenomes } from '../fixtures/fake-genomes.ts'
import { FakeLedger } from '../fixtures/fake-ledger.ts'

const draft = (origin: 'repair' | 'rollback') => ({ organism: 'ant', files: { 'organism.js': `// ${origin}` }, parents: [], origin, reason: 'x', author: 'y' })

test('whoever comes to an armed step is struck there, once', () => {
  const struck: string[] = []
  const steps = openSteps((signal) => void struck.push(signal))
  steps.reach('promote-started')
  steps.arm('promote-started', 'SIGKILL')
  steps.reach('promote-ended')
  expect(struck).toEqual([])
  steps.reach('promote-started')
  steps.reach('promote-started')
  expect(struck).toEqual(['SIGKILL'])
  const takeBack = steps.arm('promote-ended', 'SIGSTOP')
  void takeBack()
  steps.reach('promote-ended')
  expect(struck).toHaveLength(1)
})

test.each([['repair', 'promote'], ['rollback', 'rollback']] as const)('a version by %s goes through the four steps of %s, in their order', async (origin, deed) => {
  const reached: string[] = []
  const ledger = new FakeLedger(new FakeClock())
  const way = withSteps({ record: ledger.record, genomes: new FakeGenomes() }, { reach: (step) => void reached.push(step), arm: () => () => undefined })
  await addAndPromote(way, draft(origin), 'because')
  expect(reached).toEqual([`${deed}-written`, `${deed}-started`, `${deed}-switched`, `${deed}-ended`])
})
