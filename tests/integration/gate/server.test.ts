import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { lockData } from '../../../lib/gate/data-lock.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const server = fileURLToPath(new URL('../../../server.ts', import.meta.url))

/** Starts the real thing with flags that it must refuse. */
function start(...flags: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [server, ...flags], { env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production' }, timeout: 20_000, killSignal: 'SIGKILL' })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

const folder = () => temporaryFolder('server')
const refused = (line: RegExp) => ({ code: 2, stdout: '', stderr: expect.stringMatching(new RegExp(`^ouroboros: [^\\n]*${line.source}[^\\n]*\\n$`)) })

describe('a start that cannot be', () => {
  it('says why in one line and exits with 2', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
    const { port } = blocker.address() as AddressInfo
    const file = join(folder(), 'a-file')
    writeFileSync(file, '')
    const held = folder()
    const lock = lockData(held)
    const free = folder()
    try {
      const [flag, range, taken, unwritable, inUse] = await Promise.all([
        start('--prot', '3000'),
        start('--port', '99999', '--data', free),
        start('--port', String(port), '--data', folder()),
        start('--port', '0', '--data', join(file, 'data')),
        start('--port', '0', '--data', held),
      ])
      expect(flag).toEqual(refused(/'--prot'/))
      expect(range).toEqual(refused(/--port "99999"/))
      expect(taken).toEqual(refused(new RegExp(`port ${port} is taken; try --port`)))
      expect(unwritable).toEqual(refused(/cannot be written/))
      expect(inUse).toEqual(refused(new RegExp(`in use by another Ouroboros \\(pid ${process.pid}\\)`)))
      // A refused start leaves nothing behind.
      expect(existsSync(join(free, 'gate.pid'))).toBe(false)
    } finally {
      lock.release()
      blocker.close()
    }
  })
})
