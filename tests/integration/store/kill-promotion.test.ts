import fc from 'fast-check'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openGenomes } from '../../../lib/store/genomes/open-genomes.ts'
import { startChild } from './child.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ouroboros-promotion-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('a promotion that is killed at any moment leaves a complete version live, never an older one than was acknowledged', async () => {
  const moments = fc.sample(fc.record({ lines: fc.nat(12), turns: fc.nat(40) }), { seed: 7, numRuns: 20 })
  let live = ''
  for (const { lines, turns } of moments) {
    const core = startChild('promote-forever.ts', [root])
    await core.said(1 + lines)
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
    await core.kill()

    const genomes = openGenomes(root)
    const current = genomes.current('ant')
    const acknowledged = (word: string) => core.lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length + 1))
    live = acknowledged('current').at(-1) ?? live
    expect(genomes.damage('ant')).toEqual([])
    for (const id of acknowledged('added')) expect(genomes.read(id).id).toBe(id)
    // What was on its way when the kill came may have arrived.
    if (live !== '') expect(current !== null && current >= live).toBe(true)
    if (current !== null) expect(Object.keys(genomes.files(current))).toEqual(['lib/part.js', 'organism.js'])
    live = current ?? ''
    const versions = genomes.list('ant').map(({ version }) => version)
    expect(versions).toEqual(versions.map((_, index) => index + 1))
    expect(readdirSync(join(root, 'ant')).filter((name) => name.startsWith('.tmp'))).toEqual([])
  }
  expect(live).not.toBe('')
})
