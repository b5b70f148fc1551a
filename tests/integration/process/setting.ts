import { existsSync, readFileSync } from 'node:fs'
import { afterAll, expect } from 'vitest'
import type { Json } from '../../../lib/contract/json.ts'
import type { Run, RunEnd, RunListener, RunRequest, Sandbox } from '../../../lib/contract/ports/sandbox.ts'
import type { Limits } from '../../../lib/contract/spec.ts'
import { pickTier, probeCapabilities } from '../../../lib/process/capabilities.ts'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'

export const limits: Limits = { timeoutMs: 10_000, heapMb: 64, rssMb: 400, cpuSeconds: 30, outputBytes: 2_000_000 }

const best = pickTier(await probeCapabilities())
/** The tiers that work on this machine; where bwrap does not, the second one cannot be tested. */
export const tiers: (1 | 2)[] = best === 2 ? [1, 2] : [1]

export const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/processes/${name}.js`, import.meta.url), 'utf8')

export interface Bench {
  sandbox: Sandbox
  start: (source: string, work: RunRequest['work'], change?: Partial<Limits>, listener?: RunListener) => Run
  perform: (source: string, tasks: Json[], change?: Partial<Limits>) => Promise<RunEnd>
  script: (source: string, args?: string[], change?: Partial<Limits>, stdin?: string) => Promise<RunEnd>
}

/** A sandbox for one test file, with shorthands. */
export function openBench(tier: 1 | 2): Bench {
  const sandbox = openSandbox({ tier })
  afterAll(() => sandbox.close())
  const start: Bench['start'] = (source, work, change = {}, listener = {}) =>
    sandbox.start({ files: { 'main.js': source }, entry: 'main.js', limits: { ...limits, ...change }, network: work.mode === 'service' ? 'loopback' : 'none', work }, listener)
  return {
    sandbox,
    start,
    perform: (source, tasks, change) => start(source, { mode: 'perform', tasks }, change).ended,
    script: (source, args = [], change = {}, stdin = '') => start(source, { mode: 'script', args, stdin }, change).ended,
  }
}

/** For what other processes must first get to do, on a machine that may be busy. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 })

/** A zombie that nobody reaps is as dead as one can be. */
export function isAlive(pid: number | null): boolean {
  if (pid === null || !existsSync(`/proc/${pid}/stat`)) return false
  return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
}
