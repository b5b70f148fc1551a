// .env.example says what lib/config.ts says, and a copy of it means what it seems to mean.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configSchema, loadConfig, rootDir, variableOf } from '../../lib/config.ts'
import { envExample } from '../../scripts/env-example.ts'

const committed = readFileSync(join(rootDir, '.env.example'), 'utf8')
const lines = committed.split('\n')
const assignments = lines.flatMap((line) => {
  const found = /^# ([A-Z][A-Z_]*)=(.*)$/.exec(line)
  return found ? [[found[1]!, found[2]!] as const] : []
})

test('is what the schema makes: after a change of lib/config.ts run npm run env-example', () => {
  expect(committed).toBe(envExample())
})

test('names every setting once and nothing else', () => {
  expect(assignments.map(([name]) => name)).toEqual(Object.keys(configSchema.shape).map(variableOf))
})

test('changes nothing as it stands, and tells nothing of the machine that made it', () => {
  expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([])
  expect(committed).not.toContain(rootDir)
})

test.each(assignments)('%s=%s is the default', (name, value) => {
  const { origins: _from, genomesDir: _follows, ...given } = loadConfig({ env: { [name]: value }, cwd: rootDir })
  const { origins: _none, genomesDir: _also, ...byDefault } = loadConfig({ env: {}, cwd: rootDir })
  expect(given).toEqual(byDefault)
})
