import { expect, inspect, phone, test } from './pretended.ts'

// What is pointed at is looked at, not the way there.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const titles = ['This program is alive', 'Break it', 'Watch it heal', 'See what it rewrote', 'Hold time']

test('is offered at the first visit, once, and taken by keyboard alone', async ({ page, world }) => {
  await world.open('past', '/', 'first')
  const offer = page.getByRole('complementary', { name: 'First visit' })
  await expect(offer).toBeVisible()
  await inspect(page, 'tour-offer')
  await offer.getByRole('button', { name: 'Take the tour' }).press('Enter')
  for (const [place, title] of titles.entries()) {
    await expect(page.locator('.driver-popover-title')).toHaveText(title)
    if (place === 1) await inspect(page, 'tour')
    await expect(page.getByRole('button', { name: place === titles.length - 1 ? 'Done' : 'Next' })).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await expect(page.locator('.driver-popover')).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Bubble sort' })).toBeVisible()
  await expect(offer).toHaveCount(0)
})

test('who does not want it is not asked again, and finds it in the palette', async ({ page, world }) => {
  await page.setViewportSize(phone)
  await world.open('past', '/', 'first')
  await inspect(page, 'tour-offer-phone')
  await page.getByRole('button', { name: 'Not now' }).click()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Bubble sort' })).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'First visit' })).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('the tour')
  await expect(page.getByRole('option', { name: 'The tour' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.locator('.driver-popover-title')).toHaveText(titles[0]!)
  await page.keyboard.press('Escape')
  await expect(page.locator('.driver-popover')).toHaveCount(0)
})
