import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, inspect, phone, test } from './real.ts'

/** The whole way, with nothing pretended: a browser, the gate process, a core, sandboxed organisms. */
test.describe.configure({ mode: 'serial' })

const ring = (page: Page, words: RegExp) => page.getByRole('img', { name: words })
const story = (page: Page, id: string) => page.getByRole('log', { name: `What happened to ${id}` })

test('something is alive, one click breaks it, and it comes back', async ({ page }) => {
  await page.goto('/?organism=bubble-sort')
  await expect(ring(page, /bubble-sort is healthy/)).toBeVisible()
  await expect(page.getByText(/sorting|compare|swap/i).first()).toBeVisible()
  await inspect(page, 'lab-alive')
  await page.getByRole('button', { name: 'Break it' }).click()
  await expect(story(page, 'bubble-sort').getByText('Noticed')).toBeVisible()
  // A search may take all of its time before the ladder goes on to the way back.
  await expect(story(page, 'bubble-sort').getByText(/Rolled back|Healed/).first()).toBeVisible({ timeout: 30_000 })
  await expect(ring(page, /bubble-sort is healthy/)).toBeVisible()
  await inspect(page, 'lab-healed')
})

test('every step of it is kept, and can be looked at after a reload', async ({ page }) => {
  await page.goto('/incidents?organism=bubble-sort')
  await page.getByRole('region', { name: 'Incident strip' }).getByRole('link').last().click()
  await expect(page.getByText('properties', { exact: false }).first()).toBeVisible()
  await inspect(page, 'lab-incident')
  await page.reload()
  await expect(page.getByText('properties', { exact: false }).first()).toBeVisible()
})

test('a version is rolled back to, behind a look at what it changes', async ({ page }) => {
  await page.goto('/genomes?organism=bubble-sort&as=table')
  const genomes = page.getByRole('table', { name: 'Genomes' })
  await genomes.getByRole('button', { name: /^g0002/ }).click()
  await page.getByRole('button', { name: 'Roll back to g0002' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toBeVisible()
  await inspect(page, 'lab-rollback')
  await expect(dialog.getByText('would refuse it')).toBeVisible()
  await dialog.getByRole('button', { name: /^Roll back to g0002/ }).click()
  await expect(genomes.getByRole('button', { name: /^g0004/ })).toBeVisible()
  // What it went back to was the broken version: probation ends that by itself.
  await expect(genomes.getByRole('button', { name: /g0005.*running/ })).toBeVisible()
})

test('a fault is looked at before it is injected, and can be taken back', async ({ page }) => {
  await page.goto('/chaos?organism=route-finder&fault=added-latency')
  await page.getByRole('button', { name: 'Inject' }).click()
  const inForce = page.getByRole('region', { name: 'Faults in force' })
  await expect(inForce.getByText(/left/).first()).toBeVisible()
  await inForce.getByRole('button', { name: /Undo/ }).first().click()
  await expect(page.getByRole('row', { name: /Add latency.*route-finder.*undone/ }).first()).toBeVisible()
  await page.goto('/chaos?organism=csv-parser&fault=delete-lines')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText(/deleted/).first()).toBeVisible()
  await inspect(page, 'lab-preview')
})

test('a killed service is back within the page’s next breath', async ({ page }) => {
  await page.goto('/chaos?organism=beacon&fault=sigkill')
  await page.getByRole('button', { name: 'Inject' }).click()
  await expect(page.getByRole('row', { name: /SIGKILL.*beacon/ }).first()).toBeVisible()
  await page.goto('/?organism=beacon')
  await expect(story(page, 'beacon').getByText('Noticed')).toBeVisible()
  await expect(ring(page, /beacon is healthy/)).toBeVisible()
})

test('the stop is for all, and everybody sees it', async ({ page, context }) => {
  const other = await context.newPage()
  await Promise.all([page.goto('/'), other.goto('/')])
  await page.getByRole('button', { name: 'Stop all chaos' }).click()
  await expect(other.getByRole('button', { name: 'Allow chaos' })).toBeVisible()
  await other.getByRole('button', { name: 'Allow chaos' }).click()
  await expect(page.getByRole('button', { name: 'Stop all chaos' })).toBeVisible()
})

test('the core is killed, the page says so, and life goes on where it was', async ({ page, request }) => {
  await page.goto('/?organism=bubble-sort')
  await expect(ring(page, /bubble-sort is healthy/)).toBeVisible()
  const core = async () => ((await (await request.get('/api/cores')).json()) as { cores: { pid: number; role: string }[] }).cores.find(({ role }) => role === 'active')
  const pid = (await core())?.pid ?? 0
  expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain('core/main.ts')
  process.kill(pid, 'SIGKILL')
  await expect.poll(async () => (await core())?.pid).not.toBe(pid)
  const pulses = async () => ((await (await request.get('/api/organisms/bubble-sort')).json()) as { pulses: number }).pulses
  const before = await pulses()
  await expect.poll(pulses).toBeGreaterThan(before)
  await expect(page.getByRole('status', { name: 'Core', exact: true })).toContainText('leads')
})

test('all of it on a phone', async ({ page }) => {
  await page.setViewportSize(phone)
  await page.goto('/?organism=csv-parser')
  await expect(ring(page, /csv-parser is healthy/)).toBeVisible()
  await inspect(page, 'lab-phone')
  await page.getByRole('button', { name: 'Break it' }).click()
  await expect(story(page, 'csv-parser').getByText('Noticed')).toBeVisible()
  await expect(ring(page, /csv-parser is healthy/)).toBeVisible()
  await inspect(page, 'lab-phone-healed')
})
