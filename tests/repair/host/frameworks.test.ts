import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileFunction } from 'node:vm'
import { expect, test } from 'vitest'
import { openApi, type Api } from './open-api.ts'

type State = 'passed' | 'failed' | 'skipped'
const samples = fileURLToPath(new URL('../../fixtures/test-frameworks/', import.meta.url))
const repository = fileURLToPath(new URL('../../../', import.meta.url))

/** What becomes of each test in the candidate host's frameworks, by name, in order. */
async function ours(api: Api): Promise<[string, State][]> {
  const results: [string, State][] = []
  for (const { name, skipped, run } of api.tests()) {
    let state: State = skipped ? 'skipped' : 'passed'
    try {
      if (!skipped) await run()
    } catch {
      state = 'failed'
    }
    results.push([name, state])
  }
  return results
}

/** Whoever skips itself while it runs has passed, as far as can be known before. */
const knownBefore = ([name, state]: [string, State]): [string, State] => [name, name === 'skips itself' ? 'passed' : state]

/** Tests at the bottom, by their path; a test with tests of its own is one. */
function readReport(report: string): [string, State][] {
  const results: [string, State][] = []
  let below: [string, State][][] = []
  for (const line of report.trim().split('\n')) {
    const { name, nesting, kind, state } = JSON.parse(line) as { name: string; nesting: number; kind: string; state: State }
    const inner = below[nesting + 1] ?? []
    const found = kind === 'suite' ? inner.map(([path, was]): [string, State] => [`${name} > ${path}`, was]) : [[name, state] as [string, State]]
    below = below.slice(0, nesting + 1)
    if (nesting === 0) results.push(...found)
    else below[nesting] = [...(below[nesting] ?? []), ...found]
  }
  return results
}

test('a node:test file comes to what Node says', async () => {
  const sample = join(samples, 'node-style.cjs')
  const { stdout } = spawnSync(process.execPath, ['--test-reporter', join(samples, 'reporter.mjs'), sample], { encoding: 'utf8', env: { NODE_ENV: 'test' } })
  // A suite that is skipped shows none of its tests there.
  const real = readReport(stdout).filter(([name]) => !/^a suite (that is skipped|with options)$/.test(name)).map(knownBefore)
  expect(real.length).toBeGreaterThan(40)
  const api = openApi()
  compileFunction(readFileSync(sample, 'utf8'), ['require'])((name: string) => api.modules[name])
  expect((await ours(api)).filter(([name]) => !name.endsWith('never runs'))).toEqual(real)
})

test('a vitest file comes to what vitest says', async () => {
  const body = readFileSync(join(samples, 'vitest-style.js'), 'utf8')
  const folder = mkdtempSync(join(tmpdir(), 'frameworks-'))
  try {
    const file = join(folder, 'sample.test.js')
    writeFileSync(file, `import { afterEach, beforeAll, beforeEach, describe, expect, it, test, vi } from '${import.meta.resolve('vitest')}'\n${body}`)
    const vitest = join(repository, 'node_modules/vitest/vitest.mjs')
    const report = join(folder, 'report.json')
    spawnSync(process.execPath, [vitest, 'run', '--root', folder, '--reporter', 'json', '--outputFile', report], { encoding: 'utf8', cwd: repository, env: { ...process.env, NODE_ENV: 'test' } })
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: { assertionResults: { ancestorTitles: string[]; title: string; status: string }[] }[] }
    const real = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ ancestorTitles, title, status }) => knownBefore([[...ancestorTitles, title].join(' > '), status === 'passed' || status === 'failed' ? status : 'skipped'])))
    expect(real.length).toBeGreaterThan(40)
    const api = openApi()
    const names = ['afterEach', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it', 'test', 'vi']
    compileFunction(body, names)(...names.map((name) => api.modules.vitest[name]))
    expect(await ours(api)).toEqual(real)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
