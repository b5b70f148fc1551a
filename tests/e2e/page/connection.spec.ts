import { expect, inspect, phone, test } from './pretended.ts'

test('a broken stream says since when its data is, comes back, and has what it missed', async ({ page, world }) => {
  await world.open('idle')
  const connection = page.getByRole('status', { name: 'Connection' })
  await expect(connection).toHaveText(/live/)
  await world.make('down')
  await expect(connection).toHaveText(/reconnecting.*data from \d+ s ago/)
  await expect(page.locator('.stale')).toBeVisible()
  await inspect(page, 'reconnecting')
  for (let pulse = 0; pulse < 5; pulse += 1) await world.make('pulse', { organism: 'bubble-sort' })
  await world.make('up')
  await expect(connection).toHaveText(/live/)
  await expect(page.getByText('195 of 195 pulses')).toBeVisible()
  await expect(page.getByRole('option', { name: /the stream was broken for/ })).toBeVisible()
})

test('the page says how the core is', async ({ page, world }) => {
  await world.open('idle')
  const core = page.getByRole('status', { name: 'Core' })
  await expect(core).toHaveText(/core up/)
  await world.make('core', { state: 'restarting', pid: null, restarts: 2, allowed: 5, retryAt: Date.now() + 4000, why: 'killed by SIGKILL' })
  await expect(core).toHaveText(/core restarting, 2 of 5.*killed by SIGKILL, next try in 0:0\d/)
  await inspect(page, 'core-restarting')
  await page.setViewportSize(phone)
  await inspect(page, 'core-restarting-phone')
  await world.make('core', { state: 'down', pid: null, restarts: 5, allowed: 5, retryAt: null, why: 'died 5 times within a minute' })
  await expect(core).toHaveText(/core down.*died 5 times within a minute/)
})
