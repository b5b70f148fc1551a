import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { percentile, type Figure } from '../figure.ts'
import { openBrowser, openServer, type Served } from './open.ts'

/**
 * 100,000 lines a second for a minute into the log of God View, through the gate's stream: how long frames take, how
 * much memory stays, and whether each line is either there or counted. Beside it a page that adds an element a line, for
 * a second and a half of the same.
 */

const perSecond = 100_000
const seconds = 60
const naiveSeconds = 1.5

export async function flood(): Promise<Figure[]> {
  const server = await openServer([fileURLToPath(import.meta.resolve('./flood-server.ts'))])
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${server.url}/?organism=bubble-sort`)
    await page.getByRole('img', { name: /bubble-sort is healthy/ }).waitFor()
    // A log that is full, as it is after some seconds of this, is where the growth is counted from.
    await pour(server, { lines: perSecond * 10, perSecond, isNaive: false })
    await sleep(1_000)
    const [heapBefore, countedBefore] = [await heapBytes(page), await counted(page)]
    await recordFrames(page)
    const { sent } = await pour(server, { lines: perSecond * seconds, perSecond, isNaive: false })
    const frames = await framesSoFar(page)
    await sleep(1_500)
    const told = await counted(page)
    const heap = await heapBytes(page) - heapBefore
    const missing = sent - (told - countedBefore)

    const control = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await control.goto(`${server.url}/naive`)
    await sleep(500)
    const naiveBefore = await heapBytes(control)
    await recordFrames(control)
    await pour(server, { lines: perSecond * naiveSeconds, perSecond, isNaive: true })
    await control.waitForFunction((lines) => document.getElementById('log')!.childElementCount >= lines, perSecond * naiveSeconds, { timeout: 120_000, polling: 500 })
    const naiveFrames = await framesSoFar(control)
    const naiveHeap = await heapBytes(control) - naiveBefore

    const p95 = percentile(frames, 95)
    const naiveP95 = percentile(naiveFrames, 95)
    const mb = (bytes: number): number => bytes / 1_048_576
    process.stderr.write(`${frames.length} frames in ${seconds} s, the longest ${Math.max(...frames).toFixed(0)} ms; ${sent} lines sent\n`)
    return [
      { name: '100,000 lines/s for 60 s: frame, p95', value: p95, unit: 'ms', control: naiveP95, ratio: p95 / naiveP95, goal: '≤ 33 ms; control: an element a line, 1.5 s of it', met: p95 <= 33 },
      { name: '100,000 lines/s for 60 s: growth of the heap', value: mb(heap), unit: 'MB', control: mb(naiveHeap), ratio: heap / naiveHeap, goal: '≤ 50 MB; control: an element a line, 1.5 s of it', met: mb(heap) <= 50 },
      { name: '100,000 lines/s for 60 s: lines neither shown nor counted', value: missing, unit: 'lines', control: sent, ratio: missing / sent, goal: '0; control: lines sent', met: missing === 0 },
    ]
  } finally {
    await browser.close()
    await server.close()
  }
}

async function pour({ child }: Served, order: { lines: number; perSecond: number; isNaive: boolean }): Promise<{ sent: number }> {
  const answer = once(child, 'message') as Promise<[{ sent: number }]>
  child.send(order)
  return (await answer)[0]
}

function recordFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const frames: number[] = []
    let last = performance.now()
    const next = (now: number): void => {
      frames.push(now - last)
      last = now
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    ;(globalThis as unknown as { frames?: number[] }).frames = frames
  })
}

const framesSoFar = (page: Page): Promise<number[]> => page.evaluate(() => (globalThis as unknown as { frames?: number[] }).frames!.slice(1))

/** Of JavaScript, after a collection. */
async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

/** Lines that the log holds, has told to be skipped, or has let go and counted: read from what the log's own list is made of. */
function counted(page: Page): Promise<number> {
  return page.evaluate(() => {
    interface Fiber { return: Fiber | null; memoizedProps: { feed?: { buffer: { evictedLines: number; rows: () => Iterable<{ kind: string; lines?: number }> } } } | null }
    const panel = document.querySelector('section[aria-label="Live log"]')!
    const key = Object.keys(panel).find((name) => name.startsWith('__reactFiber$'))!
    let fiber: Fiber | null = (panel as unknown as Record<string, Fiber>)[key]!
    while (fiber && !fiber.memoizedProps?.feed) fiber = fiber.return
    const { buffer } = fiber!.memoizedProps!.feed!
    let lines = buffer.evictedLines
    for (const row of buffer.rows()) lines += row.kind === 'line' ? 1 : row.kind === 'skip' ? (row.lines ?? 0) : 0
    return lines
  })
}
