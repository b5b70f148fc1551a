import { expect, inspect, phone, test } from './pretended.ts'

test('going back to a version shows what it changes, can be left, and adds a version', async ({ page, world }) => {
  await world.open('past', '/genomes')
  await page.getByRole('list', { name: 'Genomes' }).getByRole('button', { name: /g0002/ }).click()
  await page.getByRole('button', { name: 'Roll back to g0002' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Roll bubble-sort back to g0002?' })
  await expect(dialog.getByText('let swapped = false')).toBeVisible()
  await inspect(page, 'dialog-wide')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Roll back to g0002' }).click()
  await dialog.getByRole('button', { name: 'Roll back to g0002' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('list', { name: 'Genomes' }).getByRole('button', { name: /g0006.*running/ })).toBeVisible()
})

test('the dialog fits a phone', async ({ page, world }) => {
  await page.setViewportSize(phone)
  await world.open('past', '/genomes?genome=bubble-sort.g0002')
  await page.getByRole('button', { name: 'Roll back to g0002' }).click()
  await expect(page.getByRole('alertdialog').getByText('let swapped = false')).toBeVisible()
  await inspect(page, 'dialog-phone')
})

test('markup in code stays text', async ({ page, world }) => {
  await world.open('past', '/genomes?genome=bubble-sort.g0002')
  await expect(page.getByText(`<img src=x onerror="document.title='owned'">`)).toBeVisible()
  expect(await page.locator('img').count()).toBe(0)
  await expect(page).toHaveTitle('Genomes · Ouroboros')
})

test('the archive of a version can be taken along', async ({ page, world }) => {
  await world.open('past', '/genomes?genome=bubble-sort.g0002')
  await expect(page.getByRole('link', { name: 'Export' })).toHaveAttribute('href', '/api/genomes/bubble-sort.g0002/archive')
})
