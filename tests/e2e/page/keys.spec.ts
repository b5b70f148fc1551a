import { expect, inspect, phone, test } from './pretended.ts'

test('from room to room with g and a letter', async ({ page, world }) => {
  await world.open('past', '/?organism=word-count')
  for (const [keys, path] of [['go', '/organisms'], ['gi', '/incidents'], ['gg', '/genomes'], ['gc', '/chaos'], ['ge', '/cores'], ['gl', '/ledger'], ['gs', '/settings'], ['gv', '/']] as const) {
    for (const key of keys) await page.keyboard.press(key)
    await expect(page).toHaveURL((url) => url.pathname === path && url.searchParams.get('organism') === 'word-count')
  }
})

test('a key breaks it, and nothing while somebody types', async ({ page, world }) => {
  await world.open('live')
  await page.keyboard.press('/')
  await expect(page.getByLabel('Search the log')).toBeFocused()
  await page.keyboard.type('x gi r ?')
  await expect(page).toHaveURL((url) => url.pathname === '/')
  await expect(page.getByLabel('Search the log')).toHaveValue('x gi r ?')
  await page.getByLabel('Search the log').fill('')
  await page.keyboard.press('Escape')
  await page.locator('body').click({ position: { x: 2, y: 2 } })
  await page.keyboard.press('x')
  await expect(page.getByRole('log').getByText(/Delete lines|Syntax error|Division by zero/)).toBeVisible()
})

test('the sheet lists every key, and single keys can be switched off', async ({ page, world }) => {
  await world.open('past')
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  for (const title of ['God View', 'Hold what is shown', 'Break bubble-sort', 'Next row of the list', 'Search']) await expect(sheet.getByText(title, { exact: true })).toBeVisible()
  await inspect(page, 'key-sheet')
  await page.setViewportSize(phone)
  await inspect(page, 'key-sheet-phone')
  await page.setViewportSize({ width: 1440, height: 900 })
  await sheet.getByRole('switch').click()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  for (const key of ['g', 'c', 'x', ' ', '?']) await page.keyboard.press(key)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL((url) => url.pathname === '/')
  await expect(page.getByRole('status', { name: 'Time' })).toHaveText(/LIVE/)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Find or do anything' })).toBeVisible()
})

test('the palette finds rooms, organisms, incidents, versions, faults and deeds', async ({ page, world }) => {
  await world.open('past')
  const palette = page.getByRole('dialog', { name: 'Find or do anything' })
  const find = async (words: string) => {
    await page.keyboard.press('Control+k')
    await expect(palette.getByRole('combobox')).toBeFocused()
    await page.keyboard.type(words)
  }
  await find('')
  await inspect(page, 'palette')
  await page.setViewportSize(phone)
  await inspect(page, 'palette-phone')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.keyboard.press('Escape')
  for (const [words, name, path] of [
    ['genomes', /^Genomes/, /\/genomes/], ['show beacon', /Show beacon/, /organism=beacon/], ['prepare off by one', /Prepare Off by one/, /fault=off-by-one/], ['freeze the core', /^Freeze the core/, /\/cores\?.*strike=stop-core/], ['ask the ledger', /^Ask the ledger/, /\/ledger/],
    ['bubble-sort.g0002', /g0002: what changed/, /genome=bubble-sort.g0002/], ['incident-4', /crashed, rolled back/, /incidents\/incident-4/],
  ] as const) {
    await find(words)
    await expect(palette.getByRole('option', { name }).first()).toBeVisible()
    await palette.getByRole('option', { name }).first().click()
    await expect(page).toHaveURL(path)
  }
  await find('stop all chaos')
  await expect(palette.getByRole('option', { name: 'Stop all chaos' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Allow chaos' })).toBeVisible()
  await find('no such thing at all')
  await expect(palette.getByText('Nothing here is called')).toBeVisible()
})

test('j and k walk the list in sight', async ({ page, world }) => {
  await world.open('past', '/genomes')
  await page.keyboard.press('j')
  const first = await page.evaluate(() => document.activeElement?.textContent)
  await page.keyboard.press('j')
  const second = await page.evaluate(() => document.activeElement?.textContent)
  expect(second).not.toBe(first)
  await page.keyboard.press('k')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(first)
})

test('r goes where a version is chosen, and asks before it rolls back', async ({ page, world }) => {
  await world.open('past')
  await page.keyboard.press('r')
  await expect(page).toHaveURL(/\/genomes\?.*genome=bubble-sort/)
  await expect(page.getByRole('button', { name: /^.?Roll back to/ })).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.getByRole('alertdialog')).toBeVisible()
})
