import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadOrganisms } from '../../lib/core/load-organisms.ts'

let root: string
beforeAll(() => { root = mkdtempSync(join(tmpdir(), 'organisms-')) })
afterAll(() => rmSync(root, { recursive: true }))

const manifest = { kind: 'task', title: 'Doubler', teaches: 'Two.', entry: 'organism.js' }
const spec = `export const spec = {
  task: { generate: () => null }, examples: [], properties: [], fitness: () => 0,
  limits: { timeoutMs: 1, heapMb: 1, rssMb: 1, cpuSeconds: 1, outputBytes: 1 },
}`

let count = 0
/** A folder of organisms; null leaves a file out. */
async function load(folders: Record<string, Record<string, string | object | null>>) {
  const dir = join(root, String(count += 1))
  for (const [folder, changes] of Object.entries(folders)) {
    mkdirSync(join(dir, folder), { recursive: true })
    for (const [name, content] of Object.entries({ 'organism.json': manifest, 'organism.js': 'export const perform = () => 1', 'spec.ts': spec, ...changes })) {
      if (content !== null) writeFileSync(join(dir, folder, name), typeof content === 'string' ? content : JSON.stringify(content))
    }
  }
  const { organisms, refused } = await loadOrganisms(dir)
  return { organisms, refused, errors: refused.map(({ error }) => error) }
}

test('every folder is an organism, in the order of their names, with the files that it lists', async () => {
  const { organisms, refused } = await load({ bee: { 'organism.json': { ...manifest, files: ['organism.js', 'more.js'] }, 'more.js': 'more' }, ant: {}, '.hidden': {} })
  expect(refused).toEqual([])
  expect(organisms.map(({ id, files }) => [id, Object.keys(files)])).toEqual([['ant', ['organism.js']], ['bee', ['organism.js', 'more.js']]])
  expect(organisms[0]?.manifest).toMatchObject({ pulseMs: 1500, probationPulses: 3, budget: { periodMs: 60_000 } })
  expect(organisms[0]?.specHash).toMatch(/^[0-9a-f]{64}$/)
})

test('no folder at all is no organism', async () => {
  expect(await loadOrganisms(join(root, 'nowhere'))).toEqual({ organisms: [], refused: [] })
})

test('a broken one is named with its error, and the others are taken', async () => {
  const { organisms, refused } = await load({ good: {}, bad: { 'organism.json': '{' } })
  expect(organisms.map(({ id }) => id)).toEqual(['good'])
  expect(refused.map(({ folder }) => folder)).toEqual(['bad'])
})

describe('what is wrong is said in one line that names the place', () => {
  test.each<[string, Record<string, string | object | null>, RegExp]>([
    ['no manifest', { 'organism.json': null }, /^organism\.json is missing or cannot be read$/],
    ['a manifest that is no JSON', { 'organism.json': '{ "kind": ' }, /^organism\.json is not JSON: /],
    ['a manifest that is no object', { 'organism.json': '[]' }, /^organism\.json: the whole: /],
    ['an unknown kind', { 'organism.json': { ...manifest, kind: 'virus' } }, /^organism\.json: kind: /],
    ['a field that there is not', { 'organism.json': { ...manifest, colour: 'red' } }, /^organism\.json: the whole: .*colour/],
    ['a number out of range', { 'organism.json': { ...manifest, budget: { restarts: -1, periodMs: 1000 } } }, /^organism\.json: budget\.restarts: /],
    ['a way out of the folder', { 'organism.json': { ...manifest, entry: '../organism.js' } }, /^organism\.json: entry: a relative path/],
    ['an absolute path', { 'organism.json': { ...manifest, files: ['organism.js', '/etc/passwd'] } }, /^organism\.json: files\.1: /],
    ['an entry that is not listed', { 'organism.json': { ...manifest, files: ['other.js'] }, 'other.js': '' }, /files does not list the entry organism\.js/],
    ['a listed file that is not there', { 'organism.json': { ...manifest, files: ['organism.js', 'other.js'] } }, /^other\.js is missing/],
    ['no entry', { 'organism.js': null }, /^organism\.js is missing/],
    ['no spec', { 'spec.ts': null }, /^spec\.ts is missing/],
    ['a spec that does not parse', { 'spec.ts': 'export const spec = {' }, /^spec\.ts cannot be loaded: /],
    ['a spec that throws', { 'spec.ts': 'throw new Error("not today")' }, /^spec\.ts cannot be loaded: not today/],
    ['a spec without a spec', { 'spec.ts': 'export const other = 1' }, /^spec\.ts: spec\.?: /],
    ['a limit that is missing', { 'spec.ts': spec.replace('heapMb: 1, ', '') }, /^spec\.ts: spec\.limits\.heapMb: /],
    ['a limit of nothing', { 'spec.ts': spec.replace('timeoutMs: 1', 'timeoutMs: 0') }, /^spec\.ts: spec\.limits\.timeoutMs: /],
    ['a property without a check', { 'spec.ts': spec.replace('properties: []', 'properties: [{ name: "x" }]') }, /^spec\.ts: spec\.properties\.0\.check: /],
    ['no fitness', { 'spec.ts': spec.replace('fitness: () => 0,', '') }, /^spec\.ts: spec\.fitness: /],
  ])('%s', async (_what, changes, message) => {
    const { organisms, errors } = await load({ ant: changes })
    expect(organisms).toEqual([])
    expect(errors).toEqual([expect.stringMatching(message)])
    // How a syntax error is worded is for whoever loads the spec.
    if (!message.source.includes('cannot be loaded')) expect(errors[0]).not.toContain('\n')
  })

  test('a folder whose name is none for an organism', async () => {
    expect((await load({ 'Ant Hill': {} })).errors).toEqual(['the folder\'s name must be lower-case letters, digits and dashes, beginning with a letter'])
  })
})
