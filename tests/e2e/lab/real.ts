import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test as base } from '@playwright/test'
import { watchForWrong } from '../page/pretended.ts'

export interface Lab {
  /** The gate process. */
  child: ChildProcess
  url: string
}

/** The real engine, once it is ready, with what it keeps in the folder `data`. */
export async function startLab(data: string): Promise<Lab> {
  const child = spawn(process.execPath, ['server.ts', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, OUROBOROS_LOG_LEVEL: 'error' } })
  for await (const line of createInterface(child.stdout)) {
    const [, url] = /^ready (http:\S+)/.exec(line) ?? []
    if (url) return { child, url }
  }
  throw new Error('the server ended before it was ready')
}

/** The page before the real engine, which lives as long as its worker. */
export const test = base.extend<{ guard: undefined }, { lab: Lab }>({
  lab: [async ({}, use) => {
    const data = mkdtempSync(join(tmpdir(), 'ouroboros-e2e-'))
    const lab = await startLab(data)
    await use(lab)
    const gone = once(lab.child, 'exit')
    lab.child.kill('SIGTERM')
    await gone
    rmSync(data, { recursive: true, force: true })
  }, { scope: 'worker' }],
  baseURL: async ({ lab }, use) => use(lab.url),
  guard: [async ({ page }, use) => {
    const wrong = watchForWrong(page)
    await use(undefined)
    expect(wrong).toEqual([])
  }, { auto: true }],
})

export { expect }
export { inspect, phone } from '../page/pretended.ts'
