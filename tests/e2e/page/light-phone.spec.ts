import type { Page } from '@playwright/test'
import { expect, phone, test } from './pretended.ts'

/** Words that only the heavy libraries have in them: a chunk that holds one of these is told by its name. */
const heavy = { editor: /MonacoEnvironment|monaco-editor|StandaloneEditor/, chart: /recharts-|ComposedChart/ } as const

/** Scripts that a page has loaded, by what heavy thing is in them. */
function watchScripts(page: Page): { loaded: (what: keyof typeof heavy) => Promise<string[]>; count: () => number } {
  const scripts: Promise<{ name: string; text: string }>[] = []
  page.on('response', (response) => {
    if (!/\.js(\?|$)/.test(response.url())) return
    scripts.push(response.text().then((text) => ({ name: new URL(response.url()).pathname, text }), () => ({ name: response.url(), text: '' })))
  })
  return {
    count: () => scripts.length,
    loaded: async (what) => (await Promise.all(scripts)).filter(({ text }) => heavy[what].test(text)).map(({ name }) => name),
  }
}

const rooms = ['/', '/organisms', '/organisms/bubble-sort', '/organisms/bubble-sort?of=healing', '/organisms/bubble-sort?of=spec', '/incidents', '/genomes', '/chaos', '/cores', '/ledger', '/ledger?q=Which%20organisms%20failed%20most%20often%3F', '/settings']

for (const room of rooms)
  test(`a phone loads neither editor nor chart for ${room}`, async ({ page, world }) => {
    await page.setViewportSize(phone)
    const scripts = watchScripts(page)
    await world.open('past', room)
    await page.waitForLoadState('networkidle')
    expect(scripts.count()).toBeGreaterThan(3)
    expect(await scripts.loaded('editor')).toEqual([])
    expect(await scripts.loaded('chart')).toEqual([])
  })

test('the chart is loaded where a phone asks for it, and the editor where there is space for one: so the test would see them', async ({ page, world }) => {
  await page.setViewportSize(phone)
  const scripts = watchScripts(page)
  await world.open('past', '/?tab=charts')
  await expect(page.locator('.recharts-surface').first()).toBeVisible()
  expect(await scripts.loaded('chart')).not.toEqual([])
  expect(await scripts.loaded('editor')).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
  await world.open('past', '/organisms/bubble-sort')
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible()
  expect(await scripts.loaded('editor')).not.toEqual([])
})
