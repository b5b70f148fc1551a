import { expect, test } from 'vitest'
import { movableClock } from '../../lib/process/clock.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'

test('a jump moves the wall clock alone, adds up, and goes back once', () => {
  const base = new FakeClock()
  const clock = movableClock(base)
  const back = clock.jump(1_000)
  clock.jump(-300)
  expect([clock.now() - base.now(), clock.mono()]).toEqual([700, base.mono()])
  back()
  back()
  expect(clock.now() - base.now()).toBe(-300)
})
