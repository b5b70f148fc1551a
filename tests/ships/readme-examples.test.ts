// What the README says to copy does what it says there, in a checkout where it was pasted.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../lib/chaos/random.ts'
import { rootDir } from '../../lib/config.ts'
import type { CodeFault } from '../../lib/contract/fault.ts'
import type { Organism } from '../../lib/contract/spec.ts'
import { loadOrganisms } from '../../lib/core/load-organisms.ts'
import { proveSource } from '../organism/prove-source.ts'

const readme = readFileSync(join(rootDir, 'README.md'), 'utf8')
// A path in backticks, whatever the sentence goes on to say, and the block after it.
const blocks = [...readme.matchAll(/`((?:organism|lib)\/[\w./-]+\.\w+)`[^\n]*:\n\n```\w+\n([\s\S]*?)^```$/gm)].map(([, path, text]) => ({ path: path!, text: text! }))

let checkout: string
let organism: Organism
beforeAll(async () => {
  checkout = realpathSync(mkdtempSync(join(tmpdir(), 'ouroboros-readme-')))
  for (const name of ['contract', 'chaos']) cpSync(join(rootDir, 'lib', name), join(checkout, 'lib', name), { recursive: true })
  symlinkSync(join(rootDir, 'node_modules'), join(checkout, 'node_modules'))
  writeFileSync(join(checkout, 'package.json'), '{"type":"module"}')
  for (const { path, text } of blocks) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true })
    writeFileSync(join(checkout, path), text)
  }
  const { organisms, refused } = await loadOrganisms(join(checkout, 'organism'))
  expect(refused).toEqual([])
  organism = organisms[0]!
})
afterAll(() => rmSync(checkout, { recursive: true, force: true }))

const prove = (files = organism.files) => proveSource({ ...organism, files }, { inputs: 60, seed: 1 })
const source = (): string => organism.files[organism.manifest.entry]!

test('there are the three files of an organism, and a fault', () => {
  expect(blocks.map(({ path }) => path)).toEqual([
    'organism/roman-numerals/organism.json', 'organism/roman-numerals/organism.js', 'organism/roman-numerals/spec.ts', 'lib/chaos/code/assignment.ts',
  ])
})

test('the organism does what its spec asks', async () => {
  expect(await prove()).toBeNull()
})

test.each([
  ['a wrong row', '[90, \'XC\']', '[90, \'CX\']', /reads? back|is \d+, not|expected|example/],
  ['a boundary', 'rest >= value', 'rest > value', /./],
  ['a refusal forgotten', 'number > 3999', 'number > 9999', /too large|refuse/],
])('its spec notices %s', async (_what, good, broken, reason) => {
  expect(source()).toContain(good)
  expect(await prove({ [organism.manifest.entry]: source().replace(good, broken) })).toMatch(reason)
})

test('the fault breaks an organism in the way that it says', async () => {
  const { assignment } = (await import(join(checkout, 'lib/chaos/code/assignment.ts'))) as { assignment: CodeFault }
  const { organisms } = await loadOrganisms(join(rootDir, 'organism'))
  const teller = organisms.find(({ id }) => id === 'bank-teller')!
  const { entry } = teller.manifest
  const mutation = assignment.mutate(teller.files[entry]!, { random: seededRandom(1), intensity: 1 })
  expect(mutation?.summary).toMatch(/^line \d+: `.* === .*` became `.* = .*`$/)
  expect(await proveSource({ ...teller, files: { [entry]: mutation!.source } }, { inputs: 60, seed: 1 })).not.toBeNull()
})
