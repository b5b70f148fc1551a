import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { median, type Figure } from '../figure.ts'
import { openBrowser, openServer } from './open.ts'

/**
 * The first look at God View on a phone with a quarter of this machine's speed: when its largest part is there, how much
 * moves, and what it is sent. The control is the same page with the editor's and the chart's code loaded at once.
 */

const rounds = 5
const phone: BrowserContextOptions = { viewport: { width: 360, height: 800 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true, bypassCSP: true }
const heavy = /MonacoEnvironment|monaco-editor|StandaloneEditor|recharts-|ComposedChart/

interface Look { lcp: number; cls: number; bytes: number; heavyNames: string[] }

export async function firstLook(): Promise<Figure[]> {
  const server = await openServer(['tests/fixtures/ui-server/main.ts'])
  const browser = await openBrowser()
  try {
    const chunks = await heavyChunks(browser, server.url)
    process.stderr.write(`editor and chart: ${chunks.length} chunks\n`)
    const looks: Look[] = []
    const eager: Look[] = []
    // The first of each warms the server up and is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      const [one, other] = [await look(browser, server.url, []), await look(browser, server.url, chunks)]
      if (round === 0) continue
      looks.push(one)
      eager.push(other)
    }
    const middle = (of: Look[], read: (one: Look) => number): number => median(of.map(read))
    const names = new Set(looks.flatMap(({ heavyNames }) => heavyNames))
    for (const name of names) process.stderr.write(`loaded before it is needed: ${name}\n`)
    const figure = (name: string, unit: string, read: (one: Look) => number, goal: string, limit: number): Figure => {
      const [value, control] = [middle(looks, read), middle(eager, read)]
      return { name, value, unit, control, ratio: value / control, goal, met: value <= limit }
    }
    return [
      figure(`phone, 4× slower: largest contentful paint, median of ${rounds}`, 'ms', ({ lcp }) => lcp, '≤ 2500 ms; control: editor and chart loaded at once', 2_500),
      figure(`phone, 4× slower: cumulative layout shift, median of ${rounds}`, '', ({ cls }) => cls, '≤ 0.1; control: editor and chart loaded at once', 0.1),
      figure('phone: scripts of God View', 'KiB', ({ bytes }) => bytes / 1024, '≤ half of the control: editor and chart loaded at once', middle(eager, ({ bytes }) => bytes / 1024) / 2),
      { name: 'phone: chunks of editor or chart before they are needed', value: names.size, unit: 'chunks', control: chunks.length, ratio: names.size / chunks.length, goal: '0; control: a wide page that needs them', met: names.size === 0 },
    ]
  } finally {
    await browser.close()
    await server.close()
  }
}

/** What a wide page loads for the editor and the chart: so that the phone's silence can be believed. */
async function heavyChunks(browser: Browser, url: string): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const scripts = watchScripts(page)
  await page.goto(`${url}/organisms/bubble-sort`)
  await page.locator('.monaco-editor .view-line').first().waitFor()
  await page.goto(`${url}/?organism=bubble-sort`)
  await page.locator('.recharts-surface').first().waitFor()
  const found = (await scripts()).filter(({ text }) => heavy.test(text)).map(({ path }) => path)
  await page.close()
  if (found.length === 0) throw new Error('no chunk of the editor or the chart was recognised')
  return [...new Set(found)]
}

function watchScripts(page: Page): () => Promise<{ path: string; text: string }[]> {
  const scripts: Promise<{ path: string; text: string }>[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.endsWith('.js')) scripts.push(response.text().then((text) => ({ path: pathname, text }), () => ({ path: pathname, text: '' })))
  })
  return () => Promise.all(scripts)
}

async function look(browser: Browser, url: string, atOnce: string[]): Promise<Look> {
  const context = await browser.newContext(phone)
  const page = await context.newPage()
  const scripts = watchScripts(page)
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.addInitScript(() => {
    const seen = { lcp: 0, cls: 0 }
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.lcp = entry.startTime }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) seen.cls += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
    ;(globalThis as unknown as { seen?: typeof seen }).seen = seen
  })
  if (atOnce.length > 0) await page.addInitScript((paths) => {
    document.addEventListener('readystatechange', () => {
      for (const path of paths) document.head.append(Object.assign(document.createElement('script'), { src: path, async: false }))
    }, { once: true })
  }, atOnce)
  await page.goto(`${url}/?organism=bubble-sort`)
  await page.getByRole('img', { name: /bubble-sort is/ }).waitFor()
  await page.waitForTimeout(1_500)
  const { lcp, cls } = await page.evaluate(() => (globalThis as unknown as { seen?: { lcp: number; cls: number } }).seen!)
  const all = await scripts()
  await context.close()
  return { lcp, cls, bytes: all.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0), heavyNames: all.filter(({ path, text }) => heavy.test(text) && !atOnce.includes(path)).map(({ path }) => path) }
}
