import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { handEdits, keepEdits } from '../../lib/app-folder/hand-edits.ts'
import { filesInForce, readRegistry, readTests, componentBefore } from '../../lib/app-folder/read-app.ts'
import { rollBack, writeIteration, type Change, type Part } from '../../lib/app-folder/write-iteration.ts'
import { AppInvalidError } from '../../lib/contract/errors.ts'
import type { Registry } from '../../lib/contract/factory/registry.ts'
import { scenarioSchema } from '../../lib/contract/factory/scenario.ts'

let root = ''
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'app-folder-')) })
afterEach(() => rmSync(root, { recursive: true, force: true }))

const name = { app: 'zoo', title: 'Zoo', language: 'en' as const }
const scenario = (id: string, of: string, iteration = 1) => scenarioSchema.parse({ id, title: id, of, iteration, steps: [{ ask: of, path: '/health', expect: { status: 200 } }] })
const part = (id: string, files: Record<string, string>, more: Partial<Part['component']> = {}): Part => ({ component: { id, layer: 'backend', language: 'javascript', title: id, needs: [], keepsData: true, ...more }, files, port: 4_100 })
const change = (parts: Part[], more: Partial<Change> = {}): Change => ({ kind: 'feature', why: 'a zoo', slug: 'zoo', at: new Date(0), parts, tests: { scenarios: [scenario('lions', 'lions')], changes: [] }, ...more })
const first = (): Promise<Registry> => writeIteration(root, name, null, change([part('lions', { 'main.js': 'roar()\n', 'http.js': 'listen()\n' }), part('web', { 'main.js': 'show()\n' }, { layer: 'frontend', needs: ['lions'], keepsData: false })]))
const lionsOf = (registry: Registry) => registry.components.find(({ id }) => id === 'lions')!

describe('an iteration', () => {
  test('holds what was written, and the registry says which text of each file is in force', async () => {
    const registry = await first()
    expect(readRegistry(root)).toEqual(registry)
    expect(readdirSync(join(root, 'iterations/iter_001_zoo')).toSorted()).toEqual(['backend', 'deployment', 'frontend', 'registry.yaml', 'test.yaml'])
    expect(readFileSync(join(root, 'iterations/iter_001_zoo/deployment/docker-compose.yml'), 'utf8')).toBe(readFileSync(join(root, 'docker-compose.yml'), 'utf8'))
    expect(filesInForce(root, registry, lionsOf(registry))).toEqual({ 'main.js': 'roar()\n', 'http.js': 'listen()\n' })
    expect(readTests(root, registry).scenarios.map(({ id }) => id)).toEqual(['lions'])
    for (const script of ['gen.sh', 'run.sh']) expect(statSync(join(root, script)).mode & 0o111).toBe(0o111)
  })

  test('after the first holds only what changed, and touches no earlier one', async () => {
    const before = await first()
    const old = readFileSync(join(root, 'iterations/iter_001_zoo/backend/lions/main.js'), 'utf8')
    const registry = await writeIteration(root, name, before, change([part('lions', { 'main.js': 'purr()\n' })], { kind: 'patch', slug: 'patch' }))
    expect(readdirSync(join(root, 'iterations/iter_002_patch/backend/lions'))).toEqual(['main.js'])
    expect(readFileSync(join(root, 'iterations/iter_001_zoo/backend/lions/main.js'), 'utf8')).toBe(old)
    expect(filesInForce(root, registry, lionsOf(registry))).toEqual({ 'main.js': 'purr()\n', 'http.js': 'listen()\n' })
    expect(lionsOf(registry)).toMatchObject({ iteration: 2, path: 'iterations/iter_002_patch/backend/lions', port: 4_100 })
    expect(lionsOf(registry).hash).not.toBe(lionsOf(before).hash)
  })

  test('is mounted file by file in docker-compose.yml, with limits and without privileges', async () => {
    await writeIteration(root, name, await first(), change([part('lions', { 'main.js': 'purr()\n' })], { kind: 'patch', slug: 'patch' }))
    const { services, volumes } = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8')) as { services: Record<string, Record<string, unknown>>; volumes: object }
    expect(services['lions']!['volumes']).toEqual([
      './iterations/iter_002_patch/backend/lions/main.js:/app/main.js:ro', './iterations/iter_001_zoo/backend/lions/http.js:/app/http.js:ro', 'lions-data:/data',
    ])
    expect(services['lions']).toMatchObject({ cap_drop: ['ALL'], read_only: true, security_opt: ['no-new-privileges:true'], pids_limit: 128, healthcheck: { retries: 5 } })
    expect(services['lions']).not.toHaveProperty('ports')
    expect(services['web']).toMatchObject({ ports: ['127.0.0.1:4100:8080'], depends_on: { lions: { condition: 'service_healthy' } }, environment: { PEER_LIONS: 'http://lions:8080', PROBES: 'none' } })
    expect(JSON.stringify(services)).not.toContain('SECRET')
    expect(volumes).toEqual({ 'lions-data': {} })
  })

  test('that was broken off before the registry is not in force, and its number is not given again', async () => {
    const before = await first()
    mkdirSync(join(root, 'iterations/iter_002_half'))
    const tests = parse(readFileSync(join(root, 'test.yaml'), 'utf8')) as { scenarios: object[] }
    writeFileSync(join(root, 'test.yaml'), JSON.stringify({ ...tests, scenarios: [...tests.scenarios, scenario('tigers', 'tigers', 2)] }))
    expect(readTests(root, before).scenarios.map(({ id }) => id)).toEqual(['lions'])
    expect((await writeIteration(root, name, before, change([], { slug: 'next' }))).inForce).toBe(3)
  })

  test('that the disk does not take leaves the app as it was', async () => {
    const before = await first()
    rmSync(join(root, 'docker-compose.yml'))
    mkdirSync(join(root, 'docker-compose.yml/not-a-file'), { recursive: true })
    await expect(writeIteration(root, name, before, change([part('lions', { 'main.js': 'purr()\n' })], { kind: 'patch', slug: 'patch' }))).rejects.toThrow(/The app is as it was/)
    expect(readRegistry(root)).toEqual(before)
    expect(filesInForce(root, before, lionsOf(before))['main.js']).toBe('roar()\n')
  })
})

