import { readFile } from 'node:fs/promises'
import { expect, inspect, phone, test } from './pretended.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const size of ['wide', 'phone'] as const)
  test(`every setting stands there with its origin, ${size}`, async ({ page, world }) => {
    if (size === 'phone') await page.setViewportSize(phone)
    await world.open('past', '/settings')
    const engine = page.getByRole('region', { name: 'Engine', exact: true })
    await expect(engine.getByText('--port, PORT in the environment')).toBeAttached()
    await expect(page.getByRole('region', { name: 'Access', exact: true }).getByText('set', { exact: true })).toBeAttached()
    await inspect(page, `settings-${size}`)
    for (const section of ['models', 'limits', 'appearance', 'data', 'access', 'engine']) {
      await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: section, exact: false }).click()
      await expect(page).toHaveURL(new RegExp(`#${section}$`))
      await expect(page.locator(`#${section}`)).toBeInViewport()
      await inspect(page, `settings-${section}-${size}`)
    }
  })

test('a limit is changed at once, is told to be changed here, and goes back', async ({ page, world }) => {
  await world.open('live', '/settings#limits')
  const limits = page.getByRole('region', { name: 'Limits', exact: true })
  const field = limits.getByLabel('A fault’s time', { exact: true })
  await expect(field).toHaveValue('60')
  await field.fill('0')
  await expect(limits.getByRole('alert')).toHaveText('✖ A whole number from 1 to 3,600.')
  await expect(limits.getByRole('button', { name: 'Save: A fault’s time' })).toBeDisabled()
  await field.fill('90')
  const sent = page.waitForRequest((request) => request.method() === 'PUT')
  await limits.getByRole('button', { name: 'Save: A fault’s time' }).click()
  expect((await sent).postDataJSON()).toEqual({ faultTtlMs: 90_000 })
  await expect(limits.getByText('changed here')).toBeVisible()
  await limits.getByRole('button', { name: 'A fault’s time: back to 60 s' }).click()
  await expect(field).toHaveValue('60')
  await expect(limits.getByText('changed here')).toHaveCount(0)
})

test('each organism has restarts of its own', async ({ page, world }) => {
  await world.open('live', '/settings#limits')
  const restarts = page.getByLabel('Restarts of beacon', { exact: true })
  await restarts.fill('2')
  await page.getByRole('button', { name: 'Save the restarts of beacon' }).click()
  await expect(page.getByRole('button', { name: 'Restarts of beacon: as its manifest has it' })).toBeVisible()
  await expect(restarts).toHaveValue('2')
  await expect(page.getByLabel('Restarts of bubble-sort', { exact: true })).toHaveValue('5')
})

test('what a reader chooses is kept in this browser, and on the page at once', async ({ page, world }) => {
  await world.open('past', '/settings#appearance')
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await expect(html).toHaveAttribute('data-keys', 'on')
  await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'High contrast' }).click()
  await page.getByRole('group', { name: 'Motion' }).getByRole('button', { name: 'None' }).click()
  await page.getByRole('group', { name: 'Single keys' }).getByRole('button', { name: 'Off' }).click()
  await expect(html).toHaveAttribute('data-theme', 'contrast')
  await inspect(page, 'settings-contrast')
  await page.reload()
  await expect(html).toHaveAttribute('data-theme', 'contrast')
  await expect(html).toHaveAttribute('data-motion', 'none')
  await expect(html).toHaveAttribute('data-keys', 'off')
  await expect(page.getByRole('region', { name: 'Appearance' }).getByText('Origin: this browser')).toHaveCount(3)
  await page.goto(new URL('/', page.url()).href)
  await expect(page.getByRole('button', { name: 'Break it' })).toBeVisible()
  await inspect(page, 'contrast-god-view')
})

test('the ledger is taken home, an event a line', async ({ page, world }) => {
  await world.open('past', '/settings#data')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the ledger' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  const events = text.trimEnd().split('\n').map((line) => JSON.parse(line) as { seq: number })
  expect(events[0]?.seq).toBe(1)
  expect(events.length).toBeGreaterThan(100)
})

for (const size of ['wide', 'phone'] as const)
  test(`a reset says what it does, takes a seed, and begins anew, ${size}`, async ({ page, world }) => {
    if (size === 'phone') await page.setViewportSize(phone)
    await world.open('live', '/settings#data')
    await page.getByRole('region', { name: 'Data', exact: true }).getByRole('button', { name: 'Reset demo' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Reset the demo?' })
    await expect(dialog.getByText('The ledger keeps all that happened')).toBeVisible()
    const seed = dialog.getByLabel('Seed')
    await expect(seed).toHaveValue('1')
    await expect(dialog.getByText('The seed in force')).toBeVisible()
    await inspect(page, `reset-demo-${size}`)
    await seed.fill('-4')
    await expect(dialog.getByText('A seed is a whole number')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Reset demo' })).toBeDisabled()
    await seed.fill('77')
    const sent = page.waitForRequest((request) => request.url().endsWith('/api/demo/reset'))
    await dialog.getByRole('button', { name: 'Reset demo' }).click()
    expect((await sent).postDataJSON()).toEqual({ seed: 77 })
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Data', exact: true }).getByText('77')).toBeVisible()
  })

test('a reset that is thought better of sends nothing, by keyboard alone', async ({ page, world }) => {
  await world.open('live', '/settings#data')
  page.on('request', (request) => expect(request.url()).not.toContain('/api/demo/reset'))
  const reset = page.getByRole('region', { name: 'Data', exact: true }).getByRole('button', { name: 'Reset demo' })
  await reset.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(reset).toBeFocused()
})

test('a sound is made for a fall and for a cure, and only where it was asked for', async ({ page, world }) => {
  await page.addInitScript(() => {
    const made: number[] = []
    Object.assign(window, { made })
    const Real = window.OscillatorNode
    window.OscillatorNode = class extends Real {
      constructor(context: BaseAudioContext, options?: OscillatorOptions) {
        super(context, options)
        made.push(options?.frequency ?? 0)
      }
    }
  })
  const made = () => page.evaluate(() => (window as unknown as { made: number[] }).made)
  await world.open('live', '/settings#appearance')
  await page.getByRole('group', { name: 'Sound' }).getByRole('button', { name: 'On' }).click()
  await page.request.post(new URL('/api/chaos', page.url()).href, { data: { organism: 'bubble-sort', fault: 'classic' } })
  await expect.poll(made).toEqual([440, 311, 440, 659])
  await page.getByRole('group', { name: 'Sound' }).getByRole('button', { name: 'Off' }).click()
  await page.goto(new URL('/', page.url()).href)
  await page.getByRole('button', { name: 'Break it' }).click()
  await expect(page.getByRole('log', { name: 'What happened to bubble-sort' }).getByText('Rolled back')).toBeVisible()
  // A new page counts anew.
  expect(await made()).toEqual([])
})
