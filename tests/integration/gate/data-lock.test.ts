import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../lib/contract/errors.ts'
import { lockData } from '../../../lib/gate/data-lock.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const lockFile = fileURLToPath(new URL('../../../lib/gate/data-lock.ts', import.meta.url))
const folder = () => temporaryFolder('lock')

/** Another process that holds the lock. */
async function holder(dir: string) {
  const script = `import { lockData } from ${JSON.stringify(lockFile)}; lockData(${JSON.stringify(dir)}); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child
}

describe('lockData', () => {
  it('refuses a folder that another process holds, naming it, and takes it over after kill -9', async () => {
    const dir = join(folder(), 'new', 'data')
    const other = await holder(dir)
    expect(() => lockData(dir)).toThrow(new RegExp(`in use by another Ouroboros \\(pid ${other.pid}\\)`))
    const gone = new Promise((resolve) => other.once('exit', resolve))
    other.kill('SIGKILL')
    await gone
    const lock = lockData(dir)
    expect(() => lockData(dir)).toThrow(ConfigError)
    lock.release()
    lock.release()
    lockData(dir).release()
  })

  it('says it in one line when the folder cannot be written', () => {
    const file = join(folder(), 'a-file')
    writeFileSync(file, '')
    expect(() => lockData(join(file, 'data'))).toThrow(/cannot be written \(.*\); choose another with --data/)
  })
})
