import { describe, expect, it } from 'vitest'
import { systemClock } from '../../lib/process/clock.ts'

describe('the system clock', () => {
  it('sleeps until its time', async () => {
    const before = systemClock.mono()
    await systemClock.sleep(5)
    expect(systemClock.mono() - before).toBeGreaterThan(3)
  })

  it('wakes at once when the signal aborts, without an error, and leaves nothing behind', async () => {
    const abort = new AbortController()
    const sleeping = systemClock.sleep(1_000_000, abort.signal)
    abort.abort()
    await sleeping
    await systemClock.sleep(1_000_000, abort.signal)
    // A timer left over would hold the test process open.
    expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length).toBeLessThan(3)
  })
})
