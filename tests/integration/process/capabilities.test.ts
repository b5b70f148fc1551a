import { describe, expect, it } from 'vitest'
import { pickTier, probeCapabilities, type Capability } from '../../../lib/process/capabilities.ts'

describe('capabilities', () => {
  it('are each found out, with a reason where one is missing', async () => {
    const found = await probeCapabilities()
    expect(found.map(({ id }) => id)).toEqual(['permission', 'heap-cap', 'proc', 'bwrap', 'pid-namespace', 'prlimit', 'parent-death', 'cgroup-v2', 'docker', 'python'])
    for (const { ok, why, label } of found) {
      expect(label).not.toBe('')
      if (!ok) expect(why).toBeTruthy()
    }
    // Without these there is no sandbox worth the name, on any machine.
    for (const id of ['permission', 'heap-cap']) expect(found.find((capability) => capability.id === id)).toMatchObject({ ok: true })
  })

  it('decide the tier: the second only where all that makes it was seen to work', () => {
    const capability = (id: string, ok: boolean): Capability => ({ id, label: id, ok, why: null, fix: null })
    const all = [capability('permission', true), capability('bwrap', true), capability('pid-namespace', true)]
    expect(pickTier(all)).toBe(2)
    expect(pickTier(all, 1)).toBe(1)
    expect(pickTier([capability('bwrap', true), capability('pid-namespace', false)])).toBe(1)
    expect(pickTier([capability('bwrap', false), capability('pid-namespace', true)], 2)).toBe(1)
    expect(pickTier([])).toBe(1)
  })
})
