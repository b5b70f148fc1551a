import { expect, inspect, phone, test } from './pretended.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const states = [
  { name: 'told-healed', scenario: 'repaired', path: '/incidents/incident-2', sees: 'Healed by repair' },
  { name: 'told-unhealed', scenario: 'nothingFound', path: '/incidents/incident-2', sees: 'Not healed, and set apart' },
  { name: 'told-rolled-back', scenario: 'past', path: '/incidents/incident-4?diff=split&spans=table', sees: 'Went back by rollback' },
  { name: 'told-open', scenario: 'healing', path: '/incidents/incident-2', sees: 'Time line' },
  { name: 'told-list', scenario: 'past', path: '/incidents', sees: '2 incidents' },
  { name: 'told-unknown', scenario: 'past', path: '/incidents/nothing-like-it', sees: 'There is no incident nothing-like-it.' },
  { name: 'told-none-like-it', scenario: 'past', path: '/incidents?end=healed', sees: 'No incident is like that.' },
] as const

for (const { name, scenario, path, sees } of states)
  for (const size of ['wide', 'phone'] as const)
    test(`${name}, ${size}`, async ({ page, world }) => {
      if (size === 'phone') await page.setViewportSize(phone)
      await world.open(scenario, path)
      await expect(page.getByText(sees).first()).toBeVisible()
      await expect(page.locator('.animate-breathe.scales')).toHaveCount(0)
      await inspect(page, `${name}-${size}`)
    })

test('the time line is gone through by keyboard, and the table says the same', async ({ page, world }) => {
  await world.open('repaired', '/incidents/incident-2')
  const line = page.getByRole('region', { name: 'Time line' })
  const spans = line.getByRole('listbox', { name: 'Spans, in their order' })
  await spans.focus()
  await expect(spans.getByRole('option', { selected: true })).toHaveAccessibleName(/^Detect/)
  await page.keyboard.press('End')
  await expect(spans.getByRole('option', { selected: true })).toHaveAccessibleName(/^Promote, repair|^Prove, repair/)
  const count = await spans.getByRole('option').count()
  await line.getByRole('button', { name: 'Table' }).click()
  await expect(page).toHaveURL(/spans=table/)
  await expect(line.getByRole('row')).toHaveCount(count + 1)
})

test('every candidate is listed with what it died of, and by cause', async ({ page, world }) => {
  await world.open('repaired', '/incidents/incident-2')
  const candidates = page.getByRole('region', { name: 'Every candidate' })
  await candidates.getByRole('button', { name: 'Show those of repair' }).click()
  const list = candidates.getByRole('region', { name: 'Candidates of repair that died' })
  await expect(list.getByRole('listitem')).toHaveCount(5)
  await candidates.getByRole('combobox', { name: 'Cause of death' }).selectOption('it ran on and on')
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await expect(list.getByText('organism.js:13 “>” became “<”')).toBeVisible()
  await list.scrollIntoViewIfNeeded()
  await inspect(page, 'told-candidates')
})

test('an incident is replayed with its seed, and can be taken along', async ({ page, world }) => {
  await world.open('live', '/incidents')
  const sent = page.waitForRequest((request) => request.method() === 'POST')
  await page.getByRole('button', { name: 'Replay with the same seed' }).click()
  expect(new URL((await sent).url()).pathname).toMatch(/^\/api\/incidents\/incident-\d+\/replay$/)
  await expect(page.getByText('3 incidents')).toBeVisible()
  await expect(page.getByRole('link', { name: 'JSON' })).toHaveAttribute('href', /\/export$/)
  await expect(page.getByRole('link', { name: 'Shareable page' })).toHaveAttribute('href', /\/export\?format=html$/)
})

test('on paper there is the story alone, black on white', async ({ page, world }) => {
  await world.open('repaired', '/incidents/incident-2')
  await expect(page.getByRole('heading', { name: 'Healed by repair' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeHidden()
  await expect(page.getByRole('list', { name: 'Incidents' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  expect(await page.getByRole('article').evaluate((story) => getComputedStyle(story).color)).toBe('rgb(0, 0, 0)')
  await page.pdf({ path: 'test-results/screens/told-healed.pdf' })
  await page.screenshot({ path: 'test-results/screens/told-print.png', fullPage: true })
})

test('the list is filtered, and the address keeps it', async ({ page, world }) => {
  await world.open('past', '/incidents')
  await page.getByRole('combobox', { name: 'Rung' }).selectOption('repair')
  await expect(page.getByText('0 incidents of 2')).toBeVisible()
  await page.getByRole('button', { name: 'All of them' }).first().click()
  await page.getByRole('combobox', { name: 'Cause' }).selectOption('Delete lines')
  await expect(page).toHaveURL(/cause=Delete/)
  const list = page.getByRole('list', { name: 'Incidents' })
  await expect(list.getByRole('link')).toHaveCount(2)
  await list.getByRole('link').last().click()
  await expect(page).toHaveURL(/\/incidents\/incident-2\?.*cause=Delete/)
})
