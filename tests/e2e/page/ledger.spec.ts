import { expect, inspect, inspectBoth, phone, test } from './pretended.ts'

test.use({ contextOptions: { reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] } })

const asked = (question: string): string => `/ledger?q=${encodeURIComponent(question)}`
const often = 'Which organisms failed most often?'

test('before a question it says what can be asked; a click asks it, and the address keeps it', async ({ page, world }) => {
  await world.open('reigns', '/ledger')
  await expect(page.getByRole('button', { name: 'Ask' })).toBeDisabled()
  await inspectBoth(page, 'ledger', page.getByText('Everything that ever happened here can be asked.'))
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: often }).click()
  await expect(page).toHaveURL((url) => url.searchParams.get('q') === often)
  await expect(page.getByRole('searchbox', { name: 'Your question' })).toHaveValue(often)
  await expect(page.getByText('bubble-sort failed most often: 31 of 64 incidents.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Asked before' }).getByRole('button')).toHaveText([often])
  await page.goBack()
  await expect(page.getByText('Everything that ever happened here can be asked.')).toBeVisible()
})

test('an answer is a sentence, a picture, rows, the SQL and the events behind it', async ({ page, world }) => {
  await world.open('reigns', asked(often))
  await expect(page.getByText('by the embedded grammar')).toBeVisible()
  await expect(page.locator('.recharts-bar-rectangle')).toHaveCount(5)
  await expect(page.getByRole('region', { name: 'Rows' }).getByRole('row')).toHaveCount(6)
  await expect(page.locator('.monaco-editor .view-line').first()).toContainText('select')
  const behind = page.getByRole('region', { name: 'Events behind it' })
  await behind.getByText('Core b took the lead, epoch 2').click()
  await expect(behind.getByRole('link', { name: 'Where more is told of it' })).toHaveAttribute('href', '/cores')
  await behind.getByText(/rolled back in/).click()
  await inspectBoth(page, 'ledger-answer', page.getByText('bubble-sort failed most often'))
  await behind.getByRole('link', { name: 'Its incident' }).click()
  await expect(page).toHaveURL(/\/incidents\/incident-\d+/)
})

test('durations, shares and times are told as such, and Polish is understood', async ({ page, world }) => {
  await world.open('reigns', asked('How long did healing take by rung?'))
  await expect(page.getByRole('row', { name: 'repair 17 1.4 s 15 s' })).toBeVisible()
  const question = page.getByRole('searchbox', { name: 'Your question' })
  await question.fill('What share of incidents was healed?')
  await page.keyboard.press('Enter')
  await expect(page.getByText('59.4 % of the incidents were healed.')).toBeVisible()
  await expect(page.getByText('by the language model')).toBeVisible()
  await question.fill('Ile razy rdzeń b przejął prowadzenie?')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Rdzeń b przejął prowadzenie raz.')).toHaveAttribute('lang', 'pl')
  await question.fill('How many incidents were there per hour today?')
  await page.keyboard.press('Enter')
  await expect(page.locator('.recharts-line-dot')).toHaveCount(12)
  await inspect(page, 'ledger-line')
})

test('long tables are drawn as far as they are in sight, and copied whole, safe for spreadsheets', async ({ page, world }) => {
  await world.open('reigns', asked('Every pulse of the last hour'))
  const rows = page.getByRole('region', { name: 'Rows' })
  await expect(rows.getByRole('row', { name: /5000/ })).toBeVisible()
  expect(await rows.getByRole('row').count()).toBeLessThan(80)
  await rows.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await expect(rows.getByRole('row', { name: /4001/ })).toBeVisible()
  await expect(page.getByText('1,000 rows, and more that are not shown')).toBeVisible()
  await page.getByRole('button', { name: 'Copy as CSV' }).click()
  await expect(page.getByText('1,000 rows copied as CSV.')).toBeVisible()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text.split('\r\n').slice(0, 2).join()).toMatch(/^seq,at,organism,verdict,work_ms,5000,\d{4}-\d\d-\d\dT[\d:.]+Z,bubble-sort,crash,3$/)
  expect(text.split('\r\n')).toHaveLength(1002)
  expect(text).toContain(",'=cmd|calc,")
  await inspect(page, 'ledger-long')
})

test('what is not understood is marked, and nothing is guessed', async ({ page, world }) => {
  await world.open('reigns', asked('how many frobnicated organisms'))
  await expect(page.locator('mark')).toHaveText(['frobnicated'])
  await expect(page.getByText('I do not understand “frobnicated”.')).toBeVisible()
  await inspectBoth(page, 'ledger-strange', page.getByText('I do not understand “frobnicated”.'))
  await page.getByRole('list', { name: 'Questions that are understood' }).getByRole('button').first().click()
  await expect(page.locator('mark')).toHaveCount(0)
})

test('no row is an answer too', async ({ page, world }) => {
  await world.open('reigns', asked('How many incidents were quarantined last year?'))
  await expect(page.getByText('There were none.')).toBeVisible()
  await inspectBoth(page, 'ledger-none', page.getByText('No row is like that.'))
})

