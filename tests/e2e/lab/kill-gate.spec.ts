import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openDesk } from '../../../lib/store/sqlite/open-desk.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { startLab } from './real.ts'

const kills = 5

test('what was accepted outlives a gate process that is killed again and again', async () => {
  test.setTimeout(180_000)
  const data = mkdtempSync(join(tmpdir(), 'ouroboros-kill-gate-'))
  const acknowledged: string[] = []
  try {
    for (let round = 0; round < kills; round += 1) {
      const { child, url } = await startLab(data)
      const gone = once(child, 'exit')
      let killed = false
      const asking = (async () => {
        for (let seed = 0; !killed; seed += 1) {
          try {
            const response = await fetch(`${url}/api/chaos`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ organism: 'bubble-sort', fault: 'delete-lines', seed }) })
            const body = await response.json() as { command?: string }
            if (response.status === 202 && body.command !== undefined) acknowledged.push(body.command)
          } catch {
            // Refused by a server that is gone: nothing was acknowledged.
            break
          }
          await new Promise((resolve) => setTimeout(resolve, 30))
        }
      })()
      await new Promise((resolve) => setTimeout(resolve, 300 + round * 170))
      child.kill('SIGKILL')
      killed = true
      await Promise.all([gone, asking])
    }
    expect(acknowledged.length).toBeGreaterThan(0)

    const { child } = await startLab(data)
    const reader = openReaders(join(data, 'ledger.sqlite'))
    const desk = openDesk(join(data, 'ledger.sqlite'))
    await expect.poll(() => acknowledged.map((id) => desk.read(id)?.state).filter((state) => state !== 'done' && state !== 'refused'), { timeout: 30_000 }).toEqual([])
    await expect.poll(() => reader.view().organisms['bubble-sort']?.state, { timeout: 30_000 }).toBe('healthy')
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    expect((await gone)[0]).toBe(0)
    expect(checkHistory(reader, { acknowledgedCommands: acknowledged, allowOpen: true })).toEqual([])
    expect(reader.verify()).toBeNull()
    reader.close()
    desk.close()
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
})
