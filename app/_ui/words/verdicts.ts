import type { VerdictKind } from '../../../lib/contract/verdict.ts'

/** What the organism did, as the verb of a sentence. */
export const verdictVerbs: Record<VerdictKind, string> = {
  healthy: 'worked',
  slow: 'slowed down',
  crash: 'crashed',
  rejection: 'left a promise uncaught',
  'syntax-error': 'no longer parses',
  'missing-module': 'misses a module',
  killed: 'was killed',
  timeout: 'ran out of time',
  'wrong-output': 'answered wrongly',
  'over-memory': 'ran out of memory',
  flood: 'flooded its output',
  silent: 'fell silent',
  exited: 'ended by itself',
  'port-taken': 'found its port taken',
}
