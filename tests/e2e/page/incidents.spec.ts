import { expect, inspect, phone, test } from './pretended.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const states = [
  { name: 'told-healed', scenario: 'repaired', path: '/incidents/incident-2', sees: 'Healed by repair' },
  { name: 'told-unhealed', scenario: 'nothingFound', path: '/incidents/incident-2', sees: 'Not healed, and set apart' },
  { name: 'told-rolled-back', scenario: 'past', path: '/incidents/incident-4?diff=split&spans=table', sees: 'Went back by rollback' },
  { name: 'told-open', scenario: 'healing', path: '/incidents/incident-2', sees: 'Time line' },
  { name: 'told-list', scenario: 'past', path: '/incidents', sees: '2 incidents' },
  { name: 'told-unknown', scenario: 'past', path: '/incidents/nothing-like-it', sees: 'There is no incident nothing-like-it.' },
  { name: 'told-none-like-it', scenario: 'past', path: '/incidents?end=healed', sees: 'No incident is like that.' },
] as const

for (const { name, scenario, path, sees } of states)
  for (const size of ['wide', 'phone'] as const)
    test(`${name}, ${size}`, async ({ page, world }) => {
      if (size === 'phone') await page.setViewportSize(phone)
      await world.open(scenario, path)
      await expect(page.getByText(sees).first()).toBeVisible()
      await expect(page.locator('.animate-breathe.scales')).toHaveCount(0)
      await inspect(page, `${name}-${size}`)
    })
