import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'
import { emptyView, reduceView } from '../../../lib/contract/view.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { startChild } from './child.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ouroboros-kill-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a core that is killed at any moment, again and again, has lost nothing that it acknowledged', async () => {
  const path = join(folder, 'ledger.sqlite')
  const acknowledged: string[] = []
  const moments = fc.sample(fc.nat(400), { seed: 20, numRuns: 20 })
  for (const [life, moment] of moments.entries()) {
    const core = startChild('append-forever.ts', [path])
    await core.said(1 + moment)
    await core.kill()
    expect(core.lines[0]).toBe(`epoch ${life + 1}`)
    acknowledged.push(...core.lines.slice(1))
  }
  const readers = openReaders(path)
  expect(acknowledged.length).toBeGreaterThan(1000)
  expect(checkHistory(readers, { acknowledgedEvents: acknowledged })).toEqual([])
  const events = readers.events({ limit: 1_000_000 })
  // A call's two events are there together or not at all.
  for (const kind of ['pulse-end', 'log-chunk']) expect(events.filter((event) => event.kind === kind)).toHaveLength(events.length / 2)
  expect(readers.view()).toEqual(events.reduce(reduceView, emptyView))
  readers.close()
})
