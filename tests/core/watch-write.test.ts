import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { NewEvent } from '../../lib/contract/event.ts'
import type { GenomeFiles, GenomeOrigin } from '../../lib/contract/genome.ts'
import { writeHealed } from '../../lib/core/write-healed.ts'
import { openGenomes } from '../../lib/store/genomes/open-genomes.ts'

let dir: string
let project: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'watch-write-'))
  project = mkdtempSync(join(dir, 'project-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const seed: GenomeFiles = { 'a.js': 'broken', 'b.js': 'fine' }

/** Versions, each made from the one before, and the project's files as they were at first. */
async function versions(...made: [GenomeOrigin, GenomeFiles][]) {
  const genomes = openGenomes(join(dir, 'genomes'))
  let last: string[] = []
  for (const [origin, files] of [['seed', seed] as const, ...made]) {
    last = [(await genomes.add({ organism: 'ant', files, parents: last, origin, reason: 'so', author: 'test' })).id]
  }
  for (const [path, text] of Object.entries(seed)) writeFileSync(join(project, path), text)
  const told: NewEvent[] = []
  const write = () => writeHealed(last[0] ?? '', project, { genomes, record: async (...events) => { told.push(...events); return [] } })
  return { told, write }
}
const onDisk = (path: string): string => readFileSync(join(project, path), 'utf8')

it('writes the files that were healed, and those only, with their mode', async () => {
  const { told, write } = await versions(['repair', { ...seed, 'a.js': 'healed' }])
  chmodSync(join(project, 'a.js'), 0o755)
  const untouched = statSync(join(project, 'b.js')).mtimeMs
  await write()
  expect([onDisk('a.js'), onDisk('b.js')]).toEqual(['healed', 'fine'])
  expect(statSync(join(project, 'a.js')).mode & 0o777).toBe(0o755)
  expect(statSync(join(project, 'b.js')).mtimeMs).toBe(untouched)
  expect(told).toEqual([{ kind: 'genome-write', organism: 'ant', incident: null, data: { genome: 'ant.g0002', files: [join(project, 'a.js')] } }])
  expect(readdirSync(project).sort(), 'nothing is left beside them').toEqual(['a.js', 'b.js'])
  await write()
  expect(told, 'what is there already is not written again').toHaveLength(1)
})

it.each(['a.js', 'b.js'])('writes nothing where %s was edited meanwhile', async (path) => {
  const { told, write } = await versions(['repair', { ...seed, 'a.js': 'healed' }])
  writeFileSync(join(project, path), 'mine')
  await write()
  expect(onDisk(path)).toBe('mine')
  expect(onDisk('a.js')).not.toBe('healed')
  expect(told).toMatchObject([{ kind: 'write-refuse', data: { why: expect.stringContaining('edited meanwhile') } }])
})

it('writes nothing where the file is gone', async () => {
  const { told, write } = await versions(['repair', { ...seed, 'a.js': 'healed' }])
  rmSync(join(project, 'a.js'))
  await write()
  expect(readdirSync(project)).toEqual(['b.js'])
  expect(told.map(({ kind }) => kind)).toEqual(['write-refuse'])
})

it('writes over whatever failed on the way to it, and over nothing from before the last edit', async () => {
  const twice = await versions(['repair', { ...seed, 'a.js': 'half' }], ['antibody', { ...seed, 'a.js': 'healed' }])
  await twice.write()
  expect(onDisk('a.js')).toBe('healed')
  writeFileSync(join(project, 'a.js'), 'half')
  await twice.write()
  expect(onDisk('a.js')).toBe('healed')

  rmSync(join(dir, 'genomes'), { recursive: true })
  const edited = await versions(['seed', { ...seed, 'a.js': 'edited' }], ['repair', { ...seed, 'a.js': 'other' }])
  await edited.write()
  expect(onDisk('a.js'), 'the first text, which came back').toBe('broken')
})

it.each<GenomeOrigin>(['seed', 'rollback', 'chaos', 'undo', 'import', 'manual'])('never writes what was not healed: %s', async (origin) => {
  const { told, write } = await versions([origin, { ...seed, 'a.js': 'other' }])
  await write()
  expect([onDisk('a.js'), told]).toEqual(['broken', []])
})

it('leaves a link a link', async () => {
  const { write } = await versions(['repair', { ...seed, 'a.js': 'healed' }])
  writeFileSync(join(dir, 'target.js'), 'broken')
  rmSync(join(project, 'a.js'))
  symlinkSync(join(dir, 'target.js'), join(project, 'a.js'))
  await write()
  expect(readFileSync(join(dir, 'target.js'), 'utf8')).toBe('healed')
  expect(readdirSync(project, { withFileTypes: true }).find(({ name }) => name === 'a.js')?.isSymbolicLink()).toBe(true)
})
