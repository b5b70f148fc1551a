import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { design } from '../../../lib/factory/architect/design.ts'
import { render } from '../../../lib/factory/developer/render.ts'
import { planApp } from '../../../lib/planner/plan-app.ts'
import { findPython } from '../../../lib/process/python-service.ts'

const worker = (sentence: string) => {
  const blueprint = design(planApp(sentence))
  const component = blueprint.components.find(({ layer }) => layer === 'workers')!
  return render(blueprint, component).files
}
const python = findPython()

describe.each(['A URL shortener with a click-counting worker in Python', 'Skracacz linków z workerem zliczającym kliknięcia w Pythonie', 'a shop with a notifications worker in Python', 'Sklep z powiadomieniami, worker w Pythonie'])('%s', (sentence) => {
  const files = worker(sentence)

  test('is Python throughout, with the files that a worker in JavaScript has, and nothing of a template left in it', () => {
    const paths = Object.keys(files).filter((path) => path !== 'contract.json')
    expect(paths.every((path) => path.endsWith('.py'))).toBe(true)
    const plain = Object.keys(worker(sentence.replace(/,? (worker )?(in|w) Python(ie)?/, ''))).filter((path) => path !== 'contract.json')
    expect(paths.map((path) => path.replace('service.py', 'http.py')).toSorted()).toEqual(plain.map((path) => path.replace(/\.js$/, '.py')).toSorted())
    for (const path of paths) expect(files[path], path).not.toMatch(/\{[{%#]|undefined|\[object|import .*\.js/)
  })

  // Python's own modules of these names must stay within reach.
  test('takes the name of no module of Python', () => {
    for (const name of ['http', 'json', 'socket', 'threading', 'traceback', 'queue', 'signal']) expect(Object.keys(files)).not.toContain(`${name}.py`)
  })

  test.skipIf(python === null)('compiles (skipped where there is no python3)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ouroboros-python-'))
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text)
    execFileSync(python!, ['-m', 'py_compile', ...readdirSync(folder).filter((path) => path.endsWith('.py'))], { cwd: folder })
    rmSync(folder, { recursive: true })
  })
})