test('the SQL is edited and run, goes back to what it was, and a refusal keeps what was written', async ({ page, world }) => {
  await world.open('reigns', asked(often))
  const editor = page.getByRole('region', { name: 'SQL', exact: true })
  await expect(editor.locator('.view-line').first()).toContainText('select')
  await editor.locator('.view-lines').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('drop table incidents')
  await editor.getByRole('button', { name: 'Run' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'Only one statement that reads can be run' })
  await expect(alert).toContainText('Begin with SELECT or WITH')
  await expect(editor.getByText('drop table incidents')).toBeVisible()
  await inspect(page, 'ledger-refused')
  await editor.locator('.view-lines').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('select 1')
  const sent = page.waitForRequest('**/api/ask')
  await page.keyboard.press('Control+Enter')
  expect((await sent).postDataJSON()).toEqual({ question: often, sql: 'select 1' })
  await expect(page.getByText('by you')).toBeVisible()
  await editor.getByRole('button', { name: 'As it was' }).click()
  await expect(editor.locator('.view-line').first()).toContainText('organism')
})

test('a phone has a plain field for the SQL, and draws when it is asked to', async ({ page, world }) => {
  await page.setViewportSize(phone)
  await world.open('reigns', asked(often))
  const field = page.getByRole('textbox', { name: 'SQL of the answer' })
  await expect(field).toHaveValue(/^select organism/)
  await page.getByRole('button', { name: 'Draw it' }).click()
  await expect(page.locator('.recharts-bar-rectangle')).toHaveCount(5)
  await inspect(page, 'ledger-drawn-phone')
  await field.fill('select nothing')
  await page.getByRole('button', { name: 'Run' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'There is no view “nothing”.' })).toBeVisible()
  await expect(field).toHaveValue('select nothing')
})

test('while it is asked it says so, and an answer to an older question is never shown', async ({ page, world }) => {
  const waiting: (() => void)[] = []
  await page.route('**/api/ask', async (route) => {
    if ((route.request().postDataJSON() as { question: string }).question === often) await new Promise<void>((go) => waiting.push(go))
    // Whoever asked has gone away meanwhile.
    await route.continue().catch(() => undefined)
  })
  await world.open('reigns', asked(often))
  await expect(page.getByRole('status', { name: 'Asking the ledger' })).toBeVisible()
  await inspectBoth(page, 'ledger-busy', page.getByRole('status', { name: 'Asking the ledger' }))
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('searchbox').fill('What share of incidents was healed?')
  await page.keyboard.press('Enter')
  await expect(page.getByText('59.4 % of the incidents were healed.')).toBeVisible()
  for (const go of waiting) go()
  await expect(page.getByText('59.4 % of the incidents were healed.')).toBeVisible()
  await expect(page.getByText('bubble-sort failed most often')).toHaveCount(0)
})

test('an engine that fails is told, and asked again', async ({ page, world }) => {
  const broken = { status: 503, contentType: 'application/problem+json', body: JSON.stringify({ detail: 'The ledger cannot be read now.', code: 'ledger-unavailable', wayOut: 'Try again in a few seconds.' }) }
  for (const path of ['**/api/ask', '**/api/ask/vocabulary']) await page.route(path, (route) => route.fulfill(broken))
  await world.open('reigns', asked(often))
  await expect(page.getByRole('alert').filter({ hasText: 'The ledger cannot be read now.' })).toHaveCount(2)
  await inspectBoth(page, 'ledger-unread', page.getByText('The ledger cannot be read now.'))
  await page.unrouteAll()
  await page.getByRole('region', { name: 'Answer', exact: true }).getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('bubble-sort failed most often: 31 of 64 incidents.')).toBeVisible()
})

test('the chain is verified, and where it breaks is said', async ({ page, world }) => {
  await world.open('reigns', '/ledger')
  await page.getByRole('button', { name: 'Verify the hash chain' }).click()
  await expect(page.getByText(/It holds\. .*events in 184 ms\./)).toBeVisible()
  await world.make('tamper')
  await page.getByRole('button', { name: 'Verify the hash chain' }).click()
  await expect(page.getByText('It breaks at event 412.')).toBeVisible()
  await inspectBoth(page, 'ledger-broken', page.getByText('It breaks at event 412.'))
})

test('the whole ledger is taken along in two formats', async ({ page, world }) => {
  await world.open('reigns', '/ledger')
  for (const [name, format] of [['Download as NDJSON', 'ndjson'], ['Download as CSV', 'csv']] as const) {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    expect((await download).suggestedFilename()).toBe(`ouroboros.${format}`)
  }
})

test('the views are told with their columns, and what was asked can be forgotten', async ({ page, world }) => {
  await world.open('reigns', '/ledger')
  await page.getByText('reigns', { exact: true }).click()
  await expect(page.getByText('from noticing to leading')).toBeVisible()
  await inspect(page, 'ledger-views')
  const before = page.getByRole('list', { name: 'Asked before' }).getByRole('button')
  for (const question of [often, 'What share of incidents was healed?', often]) {
    await page.getByRole('searchbox').fill(question)
    await page.keyboard.press('Enter')
    await expect(before.first()).toHaveText(question)
  }
  await page.reload()
  await expect(before).toHaveText([often, 'What share of incidents was healed?'])
  await page.getByRole('button', { name: 'Forget them' }).click()
  await expect(before).toHaveCount(0)
})

test('a viewer asks, and may not have the chain walked', async ({ page, world }) => {
  await world.open('reigns', asked(often))
  await world.make('role', { role: 'viewer' })
  await page.reload()
  await expect(page.getByText('bubble-sort failed most often: 31 of 64 incidents.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Verify the hash chain', description: /needs an operator/ })).toBeDisabled()
  await inspect(page, 'ledger-viewer')
})

test('it needs no organism', async ({ page, world }) => {
  await world.open('empty', '/ledger')
  await expect(page.getByText('Everything that ever happened here can be asked.')).toBeVisible()
})