describe('an edit by hand', () => {
  test('is seen by its hash, and only it', async () => {
    const registry = await first()
    expect(handEdits(root, registry)).toEqual([])
    writeFileSync(join(root, 'iterations/iter_001_zoo/backend/lions/main.js'), 'roarLouder()\n')
    expect(handEdits(root, registry).map(({ component, files }) => [component.id, files])).toEqual([['lions', { 'main.js': 'roarLouder()\n' }]])
  })

  test('becomes an iteration of its own, and the one that it was made in is as it was', async () => {
    const place = join(root, 'iterations/iter_001_zoo/backend/lions/main.js')
    const one = await first()
    writeFileSync(place, 'roarLouder()\n')
    const two = await keepEdits(root, one, new Date(0))
    expect(two.iterations.at(-1)).toMatchObject({ number: 2, kind: 'manual', why: 'edited by hand: lions/main.js' })
    expect(filesInForce(root, two, lionsOf(two))['main.js']).toBe('roarLouder()\n')
    expect(readFileSync(place, 'utf8')).toBe('roar()\n')
    expect(await keepEdits(root, two, new Date(0))).toBe(two)
    expect(await componentBefore(root, two, lionsOf(two))).toEqual({ hash: lionsOf(one).hash, files: { 'main.js': 'roar()\n', 'http.js': 'listen()\n' } })
    // Whoever goes on where they began is heard as well.
    writeFileSync(place, 'roarLoudest()\n')
    const three = await keepEdits(root, two, new Date(0))
    expect(filesInForce(root, three, lionsOf(three))['main.js']).toBe('roarLoudest()\n')
  })

  test('is kept where the copy of what was there before is gone', async () => {
    const one = await first()
    rmSync(join(root, '.ouroboros'), { recursive: true })
    writeFileSync(join(root, 'iterations/iter_001_zoo/backend/lions/main.js'), 'roarLouder()\n')
    const two = await keepEdits(root, one, new Date(0))
    expect(filesInForce(root, two, lionsOf(two))['main.js']).toBe('roarLouder()\n')
    expect(await componentBefore(root, two, lionsOf(two))).toBeNull()
    expect(await keepEdits(root, two, new Date(0))).toBe(two)
  })
})

