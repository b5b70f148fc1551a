import type { Page } from '@playwright/test'
import { expect, inspect, phone, test } from './pretended.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const editor = (page: Page) => page.locator('.monaco-editor[role="code"], .monaco-editor').first()

/** Writes a line at the top of the file, as hands would. */
async function write(page: Page, text: string): Promise<void> {
  await expect(editor(page).locator('.view-line').first()).toBeVisible()
  await page.locator('.monaco-editor .view-lines').click({ position: { x: 200, y: 8 } })
  await page.keyboard.press('Control+Home')
  await page.keyboard.type(text)
}

test('what is refused says why, check by check, and nothing that was typed is lost', async ({ page, world }) => {
  await world.open('past', '/organisms/bubble-sort')
  await write(page, '// wrong ')
  const form = page.getByRole('form', { name: 'Your change' })
  await expect(form.getByText('1 file of g0005 changed')).toBeVisible()
  await form.getByLabel('Why').fill('to see what happens')
  await form.getByRole('button', { name: 'Run through the gate' }).click()
  await expect(form.getByText('✖ The gate refused it: properties: input 3 of seed 3182404591')).toBeVisible()
  await expect(form.getByRole('list', { name: 'Checks' }).getByText('properties failed')).toBeVisible()
  await inspect(page, 'source-refused-wide')
  await page.reload()
  await expect(editor(page).getByText('// wrong')).toBeVisible()
  await expect(form.getByLabel('Why')).toHaveValue('to see what happens')
  await form.getByRole('button', { name: 'Discard' }).click()
  await expect(editor(page).getByText('// wrong')).toBeHidden()
  await page.reload()
  await expect(form.getByText('Nothing is changed.')).toBeVisible()
})

test('who types faster than the page is drawn loses nothing of it', async ({ page, world, context }) => {
  await world.open('past', '/organisms/bubble-sort')
  await expect(editor(page).locator('.view-line').first()).toBeVisible()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 8 })
  await write(page, '// wrong, and so on to the end of a long line ')
  const form = page.getByRole('form', { name: 'Your change' })
  const sent = page.waitForRequest((request) => request.method() === 'POST')
  await form.getByLabel('Why').fill('in haste')
  await form.getByRole('button', { name: 'Run through the gate' }).click()
  const { files, reason } = (await sent).postDataJSON() as { files: Record<string, string>; reason: string }
  expect([files['organism.js']?.split('import')[0], reason]).toEqual(['// wrong, and so on to the end of a long line ', 'in haste'])
})

test('what the gate lets through runs, as a version by hand', async ({ page, world }) => {
  await world.open('past', '/organisms/bubble-sort')
  await write(page, '// better ')
  const asked = page.waitForRequest((request) => request.method() === 'POST')
  await page.getByRole('button', { name: 'Run through the gate' }).click()
  const body = (await asked).postDataJSON() as { base: string; reason: string; files: Record<string, string> }
  expect([body.base, body.reason, Object.keys(body.files)]).toEqual(['bubble-sort.g0005', 'changed by hand', ['organism.js']])
  expect(body.files['organism.js']).toMatch(/^\/\/ better import/)
  await expect(page.getByText('bubble-sort runs bubble-sort.g0006, on probation')).toBeVisible()
  await expect(page.getByText('the running version, g0006')).toBeVisible()
  await inspect(page, 'source-taken-wide')
  await page.getByRole('link', { name: 'What g0006 changed' }).click()
  await expect(page.getByText('changed by hand').filter({ visible: true }).first()).toBeVisible()
})

test('a base that no longer runs says so, and carries the change over', async ({ page, world }) => {
  await world.open('past', '/organisms/bubble-sort')
  await write(page, '// mine ')
  await expect(page.getByText('1 file of g0005 changed')).toBeVisible()
  await page.request.post(new URL('/api/genomes/bubble-sort.g0001/rollback', page.url()).href)
  await expect(page.getByText('You changed g0005, and g0006 runs by now.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run through the gate' })).toBeDisabled()
  await inspect(page, 'source-stale-wide')
  await page.reload()
  await expect(editor(page).getByText('// mine')).toBeVisible()
  await page.getByRole('button', { name: 'Carry it over to g0006' }).click()
  await expect(page.getByText('1 file of g0006 changed')).toBeVisible()
  await expect(editor(page).getByText('// mine')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run through the gate' })).toBeEnabled()
})

test('while it is healed nothing can be proposed, and the marks lead to their lines', async ({ page, world }) => {
  await world.open('searching', '/organisms/bubble-sort')
  await expect(page.locator('.source-failed').first()).toBeVisible()
  await expect(page.locator('.squiggly-error').first()).toBeVisible()
  await expect(page.locator('.source-heat-3').first()).toBeVisible()
  await page.getByRole('button', { name: 'organism.js:14 failed here, suspicion 100 of 100' }).click()
  await expect(page.locator('.monaco-editor')).toHaveClass(/focused/)
  await page.keyboard.type('// ')
  await expect(page.getByText('bubble-sort is being healed: wait until that is over.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run through the gate' })).toBeDisabled()
})

test('nobody is caught in the editor: Tab goes on', async ({ page, world }) => {
  await world.open('past', '/organisms/bubble-sort')
  await write(page, '// ')
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('.monaco-editor'))).toBeNull()
})

test('a phone reads a listing and writes in a plain field', async ({ page, world }) => {
  await page.setViewportSize(phone)
  await world.open('searching', '/organisms/bubble-sort')
  const listing = page.getByRole('region', { name: 'organism.js of g0002' })
  await expect(listing.getByText('line 14, failed here, suspicion 100 of 100:')).toBeAttached()
  expect(await page.locator('.monaco-editor').count()).toBe(0)
  await world.open('past', '/organisms/bubble-sort')
  await page.getByRole('button', { name: 'Edit' }).click()
  const field = page.getByRole('textbox', { name: 'organism.js of g0005' })
  await field.fill(`// wrong\n${await field.inputValue()}`)
  await page.getByRole('button', { name: 'Run through the gate' }).click()
  await expect(page.getByText('✖ The gate refused it: properties')).toBeVisible()
  await inspect(page, 'source-refused-phone')
  expect(await field.inputValue()).toMatch(/^\/\/ wrong/)
})
