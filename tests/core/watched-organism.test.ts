import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { healingPlan } from '../../lib/contract/healing.ts'
import { watchedOrganism, type WatchOrder } from '../../lib/core/watched-organism.ts'

let dir: string
beforeEach(() => { dir = realpathSync(mkdtempSync(join(tmpdir(), 'watched-'))) })
afterEach(() => rmSync(dir, { recursive: true }))

function put(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
}
const orderFor = (script: string, rest: Partial<WatchOrder> = {}): WatchOrder => ({ script: join(dir, script), args: ['x'], cwd: dir, test: null, write: false, everyMs: null, ...rest })

it('is the script and what it imports by a relative path, and neither packages nor its tests', () => {
  put({
    'src/Main 2.js': '', 'src/main.js': `import './own.js'\nimport 'left-pad'\nimport '../shared/it.ts'`, 'src/own.js': 'require("./main.test.js")', 'shared/it.ts': '', 'src/other.js': '',
    'src/main.test.js': `import './main.js'\nimport './other.js'`, 'node_modules/left-pad/index.js': '',
  })
  const organism = watchedOrganism(orderFor('src/main.js', { test: { file: join(dir, 'src/main.test.js') } }))
  expect(organism).toMatchObject({ id: 'main', root: dir, manifest: { kind: 'script', entry: 'src/main.js', title: 'main.js' } })
  expect(Object.keys(organism.files).sort()).not.toContain('src/main.test.js')
  expect(organism.manifest.files?.toSorted()).toEqual(Object.keys(organism.files).sort())
  expect(Object.keys(organism.files)).toEqual(expect.arrayContaining(['src/main.js', 'src/own.js', 'shared/it.ts']))
})

it('writes no code where nothing says what is right', () => {
  put({ 'main.js': '' })
  expect(healingPlan(watchedOrganism(orderFor('main.js')).manifest.healing ?? {}, {}).rungs).toEqual(['restart', 'rollback', 'quarantine'])
  const tested = watchedOrganism(orderFor('main.js', { test: { command: 'npm test', folder: dir } }))
  expect(healingPlan(tested.manifest.healing ?? {}, {}).rungs).toEqual(['restart', 'antibody', 'repair', 'resident', 'teacher', 'graft', 'rollback', 'quarantine'])
})

it.each([['server.mjs', 'server'], ['My_App.v2.ts', 'my-app-v2'], ['2048.js', 'script'], ['9-lives.cjs', 'lives'], ['__.js', 'script'], ['größe.js', 'gr-e']])('calls %s %s', (script, id) => {
  put({ [script]: '' })
  if (/^[\w.-]+$/.test(script)) expect(watchedOrganism(orderFor(script)).id).toBe(id)
  else expect(() => watchedOrganism(orderFor(script))).toThrow(/cannot be watched: its name/)
})

it('names the file that cannot be taken in', () => {
  put({ 'main.js': `import './a b.js'`, 'a b.js': '' })
  expect(() => watchedOrganism(orderFor('main.js'))).toThrow(`${join(dir, 'a b.js')} cannot be watched`)
  put({ 'many.js': Array.from({ length: 64 }, (_, index) => `import './m${index}.js'`).join('\n'), ...Object.fromEntries(Array.from({ length: 64 }, (_, index) => [`m${index}.js`, ''])) })
  expect(() => watchedOrganism(orderFor('many.js'))).toThrow(/imports 64 files of its own, .*m63\.js; at most 63/)
})
