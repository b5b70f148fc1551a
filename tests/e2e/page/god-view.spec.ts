import { expect, inspect, phone, test } from './pretended.ts'

test.describe('stages of the loop', () => {
  test('a stage filters the page, stands in the address, and is taken away again', async ({ page, world }) => {
    await world.open('past')
    await expect(page.getByRole('option').first()).toBeVisible()
    await page.getByRole('group', { name: 'Stages of the loop' }).getByRole('button', { name: 'execute' }).click()
    await expect(page).toHaveURL(/stage=execute/)
    const story = page.getByRole('log', { name: 'What happened to bubble-sort' })
    await expect(story.getByText('Rolled back')).toBeVisible()
    await expect(story.getByText('Noticed')).toHaveCount(0)
    await expect(page.getByRole('option', { name: /rolled back in 480 ms/ }).first()).toBeVisible()
    await expect(page.getByRole('option', { name: /compare/ })).toHaveCount(0)
    await inspect(page, 'stage-execute')
    await page.getByRole('button', { name: 'Only execute: show every stage' }).first().press('Enter')
    await expect(page).not.toHaveURL(/stage=/)
    await expect(story.getByText('Noticed')).toBeVisible()
  })

  test('each can be reached and pressed by keyboard', async ({ page, world }) => {
    await world.open('past')
    for (const stage of ['monitor', 'analyse', 'plan', 'execute', 'knowledge']) {
      await page.getByRole('group', { name: 'Stages of the loop' }).getByRole('button', { name: stage }).press('Enter')
      await expect(page).toHaveURL(new RegExp(`stage=${stage}`))
    }
    await page.keyboard.press('Escape')
    await expect(page).not.toHaveURL(/stage=/)
  })
})

test('a change that comes while somebody looks is written before their eyes, once', async ({ page, world }) => {
  await world.open('live')
  await expect(page.getByRole('region', { name: 'Last change' }).getByText('organism.js')).toBeVisible()
  expect(await page.locator('.rewriting').count()).toBe(0)
  await page.getByRole('button', { name: 'Break it' }).click()
  await expect(page.locator('.rewriting [data-line="removed"] code').first()).toHaveCSS('animation-name', 'strike-out')
})

test('who is cut off is told in each panel, and asks nothing of an engine that is not there', async ({ page, world }) => {
  await world.open('past')
  await world.make('down')
  await expect(page.getByText(/showing data from \d+ s ago/).first()).toBeVisible()
  expect(await page.getByText(/showing data from/).count()).toBeGreaterThanOrEqual(5)
  await expect(page.getByRole('button', { name: 'Break it' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Stop all chaos' })).toBeDisabled()
  await expect(page.getByText('The engine is out of reach').first()).toBeVisible()
  await inspect(page, 'god-view-stale')
  await page.setViewportSize(phone)
  await inspect(page, 'god-view-stale-phone')
  await world.make('up')
  await expect(page.getByRole('button', { name: 'Break it' })).toBeEnabled()
})

test('the status says how far away the engine is, and what chance is drawn from', async ({ page, world }) => {
  await world.open('idle')
  await expect(page.getByRole('status', { name: 'Connection' })).toHaveText(/live link.*\d ms/)
  await expect(page.getByRole('region', { name: 'Status' }).getByText('seed 1', { exact: true })).toBeVisible()
})
