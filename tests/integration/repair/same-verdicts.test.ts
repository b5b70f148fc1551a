// What candidate hosts say is what a process of its own would have said, exit code 0 or not.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { afterAll, expect, test } from 'vitest'
import { loadCorpus } from '../../../bench/healing/corpus.ts'
import { generateEdits } from '../../../lib/repair/3-edit/generate-edits.ts'
import { applyChanges, summarise } from '../../../lib/repair/edit.ts'
import { reachesOut } from '../../../lib/repair/reaches-out.ts'
import { everywhere } from '../../repair/3-edit/edits-of.ts'
import { openTrials } from './open-trials.ts'

const edits = 20
const names = ['anagrams', 'bank-account', 'batch', 'binary-tree', 'brackets', 'colours', 'disjoint-set', 'flatten', 'linked-list', 'min-heap']
const programs = loadCorpus().filter(({ name }) => names.includes(name))
const folder = mkdtempSync(join(tmpdir(), 'same-verdicts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const open = openTrials(1)
const limit = pLimit(2)
let count = 0

/** As its author would run it. Whoever does not end in 3 s has failed. */
async function passesAlone(files: Record<string, string>, entry: string): Promise<boolean> {
  const place = join(folder, String((count += 1)))
  mkdirSync(place)
  for (const [name, text] of Object.entries({ 'package.json': '{}', ...files })) writeFileSync(join(place, name), text)
  const child = spawn(process.execPath, [entry], { cwd: place, env: { NODE_ENV: 'test' }, stdio: 'ignore', timeout: 1500, killSignal: 'SIGKILL' })
  const [exitCode] = await once(child, 'exit') as [number | null]
  return exitCode === 0
}

test('ten programs are there', () => {
  expect(programs.map(({ name }) => name)).toEqual(names)
})

test.each(programs)('$name', async ({ file, source, bug, visible }) => {
  // Of the broken program most edits fail, of the whole one many pass: both are asked.
  for (const text of [bug?.source ?? source, source]) {
    const { variant, tryEdits, close } = await open({ [file]: text }, { [visible.file]: visible.text })
    const original = variant.sources.get(file)
    if (!original) throw new Error('no source')
    const asked = [...generateEdits(original, everywhere(original)).filter((edit) => !reachesOut(text, edit)).take(edits / 2)]
    const tried = await tryEdits(asked)
    const alone = await Promise.all(asked.map(({ changes }) => limit(() => passesAlone({ [file]: applyChanges(text, changes), [visible.file]: visible.text }, visible.file))))
    const told = (verdicts: boolean[]): string[] => asked.map((edit, index) => `${verdicts[index] ? 'passes' : 'fails'}: ${summarise(text, edit)}`)
    expect(told(tried.map(({ passes }) => passes ?? false))).toEqual(told(alone))
    await close()
  }
})
