import { applyPatch, parsePatch } from 'diff'
import fc from 'fast-check'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { GenomeDamagedError, RequestInvalidError, UnknownGenomeError } from '../../../lib/contract/errors.ts'
import { genomeSchema, type GenomeFiles } from '../../../lib/contract/genome.ts'
import { openGenomes } from '../../../lib/store/genomes/open-genomes.ts'
import { genomesFolder, type GenomesFolder } from './genomes-folder.ts'

let house: GenomesFolder
beforeEach(() => {
  house = genomesFolder()
})
afterEach(() => house.cleanup())

const text = fc.array(fc.constantFrom('a', 'b', 'const x = 1', '', '\\ No newline', '--- a', '+', 'é\r')).map((lines) => lines.join('\n'))
const anyFiles = fc.dictionary(fc.constantFrom('a.js', 'b/c.js', 'b/d.js', 'e'), text, { minKeys: 1, noNullPrototype: true })

describe('versions', () => {
  test('are complete, readable folders with a record of their own', async () => {
    const genome = await house.add({ 'organism.js': 'one\ntwo\n', 'lib/b.js': 'three' })
    expect(genome).toEqual(genomeSchema.parse(genome))
    expect(genome).toMatchObject({ id: 'ant.g0001', version: 1, added: 3, removed: 0, createdAt: 1234, reason: 'As found!' })
    const folder = join(house.root, 'ant', 'g0001-seed-as-found')
    expect(readFileSync(join(folder, 'lib/b.js'), 'utf8')).toBe('three')
    expect(JSON.parse(readFileSync(join(folder, 'genome.json'), 'utf8'))).toEqual(genome)
    expect(readdirSync(join(house.root, 'ant'))).toEqual(['g0001-seed-as-found'])
    expect(house.genomes.read('ant.g0001')).toEqual(genome)
    expect(house.genomes.list('ant')).toEqual([genome])
    expect(house.genomes.damage('ant')).toEqual([])
  })

  test('give back any files, and the same content has the same hash', async () => {
    await fc.assert(fc.asyncProperty(anyFiles, async (files) => {
      const [one, two] = [await house.add(files), await house.add(Object.fromEntries(Object.entries(files).reverse()))]
      expect(house.genomes.files(one.id)).toEqual(files)
      expect(two.hash).toBe(one.hash)
      const other = await house.add({ ...files, 'new.js': '' })
      expect(other.hash).not.toBe(one.hash)
    }), { numRuns: 8 })
    expect(house.genomes.damage('ant')).toEqual([])
  })

  test('count up, also when added at once or when an older one is damaged', async () => {
    const added = await Promise.all(['a', 'b', 'c'].map((reason) => house.add({ a: reason }, { reason })))
    expect(added.map(({ version }) => version)).toEqual([1, 2, 3])
    rmSync(join(house.folderOf('ant.g0003'), 'genome.json'))
    const next = await house.add({ a: 'd' }, { parents: ['ant.g0003'] })
    expect(next).toMatchObject({ version: 4, added: 1, removed: 0 })
    expect(house.genomes.list('ant').map(({ version }) => version)).toEqual([1, 2, 4])
  })

  test('count their lines against the first parent', async () => {
    await house.add({ a: 'one\ntwo\nthree\n', gone: 'x\n' })
    await house.add({ a: 'other' })
    expect(await house.add({ a: 'one\n2\nthree\nfour\n' }, { parents: ['ant.g0001', 'ant.g0002'] })).toMatchObject({ added: 2, removed: 2 })
  })

  test('keep long words in one short line', async () => {
    const genome = await house.add({ a: '' }, { reason: `../../Über\nalles ${'x'.repeat(500)}`, origin: 'chaos' })
    expect(genome.reason).toHaveLength(300)
    expect(genome.reason).not.toContain('\n')
    expect(readdirSync(join(house.root, 'ant'))).toEqual([expect.stringMatching(/^g0001-chaos-ber-alles-x{29}$/)])
  })

  test.each([
    ['no file', {}], ['a way out', { '../a': '' }], ['an absolute path', { '/a': '' }], ['a folder', { 'a/': '' }], ['an empty step', { 'a//b': '' }],
    ['its own record', { 'Genome.json': '' }], ['a file that is a folder', { a: '', 'a/b': '' }], ['names that differ in case', { a: '', A: '' }],
    ['a prototype', Object.fromEntries([['__proto__', '']])], ['a backslash', { 'a\\b': '' }], ['NUL', { 'a\0': '' }],
  ])('with %s are refused, and leave nothing', async (_what, files: GenomeFiles) => {
    await expect(house.add(files)).rejects.toThrow(RequestInvalidError)
    expect(existsSync(join(house.root, 'ant'))).toBe(false)
  })

  test('of strange organisms and parents are refused', async () => {
    await expect(house.add({ a: '' }, { organism: '../ant' })).rejects.toThrow(RequestInvalidError)
    await expect(house.add({ a: '' }, { parents: ['ant.g0009'] })).rejects.toThrow(UnknownGenomeError)
    expect(readdirSync(house.root)).toEqual([])
  })

  test('that nobody knows', () => {
    for (const id of ['ant.g0001', 'ant', '../ant.g0001', '', '.g0001']) {
      expect(() => house.genomes.read(id)).toThrow(UnknownGenomeError)
      expect(() => house.genomes.files(id)).toThrow(UnknownGenomeError)
    }
    expect([house.genomes.list('ant'), house.genomes.list('..'), house.genomes.damage('..'), house.genomes.current('..')]).toEqual([[], [], [], null])
  })
})

