// The real cases, with no model: each app is made of its sentence, used in a browser, broken five times and healed, and is
// all there after a restart.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import type { InjectionView } from '../../../lib/contract/view.ts'
import { expectNoBarrier, watchForWrong } from '../page/pretended.ts'
import { startLab, type Lab } from './real.ts'

test.describe.configure({ mode: 'serial', timeout: 180_000 })

let data = ''
let lab: Lab
test.beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'ouroboros-factory-'))
  lab = await startLab(data)
})
test.afterAll(async () => {
  await stop()
  rmSync(data, { recursive: true, force: true })
})
async function stop(): Promise<void> {
  const gone = once(lab.child, 'exit')
  lab.child.kill('SIGTERM')
  await gone
}

const get = async <T>(path: string): Promise<T> => await (await fetch(lab.url + path)).json() as T
const post = async <T>(path: string, body: object): Promise<T> => await (await fetch(lab.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json() as T
const appOf = (id: string): Promise<AppView> => get(`/api/apps/${id}`)
const portOf = async (id: string, component: string): Promise<number> => (await appOf(id)).ports[component]!
const organisms = async (): Promise<{ id: string; state: string; pulses: number }[]> => (await get<{ organisms: { id: string; state: string; pulses: number }[] }>('/api/organisms')).organisms

async function healthy(id: string): Promise<void> {
  // After a start nobody keeps it for a moment.
  await expect.poll(async () => Object.keys((await appOf(id)).organisms).length, { timeout: 30_000 }).toBeGreaterThan(0)
  const names = Object.values((await appOf(id)).organisms)
  const before = new Map((await organisms()).map((one) => [one.id, one.pulses]))
  await expect.poll(async () => (await organisms()).filter((one) => names.includes(one.id) && (one.state !== 'healthy' || one.pulses <= (before.get(one.id) ?? 0))).map((one) => `${one.id} ${one.state}`), { timeout: 40_000 }).toEqual([])
}

/** One fault after the other, each until it is healed. */
async function breakAndHeal(id: string, faults: readonly (readonly [component: string, fault: string])[]): Promise<void> {
  for (const [component, fault] of faults) {
    const asked = await post<{ command?: string; detail?: string }>('/api/chaos', { organism: `${id}-${component}`, fault, seed: 7, ttlMs: 120_000 })
    expect(asked.detail).toBeUndefined()
    const { command } = asked
    const outcome = async () => (await get<{ outcome: { injection?: string; message: string } | null }>(`/api/commands/${command}`)).outcome
    await expect.poll(async () => (await outcome())?.injection ?? (await outcome())?.message).toMatch(/^[0-9a-f-]{36}$/)
    const injection = (await outcome())!.injection
    const end = async () => (await get<{ view: { injections: InjectionView[] } }>('/api/status')).view.injections.find((one) => one.id === injection)?.end
    await expect.poll(end, { timeout: 60_000, message: `${fault} in ${component}` }).toBe('healed')
  }
  await healthy(id)
}

async function restart(): Promise<void> {
  await stop()
  lab = await startLab(data)
}

const visit = async (page: Page, id: string, path: string): Promise<void> => void (await page.goto(`http://localhost:${await portOf(id, 'web')}${path}`))

test('a user profile view with API validation, from the sentence on the page of the factory', async ({ page }) => {
  const wrong = watchForWrong(page)
  await page.goto(`${lab.url}/factory`)
  await expect(page.getByText('No app has been made yet.')).toBeVisible()
  await page.getByRole('textbox', { name: /What shall it keep/ }).fill('Dodaj widok profilu użytkownika z walidacją API')
  await page.getByRole('button', { name: 'How is that understood?' }).click()
  await page.getByLabel('Label of phone').fill('Numer telefonu')
  await page.getByRole('button', { name: 'Leave website out' }).click()
  await page.getByRole('button', { name: 'Make it' }).click()
  await expect(page.getByRole('region', { name: 'Services of the app' }).getByText('healthy')).toHaveCount(3, { timeout: 30_000 })
  for (const [tab, sight] of [['Agents', 'architect'], ['Tests', 'holds'], ['Files', 'iteration 1'], ['Iterations', 'in force']] as const) {
    await page.getByRole('button', { name: tab, exact: true }).click()
    await expect(page.getByText(sight).first()).toBeVisible()
    await expectNoBarrier(page)
  }
  expect(wrong).toEqual([])
  await healthy('profiles')

  await visit(page, 'profiles', '/profiles')
  await page.getByLabel('Nazwa').fill('Ala <b>ma</b> kota')
  await page.getByLabel('E-mail').fill('nie-adres')
  await page.getByRole('main').locator('form[method=post]').evaluate((form: HTMLFormElement) => { form.noValidate = true })
  await page.getByRole('button', { name: 'Dodaj' }).click()
  await expect(page.getByRole('alert')).toHaveText('musi być adresem e-mail')
  await page.getByLabel('E-mail').fill('ala@example.org')
  await page.getByRole('button', { name: 'Dodaj' }).click()
  await expect(page.getByRole('definition').filter({ hasText: 'Ala <b>ma</b> kota' })).toBeVisible()
  await expect(page.getByText('Numer telefonu').first()).toBeVisible()
  await expect(page.getByLabel('Strona internetowa')).toHaveCount(0)

  await breakAndHeal('profiles', [['profiles', 'syntax-error'], ['web', 'thrown-error'], ['gateway', 'division-by-zero'], ['profiles', 'sigkill'], ['profiles', 'delete-lines']])
  await restart()
  await healthy('profiles')
  await visit(page, 'profiles', '/profiles')
  await expect(page.getByRole('cell', { name: 'Ala <b>ma</b> kota' })).toBeVisible()
})

test('a todo list with login', async ({ page, browser }) => {
  await post('/api/apps', { sentence: 'a todo list with login' })
  await expect.poll(async () => (await appOf('todos')).making?.end, { timeout: 30_000 }).toBe('well')
  await healthy('todos')
  const register = async (who: Page, email: string): Promise<void> => {
    await visit(who, 'todos', '/register')
    await who.getByLabel('Name').fill('Ada')
    await who.getByLabel('E-mail').fill(email)
    await who.getByLabel('Password').fill('correct horse')
    await who.getByRole('button', { name: 'Register' }).click()
  }
  await visit(page, 'todos', '/todos')
  await expect(page).toHaveURL(/\/login$/)
  await register(page, 'ada@example.org')
  await page.getByLabel('Title').fill('Feed the cat')
  await page.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByRole('link', { name: 'Feed the cat' })).toBeVisible()
  const other = await (await browser.newContext()).newPage()
  await register(other, 'eve@example.org')
  await expect(other.getByText('Nothing here yet.')).toBeVisible()

  await breakAndHeal('todos', [['todos', 'delete-lines'], ['users', 'syntax-error'], ['gateway', 'thrown-error'], ['users', 'sigkill'], ['web', 'syntax-error']])
  await restart()
  await healthy('todos')
  await page.reload()
  await page.getByRole('link', { name: 'Feed the cat' }).click()
  await page.getByLabel('Done').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status')).toHaveText('Saved.')
})

test('a URL shortener with a click-counting worker', async ({ page }) => {
  await post('/api/apps', { sentence: 'a URL shortener with a click-counting worker' })
  await expect.poll(async () => (await appOf('links')).making?.end, { timeout: 30_000 }).toBe('well')
  await healthy('links')
  // A page that is there after a restart, too.
  const target = `http://localhost:${await portOf('links', 'web')}/links?q=nothing`
  await visit(page, 'links', '/links')
  await page.getByRole('main').locator('form[method=post] input').first().fill(target)
  await page.getByRole('button', { name: 'Add' }).click()
  const short = page.getByRole('link', { name: /\/s\// })
  const address = await short.getAttribute('href')
  for (let visits = 0; visits < 3; visits += 1) {
    await visit(page, 'links', address!)
    await expect(page).toHaveURL(target)
  }
  const counted = async (): Promise<string> => {
    await visit(page, 'links', '/links')
    return (await page.getByRole('row').last().innerText()).replaceAll(/\s+/g, ' ')
  }
  await expect.poll(counted).toMatch(/ 3( |$)/)

  await breakAndHeal('links', [['links', 'syntax-error'], ['visits', 'sigkill'], ['visits', 'delete-lines'], ['gateway', 'syntax-error'], ['web', 'thrown-error']])
  await restart()
  await healthy('links')
  await visit(page, 'links', address!)
  await expect.poll(counted).toMatch(/ 4( |$)/)
})

test('an e-commerce platform of eight modules', async ({ page }) => {
  await post('/api/apps', { sentence: 'an e-commerce platform with catalogue, cart, orders, payments, users and a notifications worker' })
  await expect.poll(async () => (await appOf('shop')).making?.end, { timeout: 60_000 }).toBe('well')
  expect(Object.keys((await appOf('shop')).organisms).toSorted()).toEqual(['carts', 'gateway', 'notifications', 'orders', 'payments', 'products', 'users', 'web'])
  await healthy('shop')
  await visit(page, 'shop', '/register')
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada@example.org')
  await page.getByLabel('Password').fill('correct horse')
  await page.getByRole('button', { name: 'Register' }).click()
  await visit(page, 'shop', '/products')
  await page.getByLabel('Name').fill('Teapot')
  await page.getByLabel('Price').fill('19.90')
  await page.getByLabel('In stock').fill('5')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: /cart/i }).first().click()
  await visit(page, 'shop', '/carts')
  await page.getByRole('spinbutton', { name: 'Quantity' }).fill('2')
  await page.getByRole('button', { name: 'Change' }).click()
  await expect(page.getByText('39.80').first()).toBeVisible()
  await expect(page.getByText('Payments are a stub: no money moves.')).toBeVisible()
  await page.getByRole('button', { name: 'Place the order' }).click()
  await visit(page, 'shop', '/orders')
  await expect(page.getByRole('cell', { name: 'paid' })).toBeVisible()

  await breakAndHeal('shop', [['orders', 'delete-lines'], ['products', 'syntax-error'], ['payments', 'thrown-error'], ['notifications', 'sigkill'], ['carts', 'syntax-error']])
  await restart()
  await healthy('shop')
  await visit(page, 'shop', '/orders')
  await expect(page.getByRole('cell', { name: '2 × Teapot' })).toBeVisible()
  await expect.poll(async () => { await visit(page, 'shop', '/notifications'); return page.getByRole('main').innerText() }).toContain('1')
})

test('an app that nobody wants any more is removed, after a word on what that does', async ({ page }) => {
  await post('/api/apps', { sentence: 'a list of dragons with fields name and age' })
  await expect.poll(async () => (await appOf('dragons')).making?.end, { timeout: 30_000 }).toBe('well')
  await page.goto(`${lab.url}/factory?app=dragons`)
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByRole('alertdialog')).toContainText('all that people have entered')
  await expectNoBarrier(page)
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(page.getByRole('list', { name: 'Apps' })).toContainText('dragons')
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(page.getByText('dragons')).toHaveCount(0)
  expect((await fetch(`${lab.url}/api/apps/dragons`)).status).toBe(404)
})
