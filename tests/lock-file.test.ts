import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const project = join(import.meta.dirname, '..')

test('the lock file names no registry', () => {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string }>
  }
  expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([])
})

test('the lock file has every platform', () => {
  const check = spawnSync(process.execPath, ['scripts/complete-lock.ts', '--check'], {
    cwd: project,
    encoding: 'utf8',
  })
  expect(check).toMatchObject({ status: 0, stderr: '' })
})
