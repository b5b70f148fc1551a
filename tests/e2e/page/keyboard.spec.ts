import { expect, test } from './pretended.ts'

test('everything can be reached with Tab, and the focus is seen everywhere', async ({ page, world }) => {
  await world.open('past')
  await expect(page.getByRole('option').first()).toBeVisible()
  const reached: string[] = []
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press('Tab')
    const focus = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return { name: element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '', seen: outlineStyle !== 'none' && outlineWidth !== '0px' }
    })
    if (!focus) break
    expect(focus.seen, focus.name).toBe(true)
    reached.push(focus.name)
  }
  for (const name of ['Skip to the organism', 'Stop all chaos', 'Break it', 'Search the log', 'Log rows', 'Pulse', 'As a table'])
    expect(reached.some((each) => each.includes(name)), name).toBe(true)
})

test('the tabs of the bench turn with the arrows and live in the address', async ({ page, world }) => {
  await world.open('past')
  await page.getByRole('tab', { name: 'Pulse' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/tab=chaos/)
  await page.goBack()
  await expect(page.getByRole('tab', { name: 'Pulse' })).toHaveAttribute('aria-selected', 'true')
})

test('who wants no motion gets none', async ({ page, world }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await world.open('live')
  await page.getByRole('button', { name: 'Break it' }).click()
  await expect(page.getByRole('log').getByText('Rolled back')).toBeVisible()
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})
