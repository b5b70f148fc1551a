import fc from 'fast-check'
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ArchiveError, GenomeDamagedError, UnknownGenomeError } from '../../../lib/contract/errors.ts'
import { archiveLimits, exportArchive, readArchive } from '../../../lib/store/genomes/archive.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { genomesFolder, type GenomesFolder } from './genomes-folder.ts'

let house: GenomesFolder
beforeEach(() => {
  house = genomesFolder()
})
afterEach(() => house.cleanup())

const refused = (bytes: Uint8Array, why: RegExp) => {
  expect(() => readArchive(bytes)).toThrow(ArchiveError)
  expect(() => readArchive(bytes)).toThrow(why)
}

/** A sound archive of one version, with some entries changed, taken away (null) or added. */
async function changed(change: Record<string, Zippable[string] | null>): Promise<Uint8Array> {
  const genome = await house.add({ 'a.js': 'one\n', 'lib/b.js': 'two\n' })
  const entries: Zippable = { ...unzipSync(exportArchive(house.genomes, [genome.id])) }
  for (const [name, content] of Object.entries(change)) {
    if (content === null) delete entries[name]
    else entries[name] = content
  }
  return zipSync(entries)
}

describe('an export', () => {
  test('comes back as it was, with the live version named', async () => {
    const one = await house.add({ 'a.js': 'one\n' })
    const two = await house.add({ 'a.js': 'two', 'lib/u.js': 'größe\0' }, { parents: [one.id] })
    await house.genomes.setCurrent(one.id)
    const bytes = exportArchive(house.genomes, 'ant')
    expect(readArchive(bytes)).toEqual({
      meta: { organism: 'ant', main: one.id, genomes: [one, two] },
      files: { [one.id]: house.genomes.files(one.id), [two.id]: house.genomes.files(two.id) },
    })
    expect(exportArchive(house.genomes, [two.id, one.id, two.id])).toEqual(bytes)
    expect(readArchive(exportArchive(house.genomes, [two.id])).meta.main).toBe(two.id)
  })

  test('of an organism takes the newest that fit; asked for by id, all or none', async () => {
    const filler = (size: number) => Buffer.from(Array.from({ length: size / 2 }, (_, index) => (index * 7919 + (index >> 5) * 31) % 251)).toString('hex')
    for (let version = 0; version < 4; version++) await house.add({ a: filler(1_500_000) })
    const all = house.genomes.list('ant').map(({ id }) => id)
    expect(readArchive(exportArchive(house.genomes, 'ant')).meta.genomes.map(({ id }) => id)).toEqual(all.slice(2))
    expect(() => exportArchive(house.genomes, all)).toThrow(ArchiveError)
  })

  test('of nothing, of strangers or of damaged versions is refused', async () => {
    const [ant, bee] = [await house.add({ a: '' }), await house.add({ a: '' }, { organism: 'bee' })]
    expect(() => exportArchive(house.genomes, [])).toThrow(ArchiveError)
    expect(() => exportArchive(house.genomes, 'wasp')).toThrow(ArchiveError)
    expect(() => exportArchive(house.genomes, [ant.id, bee.id])).toThrow(ArchiveError)
    expect(() => exportArchive(house.genomes, ['ant.g0009'])).toThrow(UnknownGenomeError)
    writeFileSync(join(house.folderOf(ant.id), 'a'), 'changed')
    expect(() => exportArchive(house.genomes, [ant.id])).toThrow(GenomeDamagedError)
  })
})

describe('a path trick is refused', () => {
  test.each([
    '../evil.js', '/etc/passwd', 'a\\b.js', 'C:\\evil', 'C:/evil', '..', 'ant.g0001/../evil.js', 'ant.g0001/../../evil.js', 'ant.g0001/./a.js', 'ant.g0001//a.js',
    'ant.g0001/a\0.js', 'ant.g0001/A.js', 'ant.g0001/LIB/b.js', 'ant.g0001/a.js/c', 'ant.g0001/Genome.json', 'ant.g0001/__proto__', 'ant.g0001/con\n', 'ant.g0001/ü.js',
    'ant.g0002/a.js', 'Archive.json',
  ])('%j', async (name) => {
    refused(await changed(Object.fromEntries([[name, strToU8('x')]])), /./)
  })

  test('a symbolic link', async () => {
    const link = await changed({ 'ant.g0001/a.js': [strToU8('one\n'), { os: 3, attrs: 0o120777 << 16 }] })
    refused(link, /link/)
  })

  test('a device', async () => {
    refused(await changed({ 'ant.g0001/a.js': [strToU8('one\n'), { os: 3, attrs: 0o020666 << 16 }] }), /link or a device/)
  })

  test('a plain file that says so is taken, and so are folders', async () => {
    const bytes = await changed({ 'ant.g0001/a.js': [strToU8('one\n'), { os: 3, attrs: 0o100644 << 16 }], 'ant.g0001/lib/': [new Uint8Array(), { os: 3, attrs: 0o040755 << 16 }] })
    expect(readArchive(bytes).files['ant.g0001']).toEqual({ 'a.js': 'one\n', 'lib/b.js': 'two\n' })
  })

  test('one name twice', async () => {
    const bytes = await changed({ 'ant.g0001/x.js': strToU8('one\n') })
    refused(replaceAll(bytes, 'ant.g0001/x.js', 'ant.g0001/a.js'), /twice/)
  })

  test('a name that is another in its own header', async () => {
    const bytes = Buffer.from(await changed({}))
    bytes.write('ant.g0001/z.js', bytes.indexOf('ant.g0001/a.js'))
    refused(bytes, /another name/)
  })
})