describe('the live version', () => {
  test('is the one that was set last', async () => {
    expect(house.genomes.current('ant')).toBeNull()
    await house.add({ a: '1' })
    await house.add({ a: '2' })
    await Promise.all([house.genomes.setCurrent('ant.g0002'), house.genomes.setCurrent('ant.g0001')])
    expect(house.genomes.current('ant')).toBe('ant.g0001')
    expect(readFileSync(join(house.root, 'ant/CURRENT'), 'utf8')).toBe('ant.g0001\n')
    await expect(house.genomes.setCurrent('ant.g0003')).rejects.toThrow(UnknownGenomeError)
    expect(house.genomes.current('ant')).toBe('ant.g0001')
  })

  test.each(['', 'nonsense', 'ant.g0009', 'bee.g0001', '../../etc/passwd'])('is not guessed where CURRENT says %j', async (content) => {
    await house.add({ a: '' })
    await house.add({ a: '' }, { organism: 'bee' })
    writeFileSync(join(house.root, 'ant/CURRENT'), content)
    expect(() => house.genomes.current('ant')).toThrow(GenomeDamagedError)
  })

  test('is not guessed where CURRENT is a folder', async () => {
    await house.add({ a: '' })
    mkdirSync(join(house.root, 'ant/CURRENT'))
    expect(() => house.genomes.current('ant')).toThrow(GenomeDamagedError)
  })
})

