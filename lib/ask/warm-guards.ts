import { Guard } from './guard/guard.ts'
import { viewQueries } from './views.ts'

const key = Symbol.for('ouroboros.ask.guards')

/** The guard of a ledger, kept warm from question to question. On globalThis: a bundler may hold this module several times. */
export function warmGuard(ledgerPath: string, child?: string): Guard {
  const holder = globalThis as { [key]?: Map<string, Guard> }
  const guards = (holder[key] ??= new Map())
  const known = guards.get(ledgerPath) ?? new Guard({ ledgerPath, views: viewQueries, ...(child === undefined ? {} : { child }) })
  guards.set(ledgerPath, known)
  return known
}
