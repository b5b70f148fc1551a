// Every organism that ships does what its spec says, and its spec says what the program must do.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadOrganisms } from '../../lib/core/load-organisms.ts'
import { proveSource } from './prove-source.ts'

const folder = join(import.meta.dirname, '../../organism')
const { organisms, refused } = await loadOrganisms(folder)

test('all of them can be taken in', () => {
  expect(refused).toEqual([])
  expect(organisms.map(({ id, manifest }) => `${id}: ${manifest.kind}`)).toEqual([
    'bank-teller: task', 'beacon: service', 'bubble-sort: task', 'csv-parser: task', 'route-finder: task', 'word-count: script',
  ])
  expect(new Set(organisms.map(({ manifest }) => manifest.pulseMs)).size, 'pulses apart, so that the page does not blink in step').toBe(organisms.length)
})

describe.for(organisms)('$id', (organism) => {
  test('does all that its spec asks', async () => {
    expect(await proveSource(organism, { inputs: organism.manifest.kind === 'script' ? 8 : 60, seed: 1 })).toBeNull()
  }, 60_000)

  test('says what it teaches', () => {
    expect(existsSync(join(folder, organism.id, 'README.md'))).toBe(true)
    expect(organism.spec.examples.length).toBeGreaterThanOrEqual(5)
    expect(organism.spec.throws?.length).toBeGreaterThanOrEqual(4)
  })
})
