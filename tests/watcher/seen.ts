// Records as the watcher sees them, with only what a test cares about spelled out.
import type { Failure, RunRecord } from '../../lib/contract/run.ts'
import type { Limits } from '../../lib/contract/spec.ts'
import { newBaseline } from '../../lib/watcher/baseline.ts'
import type { Seen, SeenRequest } from '../../lib/watcher/judge.ts'

export const limits: Limits = { timeoutMs: 1000, heapMb: 64, rssMb: 256, cpuSeconds: 5, outputBytes: 262_144 }

export const record = (change: Partial<RunRecord> = {}): RunRecord => ({
  pid: 4711, startedAt: 1_700_000_000_000, wallMs: 120, firstOutputMs: 4, cpuMs: 30, peakRssMb: 50, exitCode: 0, signal: null, stopReason: null,
  failure: null, output: { lines: 3, bytes: 60, skippedLines: 0 }, tier: 1, network: 'none', refusedLimits: [], ...change,
})

export const failure = (change: Partial<Failure> = {}): Failure => ({
  phase: 'uncaught', name: 'ReferenceError', message: 'totl is not defined', code: null,
  stack: 'ReferenceError: totl is not defined\n    at sum (organism/organism.js:12:5)\n    at perform (organism/organism.js:3:1)', ...change,
})

type Of<K extends Seen['kind']> = Extract<Seen, { kind: K }>
const common = { limits, baseline: newBaseline, workMs: 12 }

export const task = (change: Partial<Of<'task'>> = {}): Of<'task'> => ({
  ...common, kind: 'task', run: record(), tail: '', accepted: true, result: { ok: true, value: 1, ms: 12 }, wrong: null, ...change,
})

export const script = (change: Partial<Of<'script'>> = {}): Of<'script'> => ({
  ...common, kind: 'script', run: record(), tail: 'words 3\n', accepted: true, wrong: null, ...change,
})

export const request = (change: Partial<SeenRequest> = {}): SeenRequest => ({
  name: 'GET /fib?n=10', isHealth: false, error: null, status: 200, ms: 3, wrong: null, ...change,
})
export const health = (change: Partial<SeenRequest> = {}): SeenRequest => request({ name: 'GET /health', isHealth: true, ...change })

export const service = (change: Partial<Of<'service'>> = {}): Of<'service'> => ({
  ...common, kind: 'service', process: { state: 'running' }, portHolder: 'service', requests: [health(), request()], ...change,
})

export const exited = (change: Partial<RunRecord> = {}, tail = ''): Of<'service'> =>
  service({ process: { state: 'exited', run: record(change), tail }, portHolder: 'unknown', requests: [] })
