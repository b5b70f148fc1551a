import { expect, inspect, inspectBoth, phone, test } from './pretended.ts'

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
  { name: 'chaos-idle', scenario: 'idle', path: '/chaos', sees: 'Nothing was ever broken here on purpose.' },
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
  { name: 'fleet', scenario: 'past', path: '/organisms', sees: 'rolled back in 480 ms' },
  { name: 'fleet-one', scenario: 'single', path: '/organisms', sees: 'half-written' },
  { name: 'fleet-many', scenario: 'many', path: '/organisms?sort=state', sees: 'quarantined' },
  { name: 'fleet-none', scenario: 'past', path: '/organisms?words=nothing', sees: 'None of the 6 organisms is like that.' },
  { name: 'source', scenario: 'past', path: '/organisms/bubble-sort', sees: 'What failed last', draws: '.monaco-editor .view-line' },
  { name: 'source-searching', scenario: 'searching', path: '/organisms/bubble-sort', sees: 'What fails now', draws: '.monaco-editor .view-line' },
  { name: 'spec', scenario: 'past', path: '/organisms/bubble-sort?of=spec', sees: 'upside down' },
  { name: 'spec-none', scenario: 'past', path: '/organisms/csv-parser?of=spec', sees: 'did not tell its spec' },
  { name: 'pulses', scenario: 'past', path: '/organisms/bubble-sort?of=pulses', sees: 'Work of the last', draws: 'text=sorting 42 7 19' },
  { name: 'healing-budget', scenario: 'quarantined', path: '/organisms/bubble-sort?of=healing', sees: '0 of 5 left' },
  { name: 'organism-unknown', scenario: 'past', path: '/organisms/nobody', sees: 'There is no organism nobody.' },
  { name: 'model-asked', scenario: 'asking', path: '/incidents/incident-2', sees: 'Its answer, as it comes' },
  { name: 'model-taught', scenario: 'taught', path: '/incidents/incident-2', sees: 'WHY: the flag is read' },
  { name: 'told-healed', scenario: 'repaired', path: '/incidents/incident-2', sees: 'Healed by repair' },
  { name: 'told-unhealed', scenario: 'nothingFound', path: '/incidents/incident-2', sees: 'Not healed, and set apart' },
  { name: 'told-rolled-back', scenario: 'past', path: '/incidents/incident-4?diff=split&spans=table', sees: 'Went back by rollback' },
  { name: 'told-open', scenario: 'healing', path: '/incidents/incident-2', sees: 'Time line' },
  { name: 'told-list', scenario: 'past', path: '/incidents', sees: '2 incidents' },
  { name: 'told-unknown', scenario: 'past', path: '/incidents/nothing-like-it', sees: 'There is no incident nothing-like-it.' },
  { name: 'told-none-like-it', scenario: 'past', path: '/incidents?end=healed', sees: 'No incident is like that.' },
] as const

for (const { name, scenario, path, sees, ...rest } of states)
  test(`${name}: is as it should be and has no barrier, wide and on a phone`, async ({ page, world }) => {
    await world.open(scenario, path)
    if ('draws' in rest) await expect(page.locator(rest.draws).first()).toBeVisible()
    await inspectBoth(page, name, page.getByText(sees))
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
