import { describe, expect, test } from 'vitest'
import { runRecordSchema } from '../../lib/contract/run.ts'
import { openSandbox } from '../../lib/process/open-sandbox.ts'
import { isPython, whyNoPython } from '../../lib/process/python-service.ts'

const service = { work: { mode: 'service' as const, port: 0 } }
const limits = { timeoutMs: 1_000, heapMb: 64, rssMb: 400, cpuSeconds: 30, outputBytes: 1e6 }

describe('a program in Python', () => {
  test('is known by its entry', () => {
    expect(['main.py', 'main.js', 'py'].map(isPython)).toEqual([true, false, false])
  })

  test('runs as a service, behind the walls of tier 2, where there is a python3; else it is said why not', () => {
    expect(whyNoPython(service, 2, '/usr/bin/python3')).toBeNull()
    expect(whyNoPython(service, 1, '/usr/bin/python3')).toBe('a Python service needs sandbox tier 2: install bwrap')
    expect(whyNoPython(service, 2, null)).toBe('there is no python3 on this machine: install it, or ask for the worker in JavaScript')
    expect(whyNoPython({ work: { mode: 'script', args: [], stdin: '' } }, 2, '/usr/bin/python3')).toMatch(/runs as a service, not as a script/)
  })

  test('that is refused has the record of any run, and never a process', async () => {
    const sandbox = openSandbox({ tier: 1 })
    const run = sandbox.start({ files: { 'main.py': 'print(1)' }, entry: 'main.py', limits, network: 'loopback', ...service })
    expect([run.pid(), run.signal('SIGTERM')]).toEqual([null, false])
    const { record } = await run.ended
    expect(runRecordSchema.parse(record)).toMatchObject({ pid: null, tier: 1, failure: { name: 'SandboxError', message: 'a Python service needs sandbox tier 2: install bwrap' } })
    expect(await run.stop('stopped')).toEqual(await run.ended)
    await sandbox.close()
  })
})
