import { expect, inspect, phone, test } from './pretended.ts'

const incident = '/incidents/incident-2'

test('a search is seen live, stage by stage, and then its winner', async ({ page, world, context, engine }) => {
  await world.open('live', '/incidents')
  // Each stage that was drawn, as the page itself saw it.
  const drawn = page.evaluate(() => new Promise<string[]>((resolve) => {
    const stages: string[] = []
    new MutationObserver(() => {
      const now = document.querySelector('[aria-current=step]')?.textContent ?? ''
      if (now !== '' && now !== stages.at(-1)) stages.push(now)
      if (now === '' && stages.length > 0) resolve(stages)
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  }))
  await context.request.post(`${engine}/api/chaos`, { data: { organism: 'bubble-sort', fault: 'renamed-variable' } })
  expect(await drawn).toEqual(['diagnose', 'localise', 'edit', 'evaluate', 'rank'].map((stage) => `◐${stage}, now`))
  const search = page.getByRole('region', { name: 'Search for a patch' })
  await expect(search.getByText('9 of 9')).toBeVisible()
  const cure = page.getByRole('region', { name: 'What healed it' })
  await expect(cure.getByText('Healed by repair')).toBeVisible()
  await expect(cure.getByText('held-out')).toBeVisible()
  await expect(cure.getByText('let swapped = false')).toBeVisible()
  await expect(cure.getByText('200 runs on fresh seeds')).toBeVisible()
  await expect(search.getByText('search over')).toBeVisible()
  await expect(search.getByText('1,466 ×')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Incident strip' }).getByRole('link', { name: /healed by repair/ })).toBeVisible()
})

test('how a search stands is the same after a reload', async ({ page, world }) => {
  await world.open('searching', incident)
  const search = page.getByRole('region', { name: 'Search for a patch' })
  const figures = search.locator('dl')
  await expect(figures).toHaveText('Tried1,204A second3,110Best passes7 of 9Plausible0Elapsed584 ms')
  await page.reload()
  await expect(figures).toHaveText('Tried1,204A second3,110Best passes7 of 9Plausible0Elapsed584 ms')
  await expect(search.getByText('it ran on and on')).toBeVisible()
})

test('the most suspicious line is in sight, in its file, and said without colour too', async ({ page, world }) => {
  await page.setViewportSize(phone)
  await world.open('searching', incident)
  const source = page.getByRole('region', { name: 'Suspicion in organism.js of g0002' })
  await expect(source.getByText('line 14, suspicion 100 of 100, where it failed')).toBeAttached()
  const hottest = source.locator('[data-hottest]')
  await expect.poll(() => hottest.evaluate((line) => {
    const box = line.closest('[role=region]')!.getBoundingClientRect()
    const { top, bottom } = line.getBoundingClientRect()
    return top >= box.top && bottom <= box.bottom
  })).toBe(true)
  expect(await page.evaluate(() => window.scrollY)).toBe(0)
  await page.getByRole('button', { name: 'show.js' }).click()
  await expect(page.getByRole('region', { name: 'Suspicion in show.js of g0002' }).getByText('line 3, suspicion 18 of 100')).toBeAttached()
  expect(await page.locator('img').count()).toBe(0)
})

test('a search that is not heard any more says so', async ({ page, world }) => {
  await world.open('searching', incident)
  await world.make('down')
  await expect(page.getByText('searching when heard last')).toBeVisible()
  await inspect(page, 'searching-stale')
  await world.make('up')
  await expect(page.getByRole('region', { name: 'Search for a patch' }).getByText('searching for a patch')).toBeVisible()
})

test('a source that cannot be had says why, and can be asked for again', async ({ page, world, engine }) => {
  await page.route(`${engine}/api/genomes/bubble-sort.g0002`, (route) => route.fulfill({
    status: 500, contentType: 'application/problem+json',
    body: JSON.stringify({ detail: 'bubble-sort.g0002 no longer matches its hashes on disk.', code: 'genome-damaged', wayOut: 'Choose another version.' }),
  }))
  await world.open('searching', incident)
  const suspicion = page.getByRole('region', { name: 'Suspicion', exact: true })
  await expect(suspicion.getByRole('alert')).toContainText('bubble-sort.g0002 no longer matches its hashes on disk.')
  await inspect(page, 'searching-no-source')
  await page.unrouteAll()
  await suspicion.getByRole('button', { name: 'Try again' }).click()
  await expect(suspicion.getByText('return swapped')).toBeVisible()
})

test('each candidate that died can be read', async ({ page, world, context }) => {
  await world.open('nothingFound', incident)
  const reports = page.getByRole('list', { name: 'What the searches came to' })
  await expect(reports.getByText('antibody search ended')).toBeVisible()
  const [opened] = await Promise.all([context.waitForEvent('page'), reports.getByRole('link', { name: 'Each candidate with its cause' }).last().click()])
  await expect(opened.getByText('organism.js:13 “>” became “<”: it ran on and on')).toBeVisible()
  await expect(page.getByRole('region', { name: 'What healed it' })).toHaveCount(0)
})
