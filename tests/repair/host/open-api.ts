import { createRequire } from 'node:module'

interface TestCase { name: string; skipped: boolean; run: () => undefined | Promise<void> }
// What test files see is as loosely typed as they are.
type Loose = Record<string, (...args: unknown[]) => unknown>
export interface Api {
  modules: Record<string, Loose> & { vitest: Loose }
  globals: Loose
  startFile: () => void
  tests: () => TestCase[]
  checks: { passed: boolean; error: unknown }[]
}

const { createTestApi } = createRequire(import.meta.url)('../../../lib/repair/host/test-api.cjs') as { createTestApi: (options: { onCheck: (passed: boolean, error: unknown) => void }) => Omit<Api, 'checks'> }

/** The frameworks of the candidate host, with what they report. */
export function openApi(): Api {
  const checks: Api['checks'] = []
  const api = createTestApi({ onCheck: (passed, error) => checks.push({ passed, error }) })
  return Object.assign(api, { checks })
}