describe('damage', () => {
  const cases: [string, (folder: string) => void, { file: string; what: RegExp }][] = [
    ['changed', (folder) => writeFileSync(join(folder, 'a.js'), 'other'), { file: 'a.js', what: /changed/ }],
    ['truncated', (folder) => truncateSync(join(folder, 'a.js'), 3), { file: 'a.js', what: /changed: its 3 bytes/ }],
    ['emptied', (folder) => truncateSync(join(folder, 'a.js'), 0), { file: 'a.js', what: /truncated to nothing/ }],
    ['missing', (folder) => rmSync(join(folder, 'lib/b.js')), { file: 'lib/b.js', what: /missing/ }],
    ['a link', (folder) => {
      rmSync(join(folder, 'a.js'))
      symlinkSync('/etc/hostname', join(folder, 'a.js'))
    }, { file: 'a.js', what: /not a plain file/ }],
    ['extra', (folder) => writeFileSync(join(folder, 'lib/c.js'), ''), { file: 'lib/c.js', what: /not in genome.json/ }],
    ['no record', (folder) => rmSync(join(folder, 'genome.json')), { file: 'genome.json', what: /missing/ }],
    ['half a record', (folder) => truncateSync(join(folder, 'genome.json'), 40), { file: 'genome.json', what: /no JSON/ }],
    ['a poor record', (folder) => writeFileSync(join(folder, 'genome.json'), '{"id":"ant.g0001"}'), { file: 'genome.json', what: /no record of a genome/ }],
    ['a forged record', (folder) => edit(folder, (text) => text.replace(/"a\.js": "../, '"a.js": "00')), { file: 'genome.json', what: /do not come to its hash/ }],
    ['a record of another', (folder) => edit(folder, (text) => text.replace('"ant.g0001"', '"ant.g0002"')), { file: 'genome.json', what: /says it is ant.g0002/ }],
    ['a record that reaches out', (folder) => edit(folder, (text) => text.replace('"a.js"', '"../a.js"')), { file: 'genome.json', what: /no record|plain relative/ }],
  ]
  const edit = (folder: string, change: (text: string) => string) =>
    writeFileSync(join(folder, 'genome.json'), change(readFileSync(join(folder, 'genome.json'), 'utf8')))

  test.each(cases)('is named: %s', async (_name, damage, { file, what }) => {
    await house.add({ 'a.js': 'one\n', 'lib/b.js': 'two\n' })
    await house.add({ 'a.js': 'sound' })
    damage(house.folderOf('ant.g0001'))
    expect(house.genomes.damage('ant')).toEqual([{ genome: 'ant.g0001', file, what: expect.stringMatching(what) }])
    expect(house.genomes.files('ant.g0002')).toEqual({ 'a.js': 'sound' })
    if (!/extra/.test(_name)) {
      expect(() => house.genomes.files('ant.g0001')).toThrow(GenomeDamagedError)
      expect(() => house.genomes.files('ant.g0001')).toThrow(file)
    }
  })

  test('is a second folder of one version', async () => {
    await house.add({ 'a.js': '' })
    cpSync(house.folderOf('ant.g0001'), join(house.root, 'ant', 'g0001-seed-copy'), { recursive: true })
    expect(house.genomes.damage('ant')).toEqual([{ genome: 'ant.g0001', file: join('ant', 'g0001-seed-copy'), what: expect.stringMatching(/second folder/) }])
  })
})

describe('what dead processes left', () => {
  const leave = (name: string) => mkdirSync(join(house.root, 'ant', name), { recursive: true })

  test('is swept when the store opens; what may still be written is not', async () => {
    await house.add({ a: '' })
    const uuid = '00000000-0000-4000-8000-000000000000'
    leave(`.tmp-999999999-${uuid}-1`)
    leave(`.tmp-${process.pid}-${uuid}-1`)
    leave(`.tmp-1-${uuid}-1`)
    leave('.tmp-mine')
    openGenomes(house.root)
    expect(readdirSync(join(house.root, 'ant')).sort()).toEqual([`.tmp-1-${uuid}-1`, '.tmp-mine', 'g0001-seed-as-found'])
  })

  test('opening makes nothing', () => {
    const nowhere = join(house.root, 'nowhere')
    expect(openGenomes(nowhere).list('ant')).toEqual([])
    expect(existsSync(nowhere)).toBe(false)
  })
})

describe('diff', () => {
  test('applied to one version gives the other', async () => {
    await fc.assert(fc.asyncProperty(anyFiles, anyFiles, async (before, after) => {
      const [from, to] = [await house.add(before), await house.add(after)]
      const patched: GenomeFiles = { ...before }
      for (const patch of parsePatch(house.genomes.diff(from.id, to.id))) {
        const path = (patch.isDelete ? patch.oldFileName : patch.newFileName)?.slice(2) ?? ''
        const result = applyPatch(before[path] ?? '', patch)
        if (patch.isDelete) delete patched[path]
        else patched[path] = result === false ? 'does not apply' : result
      }
      expect(patched).toEqual(after)
    }), { numRuns: 25 })
  })

  test('is written as git writes it', async () => {
    await house.add({ 'a.js': 'one\ntwo', 'old.js': 'x\n', same: 's' })
    await house.add({ 'a.js': 'one\n2\n', 'new.js': 'y', same: 's' })
    expect(house.genomes.diff('ant.g0001', 'ant.g0002')).toBe(`diff --git a/a.js b/a.js
--- a/a.js
+++ b/a.js
@@ -1,2 +1,2 @@
 one
-two
\\ No newline at end of file
+2
diff --git a/new.js b/new.js
new file mode 100644
--- /dev/null
+++ b/new.js
@@ -0,0 +1,1 @@
+y
\\ No newline at end of file
diff --git a/old.js b/old.js
deleted file mode 100644
--- a/old.js
+++ /dev/null
@@ -1,1 +0,0 @@
-x
`)
    expect(house.genomes.diff('ant.g0001', 'ant.g0001')).toBe('')
  })

  test('of large files that share nothing ends, and still applies', async () => {
    const lines = (word: string) => Array.from({ length: 30_000 }, (_, number) => `${word}${number}`).join('\n')
    await house.add({ a: lines('x') })
    await house.add({ a: lines('y') })
    const diff = house.genomes.diff('ant.g0001', 'ant.g0002')
    expect(applyPatch(lines('x'), diff)).toBe(lines('y'))
  })
})
