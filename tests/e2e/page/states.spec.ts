import { expect, inspect, phone, test } from './pretended.ts'

// A state is looked at, not its way there: pictures are the same each time, and nothing waits for what moves.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const states = [
  { name: 'idle', scenario: 'idle', path: '/', sees: 'Nothing yet.' },
  { name: 'past', scenario: 'past', path: '/', sees: 'Rolled back' },
  { name: 'crashed', scenario: 'crashed', path: '/', sees: 'Noticed' },
  { name: 'healing', scenario: 'healing', path: '/', sees: 'Restart refused' },
  { name: 'quarantined', scenario: 'quarantined', path: '/', sees: '2 attempts, none held' },
  { name: 'empty', scenario: 'empty', path: '/', sees: 'Nothing lives here yet' },
  { name: 'stopped', scenario: 'stopped', path: '/', sees: 'Chaos is stopped.' },
  { name: 'chaos', scenario: 'past', path: '/chaos?fault=off-by-one', sees: 'only the edge shows it' },
  { name: 'incident', scenario: 'past', path: '/incidents/incident-4', sees: '200 runs on fresh seeds' },
  { name: 'incidents-none', scenario: 'idle', path: '/incidents', sees: 'Nothing has broken yet' },
  { name: 'genome', scenario: 'past', path: '/genomes?genome=bubble-sort.g0002', sees: 'let swapped = false' },
  { name: 'diagnosing', scenario: 'diagnosing', path: '/incidents/incident-2', sees: 'No line is suspected yet' },
  { name: 'searching', scenario: 'searching', path: '/incidents/incident-2', sees: 'swapped = swap(list, i, i + 1) ?? true' },
  { name: 'search-elsewhere', scenario: 'searchElsewhere', path: '/incidents/incident-2', sees: 'g0002 has no file gone.js' },
  { name: 'repaired', scenario: 'repaired', path: '/incidents/incident-2', sees: 'let swapped = false' },
  { name: 'plausible', scenario: 'plausible', path: '/incidents/incident-2', sees: 'right on the known answers' },
  { name: 'nothing-found', scenario: 'nothingFound', path: '/incidents/incident-2', sees: 'its 15000 ms are spent' },
  { name: 'healing-settings', scenario: 'repaired', path: '/organisms/bubble-sort?of=healing', sees: 'healed 1 incident' },
  { name: 'healing-settings-none', scenario: 'idle', path: '/organisms/bubble-sort?of=healing', sees: 'bubble-sort remembers no cure yet' },
  { name: 'pulse', scenario: 'past', path: '/?metric=memory&tab=charts', sees: 'Memory of the last' },
] as const

for (const { name, scenario, path, sees } of states)
  for (const size of ['wide', 'phone'] as const)
    test(`${name}, ${size}: is as it should be and has no barrier`, async ({ page, world }) => {
      if (size === 'phone') await page.setViewportSize(phone)
      await world.open(scenario, path)
      await expect(page.getByText(sees).first()).toBeVisible()
      await inspect(page, `${name}-${size}`)
      if (size === 'wide') expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBeLessThanOrEqual(0)
    })

test('a phone has targets of 44 px for its main deeds', async ({ page, world }) => {
  await page.setViewportSize(phone)
  await world.open('past')
  for (const [role, name] of [['button', 'Break it'], ['button', 'Pause'], ['button', 'Stop all chaos'], ['button', 'Live'], ['link', 'Genomes']] as const) {
    const box = await page.getByRole(role, { name, exact: true }).boundingBox()
    expect(Math.round(box!.height), name).toBeGreaterThanOrEqual(44)
  }
})

test('an engine that is down, and one that comes back', async ({ page, world }) => {
  await world.open('live')
  await world.make('down')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'The engine cannot be reached' })).toBeVisible()
  await inspect(page, 'unreachable')
  await world.make('up')
  await expect(page.getByRole('heading', { name: 'Bubble sort' })).toBeVisible()
})

test('an address that leads nowhere', async ({ page, world, engine }) => {
  await world.open('idle')
  await page.goto(`${engine}/nowhere`)
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
  await inspect(page, 'nowhere')
})
