import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Locator, type Page } from '@playwright/test'
import type { ScenarioName } from '../../fixtures/ui-server/scenarios.ts'

interface World {
  /** Opens the page in a world of this test's own. */
  open: (scenario: ScenarioName, path?: string, visit?: 'first' | 'again') => Promise<void>
  /** Makes the world do something: see fixtures/ui-server/puppet.ts. */
  make: (name: string, body?: object) => Promise<void>
}

/** The page before a pretended engine, and nothing else: what it must never do is caught here for every test. */
export const test = base.extend<{ world: World }, { engine: string }>({
  engine: [
    async ({}, use) => {
      const server = spawn(process.execPath, ['tests/fixtures/ui-server/main.ts'], { stdio: ['ignore', 'pipe', 'inherit'] })
      try {
        for await (const line of createInterface(server.stdout)) {
          const [, url] = /^ready (http:\S+)/.exec(line) ?? []
          if (url) {
            await use(url)
            break
          }
        }
      } finally {
        server.kill()
        await once(server, 'exit')
      }
    },
    { scope: 'worker' },
  ],
  world: async ({ page, context, engine }, use, info) => {
    const name = info.testId.replaceAll(/[^\w-]/g, '-')
    const wrong = watchForWrong(page)
    await use({
      open: async (scenario, path = '/', visit = 'again') => {
        // Whoever has been here is offered no tour.
        if (visit === 'again') await context.addInitScript(() => localStorage.setItem('ouroboros.tour', 'seen'))
        await context.addCookies([{ name: 'fake-world', value: `${name}~${scenario}`, url: engine }])
        await page.goto(engine + path)
        await expect(page.getByRole('status', { name: 'Connection' })).toHaveText(/live/)
      },
      make: async (act, body = {}) => {
        await context.request.post(`${engine}/fake/${act}`, { data: body })
      },
    })
    expect(wrong).toEqual([])
  },
})

/** What no page may ever do, as it happens: errors, words of complaint in the console, requests that leave the machine. */
export function watchForWrong(page: Page): string[] {
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) wrong.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    if (!['localhost', '127.0.0.1'].includes(new URL(request.url()).hostname) && !request.url().startsWith('data:')) wrong.push(`request leaves the machine: ${request.url()}`)
  })
  return wrong
}

export const phone = { width: 360, height: 800 }

/** No violation of WCAG A and AA, nothing wider than the window, and a picture of it. */
export async function inspect(page: Page, name: string): Promise<void> {
  // What is looked at is where a movement leads, not the way there.
  await page.evaluate(() => Promise.all(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished.catch(() => undefined))))
  await page.screenshot({ path: `test-results/screens/${name}.png` })
  await expectNoBarrier(page)
}

/** What a page shows on a wide window, and then on a phone's: without a barrier, and as high as the window where it is wide. */
export async function inspectBoth(page: Page, name: string, seen: Locator): Promise<void> {
  await expect(seen.filter({ visible: true }).first()).toBeVisible()
  await inspect(page, `${name}-wide`)
  expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBeLessThanOrEqual(0)
  await page.setViewportSize(phone)
  await expect(seen.filter({ visible: true }).first()).toBeVisible()
  await inspect(page, `${name}-phone`)
}

/** No violation of WCAG 2.2 A and AA, and nothing wider than the window. */
export async function expectNoBarrier(page: Page): Promise<void> {
  // Legacy mode, for the page has no frames: the other opens a second page for each run and takes twice as long.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}

export { expect }
