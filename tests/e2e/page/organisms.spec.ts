import { expect, inspect, phone, test } from './pretended.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const states = [
  { name: 'fleet', scenario: 'past', path: '/organisms', sees: 'rolled back in 480 ms' },
  { name: 'fleet-one', scenario: 'single', path: '/organisms', sees: 'half-written' },
  { name: 'fleet-many', scenario: 'many', path: '/organisms?sort=state', sees: 'quarantined' },
  { name: 'fleet-none', scenario: 'past', path: '/organisms?words=nothing', sees: 'None of the 6 organisms is like that.' },
  { name: 'source', scenario: 'past', path: '/organisms/bubble-sort', sees: 'What failed last' },
  { name: 'source-searching', scenario: 'searching', path: '/organisms/bubble-sort', sees: 'What fails now' },
  { name: 'spec', scenario: 'past', path: '/organisms/bubble-sort?of=spec', sees: 'upside down' },
  { name: 'spec-none', scenario: 'past', path: '/organisms/csv-parser?of=spec', sees: 'did not tell its spec' },
  { name: 'pulses', scenario: 'past', path: '/organisms/bubble-sort?of=pulses', sees: 'Work of the last' },
  { name: 'healing-budget', scenario: 'quarantined', path: '/organisms/bubble-sort?of=healing', sees: '0 of 5 left' },
  { name: 'organism-unknown', scenario: 'past', path: '/organisms/nobody', sees: 'There is no organism nobody.' },
] as const

for (const { name, scenario, path, sees } of states)
  for (const size of ['wide', 'phone'] as const)
    test(`${name}, ${size}: is as it should be and has no barrier`, async ({ page, world }) => {
      if (size === 'phone') await page.setViewportSize(phone)
      await world.open(scenario, path)
      await expect(page.getByText(sees).filter({ visible: true }).first()).toBeVisible()
      if (size === 'wide' && name.startsWith('source')) await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible()
      if (name === 'pulses' && size === 'wide') await expect(page.getByText('sorting 42 7 19')).toBeVisible()
      await inspect(page, `${name}-${size}`)
      if (size === 'wide') expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBeLessThanOrEqual(0)
    })

test('the fleet is found through, sorted and linked to', async ({ page, world }) => {
  await world.open('many', '/organisms')
  const list = page.getByRole('list', { name: 'Organisms', exact: true })
  await expect(list.getByRole('listitem')).toHaveCount(60)
  await page.getByLabel('Order').selectOption('state')
  await expect(list.getByRole('listitem').first()).toContainText('quarantined')
  await page.getByLabel('Find organisms by words').fill('MONEY invariant')
  await expect(list.getByRole('listitem')).toHaveCount(10)
  await page.getByLabel('State', { exact: true }).selectOption('healing')
  await page.getByLabel('Kind').selectOption('service')
  await expect(page.getByText('None of the 60 organisms is like that.')).toBeVisible()
  await expect(page).toHaveURL(/sort=state&words=MONEY\+invariant&state=healing&kind=service/)
  await page.reload()
  await page.getByRole('button', { name: 'Show all' }).last().click()
  await expect(list.getByRole('listitem')).toHaveCount(60)
  await expect(page).toHaveURL(/\/organisms\?sort=state$/)
})

test('an organism is broken and paused where it is shown', async ({ page, world }) => {
  await world.open('live', '/organisms')
  const card = page.getByRole('listitem').filter({ hasText: 'Shortest path' })
  const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/chaos'))
  await card.getByRole('button', { name: 'Break it pathfinder' }).click()
  expect((await asked).postDataJSON()).toMatchObject({ organism: 'pathfinder' })
  await expect(card.getByText('rolled back in')).toBeVisible()
  await card.getByRole('button', { name: 'Pause pathfinder' }).click()
  await expect(card.getByText('paused')).toBeVisible()
  await expect(card.getByRole('button', { name: 'Break it pathfinder' })).toBeDisabled()
  await card.getByRole('button', { name: 'Resume pathfinder' }).click()
  await expect(card.getByText('healthy')).toBeVisible()
  await card.getByRole('link', { name: 'Shortest path' }).click()
  await expect(page.getByRole('heading', { name: 'Shortest path', level: 2 })).toBeVisible()
  await expect(page).toHaveURL(/\/organisms\/pathfinder$/)
})

test('a pulse has its record and its output, and an address', async ({ page, world }) => {
  await world.open('past', '/organisms/bubble-sort?of=pulses')
  const list = page.getByRole('list', { name: 'Pulses, newest first' })
  await list.getByRole('button', { name: /crashed/ }).first().click()
  await expect(page).toHaveURL(/pulse=\d+/)
  await expect(page.getByText('ReferenceError: swapped is not defined')).toBeVisible()
  await expect(page.getByText('with exit code 1')).toBeVisible()
  await page.reload()
  await expect(page.getByText('with exit code 1')).toBeVisible()
  await world.open('past', '/organisms/bubble-sort?of=pulses&pulse=3')
  await expect(page.getByText('Event 3 is no pulse of bubble-sort.')).toBeVisible()
})
