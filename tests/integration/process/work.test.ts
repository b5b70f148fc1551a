import { describe, expect, it } from 'vitest'
import { runRecordSchema, type TaskResult } from '../../../lib/contract/run.ts'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'
import { fixture, limits, openBench, tiers } from './setting.ts'

const values = (results: TaskResult[]): unknown[] => results.map((result) => (result.ok ? result.value : result.failure.name))

describe.each(tiers)('work in tier %i', (tier) => {
  const { sandbox, perform, script, start } = openBench(tier)

  it('answers a thousand tasks in one process, in order', async () => {
    const { results, record } = await perform('export const perform = (n) => n * 2', Array.from({ length: 1000 }, (_, i) => i))
    expect(values(results)).toEqual(Array.from({ length: 1000 }, (_, i) => i * 2))
    expect(runRecordSchema.parse(record)).toMatchObject({ exitCode: 0, stopReason: null, failure: null })
    expect(record.peakRssMb).toBeGreaterThan(10)
    expect(record.cpuMs).toBeGreaterThan(0)
  })

  it('keeps NaN, Infinity and -0 apart, in both directions', async () => {
    const awkward = [NaN, Infinity, -Infinity, -0, 0, { $number: 'NaN' }, [1 / 3]]
    const { results } = await perform('exports.perform = (x) => [x, typeof x, Object.is(x, -0)]', awkward)
    expect(values(results)).toStrictEqual(awkward.map((value) => [value, typeof value, Object.is(value, -0)]))
    expect(values((await perform('exports.perform = (n) => 10 / n', [0, -0])).results)).toEqual([Infinity, -Infinity])
  })

  it('refuses answers that are not JSON, and goes on', async () => {
    const source = `const cycle = {}; cycle.self = cycle
const answers = [undefined, () => 1, 1n, cycle, Promise.resolve(7), new Promise(() => {}), 8]
exports.perform = (i) => answers[i]`
    const { results, record } = await perform(source, [0, 1, 2, 3, 4, 5, 6])
    expect(values(results)).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError', 7, 'Error', 8])
    expect(results[0]).toMatchObject({ failure: { message: 'perform returned undefined' } })
    expect(record.exitCode).toBe(0)
  })

  it('carries state from task to task, past one that fails', async () => {
    const source = 'exports.perform = (n, sum) => { if (n < 0) throw new Error("no"); return { result: n, state: sum + n } }'
    const { results } = await start(source, { mode: 'perform', tasks: [1, 2, -1, 4], state: 10 }).ended
    expect(results.map((result) => result.ok && result.state)).toEqual([11, 13, false, 17])
  })

  it('gives each task a state of its own where it is told to', async () => {
    const source = 'exports.perform = (n, sum) => ({ result: n, state: sum + n })'
    const { results } = await start(source, { mode: 'perform', tasks: [1, 2, 3], states: [10, 0, 100] }).ended
    expect(results.map((result) => result.ok && result.state)).toEqual([11, 2, 103])
  })

  it('imports from file to file, in both module systems', async () => {
    const files = {
      'main.js': "import { two } from './lib/two.js'\nimport three from './three.cjs'\nimport data from './data.json' with { type: 'json' }\nimport { join } from 'node:path'\nexport const perform = () => [two, three.value, data.four, join('a', 'b')]",
      'lib/two.js': 'export const two = 2',
      'three.cjs': "exports.value = require('./lib/inner').value",
      'lib/inner.js': "exports.value = require('../data').four - 1",
      'data.json': '{ "four": 4 }',
    }
    const { results, record } = await sandbox.start({ files, entry: 'main.js', limits, network: 'none', work: { mode: 'perform', tasks: [null] } }).ended
    expect([record.failure, values(results)]).toEqual([null, [[2, 3, 4, 'a/b']]])
  })

  it.each([
    ['a syntax error', 'exports.perform = () => {\n  return 1 +\n}', { phase: 'parse', name: 'SyntaxError' }, 'organism/main.js:3:1'],
    ['a syntax error in a module', 'export const perform = () => 1\n\n  retrun 5', { phase: 'parse', name: 'SyntaxError' }, 'organism/main.js:3:10'],
    ['bad JSON while loading', "const a = 1\nJSON.parse('{')\nexports.perform = () => a", { phase: 'load', name: 'SyntaxError' }, 'organism/main.js:2:6'],
    ['a missing module', "const a = 1\nconst b = require('./gone')", { phase: 'load', code: 'ERR_MODULE_NOT_FOUND' }, 'organism/main.js:2:'],
    ['a missing module of a module', "const a = 1\nimport b from './gone.js'\nexport const perform = () => a + b", { phase: 'load', code: 'ERR_MODULE_NOT_FOUND' }, 'organism/main.js:2:'],
    ['an error while loading', 'const x = null\nx.y\n', { phase: 'load', name: 'TypeError' }, 'organism/main.js:2:3'],
    ['nothing to perform', 'exports.preform = () => 1', { phase: 'load', name: 'TypeError', message: 'organism/main.js does not export a function perform' }, ''],
  ])('names %s, and where it is', async (_what, source, failure, place) => {
    const { record, results } = await perform(source, [1])
    expect(record).toMatchObject({ exitCode: 1, failure })
    expect(record.failure?.stack).toMatch(place)
    expect(record.failure?.stack).not.toMatch('host.cjs')
    expect(results).toEqual([])
  })

  it('names an error in a task, and where it is; bad JSON there is no syntax error of the program', async () => {
    const { results } = await perform('exports.perform = (text) => {\n  return JSON.parse(text)\n}', ['{', '1'])
    expect(results).toMatchObject([{ ok: false, failure: { phase: 'perform', name: 'SyntaxError' } }, { ok: true, value: 1 }])
    expect(results[0]?.ok === false && results[0].failure.stack).toMatch('organism/main.js:2:15')
  })

  it('does not count an answer before a promise that nobody caught has ended the process', async () => {
    const { record, results } = await perform('exports.perform = () => { Promise.reject(new Error("lost")); return 1 }', [1, 2])
    expect(results).toEqual([])
    expect(record).toMatchObject({ exitCode: 1, failure: { phase: 'rejection', message: 'lost' } })
  })

  it('notices an error that comes after the last answer', async () => {
    const { record, results } = await perform('exports.perform = () => { setTimeout(() => { throw new Error("late") }, 30); return 1 }', [1])
    expect(values(results)).toEqual([1])
    expect(record).toMatchObject({ exitCode: 1, failure: { phase: 'uncaught', message: 'late' } })
  })

  it('runs a script with its arguments and input, as a main program', async () => {
    const source = "process.stdin.on('data', (text) => console.log(process.argv.slice(2).join(), require.main === module, String(text)))"
    const { record, stdout } = await script(source, ['a', 'b c'], {}, 'input')
    expect(stdout).toBe('a,b c true input\n')
    expect(record.exitCode).toBe(0)
  })

  it('counts an added delay in the time of a task', async () => {
    const { results } = await start('exports.perform = (n) => n', { mode: 'perform', tasks: [1, 2], delayMs: 60 }).ended
    for (const result of results) expect(result.ms).toBeGreaterThan(55)
    const delayed = start('exports.perform = (n) => n', { mode: 'perform', tasks: [1], delayMs: 60_000 }, { timeoutMs: 100 })
    expect((await delayed.ended).record.stopReason).toBe('timeout')
  })

  it('runs a service at its port until it is stopped', async () => {
    const port = 20_000 + (process.pid % 20_000) + tier
    let listening: () => void = () => undefined
    const isUp = new Promise<void>((resolve) => (listening = resolve))
    const run = start(fixture('service'), { mode: 'service', port }, {}, { output: () => listening() })
    await isUp
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toMatch('hello')
    expect((await run.stop('stopped')).record).toMatchObject({ stopReason: 'stopped', signal: 'SIGTERM', network: 'loopback' })
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  })

  it('has a record even where no process could be started', async () => {
    const { record, results } = await openSandbox({ tier }).start({ files: {}, entry: 'main.js', limits: { ...limits, heapMb: 0.5 }, network: 'none', work: { mode: 'perform', tasks: [1] } }).ended
    expect(runRecordSchema.parse(record)).toMatchObject({ pid: null, failure: { name: 'SpawnError', code: 'spawn-failed' } })
    expect(results).toEqual([])
  })
})
