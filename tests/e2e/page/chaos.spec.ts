import { expect, inspect, test } from './pretended.ts'

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
  await expect(inForce.getByText('undone')).toBeVisible()
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