function replaceAll(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from)) copy.write(to, at)
  return copy
}

describe('a bomb is refused', () => {
  const zeros = new Uint8Array(archiveLimits.bytes + 1)

  test('that says how large it is', async () => {
    refused(await changed({ 'ant.g0001/a.js': zeros }), /unpack to more/)
  })

  test('that lies about it', async () => {
    const bytes = Buffer.from(await changed({ 'ant.g0001/a.js': zeros }))
    const size = Buffer.alloc(4)
    size.writeUInt32LE(zeros.length)
    for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size)) bytes.writeUInt32LE(10, at)
    refused(bytes, /larger than it says/)
  })

  test('of many small files', async () => {
    refused(await changed(Object.fromEntries(Array.from({ length: 260 }, (_, index) => [`ant.g0001/f${index}`, new Uint8Array()]))), /entries/)
  })

  test('that is large already', () => {
    refused(new Uint8Array(archiveLimits.bytes + 1), /larger than/)
  })
})

describe('content that is not what was exported is refused', () => {
  test.each<[string, Record<string, Uint8Array | null>, RegExp]>([
    ['another file', { 'ant.g0001/a.js': strToU8('two\n') }, /not those/],
    ['a file less', { 'ant.g0001/a.js': null }, /not those/],
    ['a file more', { 'ant.g0001/c.js': strToU8('') }, /not those/],
    ['no record', { 'ant.g0001/genome.json': null }, /no genome\.json/],
    ['a broken record', { 'ant.g0001/genome.json': strToU8('{') }, /no JSON/],
    ['no list', { 'archive.json': null }, /not exported by Ouroboros/],
    ['a broken list', { 'archive.json': strToU8('[]') }, /archive\.json/],
    ['a list of others', { 'archive.json': strToU8('{"format":1,"organism":"ant","main":"ant.g0001","genomes":["ant.g0002"]}') }, /ant\.g0002/],
    ['a main that is not there', { 'archive.json': strToU8('{"format":1,"organism":"ant","main":"ant.g0002","genomes":["ant.g0001"]}') }, /ant\.g0002/],
    ['a list of another organism', { 'archive.json': strToU8('{"format":1,"organism":"bee","main":"ant.g0001","genomes":["ant.g0001"]}') }, /not a version of bee/],
    ['no text', { 'ant.g0001/a.js': new Uint8Array([0xff, 0xfe]) }, /UTF-8/],
  ])('%s', async (_what, change, why) => refused(await changed(change), why))

  test('a record that was reworded', async () => {
    const stored = zipSync(unzipSync(await changed({})), { level: 0 })
    expect(readArchive(stored).meta.genomes[0]?.reason).toBe('As found!')
    refused(replaceAll(stored, 'As found!', 'As forged'), /damaged/)
  })

  test('encryption', async () => {
    const bytes = Buffer.from(await changed({}))
    const listed = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    bytes.writeUInt16LE(bytes.readUInt16LE(listed + 8) | 1, listed + 8)
    refused(bytes, /encrypted/)
  })
})

test('any damaged archive is refused, or still says just what was exported', async () => {
  const genome = await house.add({ 'a.js': 'one\n', 'lib/b.js': 'two\n'.repeat(50) })
  const bytes = exportArchive(house.genomes, [genome.id])
  const sound = readArchive(bytes)
  const edit = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.integer({ min: 0, max: 255 }) })
  fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.option(fc.nat(bytes.length)), (edits, cut) => {
    const copy = Buffer.from(bytes)
    for (const { at, byte } of edits) copy[at] = byte
    let read
    try {
      read = readArchive(cut === null ? copy : copy.subarray(0, cut))
    } catch (error) {
      expect(error).toBeInstanceOf(ArchiveError)
      return
    }
    expect(read.files).toEqual(sound.files)
  }), { numRuns: 500 })
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => refused(noise, /./)))
})
