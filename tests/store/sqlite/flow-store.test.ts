import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FlowUnavailableError } from '../../../lib/contract/errors.ts'
import { openFlowStore } from '../../../lib/store/sqlite/flow-store.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'ouroboros-flow-')) })
afterEach(() => rmSync(folder, { recursive: true }))

test('what is complete is there for whoever opens the file next, until it is forgotten', async () => {
  const path = join(folder, 'app', '.ouroboros', 'flow.db')
  const first = openFlowStore(path)
  expect(await first.done('one')).toEqual({})
  await first.complete('one', 'a', { x: [null] })
  await first.complete('one', 'b', null)
  await first.complete('two', 'a', 'other')
  await first.complete('one', 'a', { x: [1] })
  // Without a word, as one that is killed.
  const second = openFlowStore(path)
  expect(await second.done('one')).toEqual({ a: { x: [1] }, b: null })
  await second.forget('one')
  expect(await first.done('one')).toEqual({})
  expect(await first.done('two')).toEqual({ a: 'other' })
  first.close()
  second.close()
})

test.each<[string, (path: string) => void]>([
  ['is none of ours', (path) => writeFileSync(path, 'a text that somebody has put there\n'.repeat(200))],
  ['is a folder', (path) => mkdirSync(path)],
])('a file that %s is said, with the way out, and left alone', (_what, put) => {
  const path = join(folder, 'flow.db')
  put(path)
  expect(() => openFlowStore(path)).toThrow(FlowUnavailableError)
  expect(() => openFlowStore(path)).toThrow(/cannot be kept in .*flow\.db \(SQLITE_\w+\)\. See to it that there is room, and that it may be written; or remove it/)
  expect(existsSync(path)).toBe(true)
})

test('a folder that cannot be made is said', () => {
  writeFileSync(join(folder, 'app'), '')
  expect(() => openFlowStore(join(folder, 'app', '.ouroboros', 'flow.db'))).toThrow(FlowUnavailableError)
})