describe('going back', () => {
  test('puts texts and tests of then in force, as an iteration of its own', async () => {
    const one = await first()
    const two = await writeIteration(root, name, one, change([part('lions', { 'main.js': 'purr()\n' }), part('tigers', { 'main.js': 'hiss()\n' })], { slug: 'tigers', tests: { scenarios: [scenario('lions', 'lions'), scenario('tigers', 'tigers', 2)], changes: [] } }))
    const back = await rollBack(root, two, 1, new Date(0))
    expect(back).toMatchObject({ inForce: 3, iterations: [{ number: 1 }, { number: 2 }, { number: 3, kind: 'rollback', to: 1, from: 2 }] })
    expect(back.components.map(({ id }) => id)).toEqual(['lions', 'web'])
    expect(filesInForce(root, back, lionsOf(back))['main.js']).toBe('roar()\n')
    expect(readTests(root, back).scenarios.map(({ id }) => id)).toEqual(['lions'])
    expect(existsSync(join(root, 'iterations/iter_002_tigers/backend/tigers/main.js'))).toBe(true)
    // And forward again.
    const forth = await rollBack(root, back, 2, new Date(0))
    expect(forth.components.map(({ id }) => id)).toEqual(['lions', 'web', 'tigers'])
  })

  test('to what never was is refused', async () => {
    await expect(rollBack(root, await first(), 7, new Date(0))).rejects.toThrow('There is no iteration 7; there are 1.')
  })
})

describe('what cannot be read is said, with where', () => {
  const wrong = (work: () => unknown): string => {
    try {
      work()
    } catch (error) {
      if (error instanceof AppInvalidError) return error.message
      throw error
    }
    throw new Error('it was read')
  }

  test('no app is no error', () => {
    expect(readRegistry(root)).toBeNull()
  })

  test.each([
    ['no YAML', (text: string) => text.replace('app: zoo', 'app: [zoo'), /is not YAML: /],
    ['a name of another kind', (text: string) => text.replace('app: zoo', 'app: ../zoo'), /is not right at app: small letters/],
    ['a missing part', (text: string) => text.replace('title: Zoo', ''), /is not right at title: /],
    ['a need that is not there', (text: string) => text.replace('- lions', '- bears'), /web needs bears, which is not there/],
    ['an iteration that is not listed', (text: string) => text.replace('inForce: 1', 'inForce: 4'), /iteration 4 is in force and not listed/],
    ['two of one name', (text: string) => text.replace('id: web', 'id: lions'), /two components have one id/],
    ['a path that leads away', (text: string) => text.replace('http.js:', '../../http.js:'), /is not right at components/],
  ])('a registry with %s', async (_what, spoil, message) => {
    await first()
    writeFileSync(join(root, 'registry.yaml'), spoil(readFileSync(join(root, 'registry.yaml'), 'utf8')))
    expect(wrong(() => readRegistry(root))).toMatch(message)
  })

  test('tests of a component that is not there, and a bomb of aliases', async () => {
    const registry = await first()
    const text = readFileSync(join(root, 'test.yaml'), 'utf8')
    writeFileSync(join(root, 'test.yaml'), text.replace('ask: lions', 'ask: bears'))
    expect(wrong(() => readTests(root, registry))).toContain('asks bears, and there is no such component')
    writeFileSync(join(root, 'test.yaml'), `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nscenarios: [*c,*c,*c,*c]\n`)
    expect(wrong(() => readTests(root, registry))).toContain('test.yaml')
    rmSync(join(root, 'test.yaml'))
    expect(wrong(() => readTests(root, registry))).toContain('is missing')
  })

  test('a file in force that is gone', async () => {
    const registry = await first()
    rmSync(join(root, 'iterations/iter_001_zoo/backend/lions/http.js'))
    expect(wrong(() => filesInForce(root, registry, lionsOf(registry)))).toMatch(/http\.js is missing, and in force/)
  })
})

test('a folder that is a link is written where it leads', async () => {
  const target = mkdtempSync(join(tmpdir(), 'app-folder-target-'))
  const link = join(root, 'link')
  symlinkSync(target, link)
  await writeIteration(link, name, null, change([part('lions', { 'main.js': 'roar()\n' })]))
  expect(readRegistry(target)?.app).toBe('zoo')
  rmSync(target, { recursive: true })
})
