import { expect, test } from './pretended.ts'

test('everything can be reached with Tab, and the focus is seen everywhere', async ({ page, world }) => {
  await world.open('past')
  await expect(page.getByRole('option').first()).toBeVisible()
  const reached: string[] = []
  for (let press = 0; press < 100; press += 1) {
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
  for (const name of ['Skip to the content', 'Stop all chaos', 'Break it', 'Search the log', 'Log rows', 'Genomes', 'As a table'])
    expect(reached.some((each) => each.includes(name)), name).toBe(true)
})

test('from room to room, each with its address, and back', async ({ page, world }) => {
  await world.open('past', '/?organism=word-count')
  const rooms = page.getByRole('navigation', { name: 'Rooms' })
  for (const [name, path] of [['Organisms', '/organisms'], ['Incidents', '/incidents'], ['Genomes', '/genomes'], ['Chaos', '/chaos'], ['Settings', '/settings'], ['God View', '/']] as const) {
    await rooms.getByRole('link', { name }).press('Enter')
    await expect(page).toHaveURL((url) => url.pathname === path && url.searchParams.get('organism') === 'word-count')
    await expect(rooms.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
  }
  await page.goBack()
  await expect(rooms.getByRole('link', { name: 'Settings' })).toHaveAttribute('aria-current', 'page')
})

test('who wants no motion gets none', async ({ page, world }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await world.open('live')
  await page.getByRole('button', { name: 'Break it' }).click()
  await expect(page.getByRole('log').getByText('Rolled back')).toBeVisible()
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})
