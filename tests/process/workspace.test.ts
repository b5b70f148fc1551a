import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { Workspace } from '../../lib/process/workspace.ts'

const open: Workspace[] = []
afterEach(() => open.splice(0).forEach((workspace) => workspace.close()))
function workspace(): Workspace {
  const made = new Workspace({ PATH: process.env['PATH'] ?? '', TOLD: 'yes' })
  open.push(made)
  return made
}
const node = (...args: string[]) => ({ file: process.execPath, args })

describe('a run that was booted ahead', () => {
  test('reads the files as they are when it is let go, and says what a run from scratch would', async () => {
    const place = workspace()
    const text = (word: string) => `import { writeFileSync } from 'node:fs'; console.log('${word}', process.argv.length, process.env.TOLD, process.env.OUROBOROS_STAND_BY); process.exit(3)`
    place.write({ 'test.mjs': text('before') })
    place.standBy(node('test.mjs'))
    await sleep(150)
    place.write({ 'test.mjs': text('after') })
    expect(await place.run(node('test.mjs'), 5_000)).toMatchObject({ ok: false, exitCode: 3, timedOut: false, output: 'after 2 yes undefined\n' })
    expect(await place.run(node('test.mjs'), 5_000), 'the next one is from scratch').toMatchObject({ exitCode: 3, output: 'after 2 yes undefined\n' })
  })

  test('has what it will ask Node for, and keeps nothing else of that', async () => {
    const place = workspace()
    place.write({ 'test.mjs': `const loaded = (name) => process.moduleLoadList.includes('NativeModule ' + name)
console.log(loaded('internal/test_runner/harness'), loaded('assert'), process.env.OUROBOROS_STAND_BY, Object.keys(globalThis).includes('test'))` })
    place.standBy(node('test.mjs'), ['node:test'])
    expect(await place.run(node('test.mjs'), 5_000)).toMatchObject({ ok: true, output: 'true true undefined false\n' })
    expect(await place.run(node('test.mjs'), 5_000), 'the next one is from scratch').toMatchObject({ output: 'false false undefined false\n' })
  })

  test('lets nothing run before it is let go, and ends with its workspace', async () => {
    const place = workspace()
    place.write({ 'test.mjs': `import { writeFileSync } from 'node:fs'; writeFileSync('ran', '')` })
    place.standBy(node('test.mjs'))
    await sleep(200)
    expect(existsSync(join(place.folder, 'ran'))).toBe(false)
    place.close()
    expect(await place.run(node('test.mjs'), 5_000)).toMatchObject({ ok: false, output: 'the workspace is closed' })
  })

  test('has programs of its own that do not wait', async () => {
    const place = workspace()
    place.write({ 'test.cjs': `const { fork } = require('node:child_process'); fork('./child.cjs').on('message', (said) => { console.log(said); process.exit(0) })`, 'child.cjs': `process.send('heard ' + process.execArgv.length)` })
    place.standBy(node('test.cjs'))
    expect(await place.run(node('test.cjs'), 5_000)).toMatchObject({ ok: true, output: 'heard 2\n' })
  })

  test('that dies while it waits is begun anew', async () => {
    const place = workspace()
    place.write({ 'test.mjs': `console.log('fine')` })
    place.standBy({ file: '/nowhere/at-all', args: [] })
    await sleep(100)
    expect(await place.run(node('test.mjs'), 5_000)).toMatchObject({ ok: true, output: 'fine\n' })
  })

  test('is ended at its deadline', async () => {
    const place = workspace()
    place.write({ 'test.mjs': `setInterval(() => {}, 1000)` })
    place.standBy(node('test.mjs'))
    expect(await place.run(node('test.mjs'), 300)).toMatchObject({ ok: false, timedOut: true })
  })
})
