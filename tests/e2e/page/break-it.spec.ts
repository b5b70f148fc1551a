import { expect, inspect, test } from './pretended.ts'

test('one click, and its fall and return are told step by step', async ({ page, world }) => {
  await world.open('live')
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/chaos') && request.method() === 'POST')
  await page.getByRole('button', { name: 'Break it' }).click()
  // The engine draws, from the seed of the demo: the page throws no dice.
  expect((await sent).postDataJSON()).toEqual({ organism: 'bubble-sort', fault: 'classic' })
  const story = page.getByRole('log', { name: 'What happened to bubble-sort' })
  await expect(story.getByText(/Delete lines|Syntax error|Division by zero/)).toBeVisible()
  await expect(story.getByText('Crashed')).toBeVisible()
  await expect(story.getByText('Rolled back')).toBeVisible()
  await expect(story.getByText(/\d good pulse/)).toBeVisible()
  await expect(page.getByRole('img', { name: /bubble-sort is healthy/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Heal strip' }).getByRole('link')).toHaveCount(3)
})

test('the ring goes through the whole loop, no stage too short to be seen', async ({ page, world }) => {
  await world.open('live')
  const ring = page.getByRole('img', { name: /^bubble-sort is/ })
  // Each stage that was drawn, as the page itself saw it.
  const lit = ring.evaluate((element) => new Promise<string[]>((resolve) => {
    const stages: string[] = []
    let stage = ''
    new MutationObserver(() => {
      const now = /healing: (\w+)/.exec(element.getAttribute('aria-label') ?? '')?.[1] ?? ''
      if (now === stage) return
      if (stage !== '') stages.push(stage)
      stage = now
      if (stage === '') resolve(stages)
    }).observe(element, { attributes: true, attributeFilter: ['aria-label'] })
  }))
  await page.getByRole('button', { name: 'Break it' }).click()
  expect(await lit).toEqual(['monitor', 'analyse', 'plan', 'execute', 'plan', 'execute'])
})

test('a refusal says what was wrong', async ({ page, world }) => {
  await world.open('crashed')
  await page.getByRole('button', { name: 'Break it' }).click()
  await expect(page.getByText('bubble-sort is crashed: wait until its incident is over.').first()).toBeVisible()
  await inspect(page, 'refused')
})

test('the stop stops all, and allows again', async ({ page, world }) => {
  await world.open('live')
  await page.getByRole('button', { name: 'Stop all chaos' }).click()
  await expect(page.getByRole('button', { name: 'Allow chaos' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Break it' })).toBeDisabled()
  await page.getByRole('button', { name: 'Allow chaos' }).click()
  await expect(page.getByRole('button', { name: 'Break it' })).toBeEnabled()
})

test('a pause pauses, and says so', async ({ page, world }) => {
  await world.open('live')
  const heart = page.getByRole('region', { name: 'Bubble sort' })
  await heart.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('img', { name: /bubble-sort is paused/ })).toBeVisible()
  await heart.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('img', { name: /bubble-sort is healthy/ })).toBeVisible()
})
