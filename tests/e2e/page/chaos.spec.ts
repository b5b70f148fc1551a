import { expect, inspect, phone, test } from './pretended.ts'

test('a fault is looked at, injected with the seed that was looked at, and taken back', async ({ page, world }) => {
  await world.open('past', '/chaos?fault=off-by-one')
  // What nobody notices stays in force until it is taken back.
  await world.make('latent')
  const bench = page.getByRole('region', { name: 'Chaos', exact: true })
  await bench.getByLabel('Intensity').fill('4')
  await bench.getByRole('button', { name: 'Preview' }).click()
  await expect(bench.getByText('let swapped = false').last()).toBeVisible()
  await inspect(page, 'preview')
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/chaos') && request.method() === 'POST')
  await bench.getByRole('button', { name: 'Inject' }).click()
  expect((await sent).postDataJSON()).toEqual({ organism: 'bubble-sort', fault: 'off-by-one', intensity: 4, seed: 4217, ttlMs: 120_000 })
  const inForce = page.getByRole('region', { name: 'Faults in force' })
  await expect(inForce.getByText(/[12]:\d\d left/)).toBeVisible()
  await inForce.getByRole('button', { name: 'Undo Off by one in bubble-sort' }).click()
  await expect(inForce.getByText('None.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'History' }).getByRole('row', { name: /Off by one/ }).getByText('undone')).toBeVisible()
})

test('a preview that is refused says why and the way out', async ({ page, world }) => {
  await world.open('past', '/chaos?fault=infinite-loop')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText('This source has no loop to make endless.')).toBeVisible()
  await expect(page.getByText('Choose another fault.')).toBeVisible()
})

test('a seed that is none cannot be sent', async ({ page, world }) => {
  await world.open('past', '/chaos')
  await page.getByLabel('Seed').fill('4294967296')
  await expect(page.getByText('A seed is a whole number from 0 to 4294967295.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Inject' })).toBeDisabled()
})

test('only faults that fit the organism are offered', async ({ page, world }) => {
  await world.open('past', '/chaos?organism=word-count')
  await expect(page.getByRole('button', { name: 'SIGKILL' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Killed port' })).toHaveCount(0)
})

test('what hits Ouroboros itself is elsewhere, told here all the same, and done again without an organism', async ({ page, world }) => {
  await world.open('reigns', '/chaos')
  await expect(page.getByRole('button', { name: 'Kill the core that leads' })).toHaveCount(0)
  await page.getByRole('link', { name: /Ouroboros itself can be broken too/ }).click()
  await expect(page).toHaveURL(/\/cores/)
  await page.goBack()
  await world.make('strike', { fault: 'jump-clock' })
  await expect(page.getByRole('region', { name: 'Faults in force' }).getByText('in Ouroboros itself')).toBeVisible()
  const row = page.getByRole('region', { name: 'History', exact: true }).getByRole('row', { name: /Jump the clock/ })
  await expect(row).toContainText('in Ouroboros itself')
  await inspect(page, 'chaos-system')
  await page.getByRole('button', { name: 'Undo Jump the clock in Ouroboros itself' }).click()
  await expect(row.getByText('undone')).toBeVisible()
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/chaos') && request.method() === 'POST')
  await page.getByRole('button', { name: 'Jump the clock in Ouroboros itself again, just as it was' }).click()
  expect((await sent).postDataJSON()).toEqual({ fault: 'jump-clock', seed: 4217, intensity: 2, ttlMs: 60_000 })
})

test('all that was ever injected is told, with what it led to', async ({ page, world }) => {
  await world.open('past', '/chaos')
  const history = page.getByRole('region', { name: 'History', exact: true })
  await expect(history.getByRole('row', { name: /Delete lines/ })).toHaveCount(2)
  await inspect(page, 'chaos-history-wide')
  await page.setViewportSize(phone)
  await expect(history.getByRole('row', { name: /Delete lines/ })).toHaveCount(2)
  await history.scrollIntoViewIfNeeded()
  await inspect(page, 'chaos-history-phone')
  await history.getByRole('link', { name: /rolled back/ }).first().click()
  await expect(page).toHaveURL(/\/incidents\/incident-\d+/)
})

test('the history is narrowed in the address, and an end that nothing had says so', async ({ page, world }) => {
  await world.open('past', '/chaos?historyEnd=healed')
  const history = page.getByRole('region', { name: 'History', exact: true })
  await expect(history.getByLabel('Only this end')).toHaveValue('healed')
  await expect(history.getByRole('row', { name: /Delete lines/ })).toHaveCount(2)
  await history.getByLabel('Only this fault').selectOption('off-by-one')
  await expect(page).toHaveURL(/historyFault=off-by-one/)
  await expect(history.getByText('No injection was like that.')).toBeVisible()
  await history.getByRole('button', { name: 'Show all of them' }).click()
  await expect(history.getByRole('row', { name: /Delete lines/ })).toHaveCount(2)
})

test('where there are more than a page shows, it says so and where they are', async ({ page, world }) => {
  await page.route('**/api/chaos/injections*', async (route) => {
    const [row] = ((await (await route.fetch()).json()) as { injections: object[] }).injections
    const limit = Number(new URL(route.request().url()).searchParams.get('limit'))
    await route.fulfill({ json: { injections: Array.from({ length: limit }, (_, n) => ({ ...row, id: `one-${n}` })), before: 1 } })
  })
  await world.open('past', '/chaos')
  const history = page.getByRole('region', { name: 'History', exact: true })
  const older = history.getByRole('button', { name: 'Older ones' })
  await expect(older).toBeVisible()
  await expect(history.getByText(/The newest \d+ are shown/)).toHaveCount(0)
  for (let rows = 30; rows < 500; rows = Math.min(500, rows + 30)) {
    await older.click()
    await expect(history.getByRole('row')).toHaveCount(Math.min(500, rows + 30) + 1)
  }
  await expect(older).toHaveCount(0)
  await history.getByText('The newest 500 are shown.').scrollIntoViewIfNeeded()
  await history.getByRole('link', { name: 'take the whole ledger along' }).click()
  await expect(page).toHaveURL(/\/settings.*#data$/)
})

test('one is done again, with the same seed', async ({ page, world }) => {
  await world.open('live', '/chaos')
  await world.make('latent')
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/chaos') && request.method() === 'POST')
  await page.getByRole('button', { name: 'Delete lines in bubble-sort again, just as it was' }).first().click()
  expect((await sent).postDataJSON()).toEqual({ organism: 'bubble-sort', fault: 'delete-lines', seed: 4217, intensity: 2, ttlMs: 120_000 })
  await expect(page.getByRole('region', { name: 'Faults in force' }).getByText('Delete lines')).toBeVisible()
  await expect(page.getByRole('row', { name: /Delete lines.*in force/ })).toBeVisible()
  await inspect(page, 'chaos-running')
})

test('an engine that fails is told where the list would be', async ({ page, world }) => {
  await page.route('**/api/chaos/injections*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ detail: 'The ledger cannot be read now.', code: 'ledger-unavailable', wayOut: 'Try again in a few seconds.' }) }))
  await world.open('past', '/chaos')
  const history = page.getByRole('region', { name: 'History', exact: true })
  await expect(history.getByRole('alert')).toContainText('The ledger cannot be read now.')
  await page.unroute('**/api/chaos/injections*')
  await history.getByRole('button', { name: 'Try again' }).click()
  await expect(history.getByRole('row', { name: /Delete lines/ })).toHaveCount(2)
})
