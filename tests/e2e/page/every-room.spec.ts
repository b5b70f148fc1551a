import type { Page } from '@playwright/test'
import type { ScenarioName } from '../../fixtures/ui-server/scenarios.ts'
import { rooms, type RoomPath } from '../../../app/_ui/address/rooms.ts'
import { expect, expectNoBarrier, test } from './pretended.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** What is there once a room is open. */
const landmarks: Record<RoomPath, readonly ['heading' | 'region', string]> = {
  '/': ['heading', 'Bubble sort'], '/organisms': ['heading', 'Organisms'], '/incidents': ['region', 'Incidents'],
  '/genomes': ['region', 'Genomes'], '/chaos': ['region', 'History'], '/factory': ['region', 'Make an app'], '/cores': ['heading', 'Split-brain theatre'], '/ledger': ['heading', 'Views'], '/settings': ['region', 'Limits'],
}
const states = ['idle', 'crashed', 'healing', 'dialog'] as const
const looks = { normal: { width: 1440, height: 900 }, projector: { width: 1920, height: 1080 } }

for (const state of states)
  for (const [look, size] of Object.entries(looks))
    test(`${state}, ${look}: no room has a barrier, and each fits`, async ({ page, world, context }) => {
      await page.setViewportSize(size)
      await context.addInitScript((projector) => localStorage.setItem('ouroboros.preferences', JSON.stringify({ projector })), look === 'projector')
      const scenario: ScenarioName = state === 'dialog' ? 'past' : state
      await world.open(scenario)
      await expect(page.locator('html')).toHaveAttribute('data-projector', look === 'projector' ? 'on' : 'off')
      const enter = async (title: string, path: RoomPath): Promise<void> => {
        await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: title, exact: true }).click()
        await expect(page).toHaveURL((url) => url.pathname === path)
        const [role, name] = landmarks[path]
        await expect(page.getByRole(role, { name, exact: true }).first()).toBeVisible()
      }
      for (const { title, path } of rooms) {
        await enter(title, path)
        await check(page, `${state}-${look}${path.replaceAll('/', '-')}`, state, look)
      }
      await enter('Organisms', '/organisms')
      await page.getByRole('link', { name: 'Bubble sort', exact: true }).click()
      await expect(page.getByRole('tab', { name: 'Source' })).toBeVisible()
      await check(page, `${state}-${look}-organism`, state, look)
      if (state === 'idle') return
      await enter('Incidents', '/incidents')
      await page.getByRole('region', { name: 'Incident strip' }).getByRole('link').last().click()
      await expect(page.getByRole('region', { name: 'Time line' })).toBeVisible()
      await check(page, `${state}-${look}-incident`, state, look)
    })

async function check(page: Page, name: string, state: string, look: string): Promise<void> {
  if (state === 'dialog') {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
  }
  if (look === 'projector') await page.screenshot({ path: `test-results/screens/${name}.png` })
  await expectNoBarrier(page)
  expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBeLessThanOrEqual(0)
  if (look === 'projector') expect(await tooSmall(page)).toEqual([])
  if (state !== 'dialog') return
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** What cannot be read from the back of a hall: text of less than 24 px, code of less than 20. */
const tooSmall = (page: Page): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll('body *')].filter((element) => {
  const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '')
  const least = getComputedStyle(element).fontFamily.includes('JetBrains') ? 19.5 : 23.5
  return own && !(element instanceof SVGElement) && element.checkVisibility() && !element.closest('.sr-only, script, style') && parseFloat(getComputedStyle(element).fontSize) < least
}).map((element) => `${element.tagName} ${element.textContent.slice(0, 40)} ${getComputedStyle(element).fontSize}`))
