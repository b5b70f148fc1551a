import { expect, it } from 'vitest'
import { LedgerUnavailableError } from '../../lib/contract/errors.ts'
import { heartbeatAge } from '../../lib/gate/heartbeat-age.ts'

const core = { id: 'a', pid: 7, epoch: 1, role: 'active' as const, startedAt: 0, heartbeatAt: 1000 }

it('is the age of that very process\'s heartbeat', () => {
  expect(heartbeatAge({ cores: () => [{ ...core, pid: 6, heartbeatAt: 1 }, core] }, 7, 1500)).toBe(500)
  expect(heartbeatAge({ cores: () => [core] }, 8, 1500)).toBeNull()
})

it('is unknown while the ledger cannot be read, and hides no bug', () => {
  const failing = (error: Error) => ({ cores: () => { throw error } })
  expect(heartbeatAge(failing(new LedgerUnavailableError('locked')), 7, 1500)).toBeNull()
  expect(() => heartbeatAge(failing(new TypeError('bug')), 7, 1500)).toThrow(TypeError)
})
