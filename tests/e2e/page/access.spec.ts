import { expect, inspect, phone, test } from './pretended.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const size of ['wide', 'phone'] as const) {
  test(`${size}: a wrong password, the right one, and back to where one was`, async ({ page, world }) => {
    if (size === 'phone') await page.setViewportSize(phone)
    await world.open('idle', '/genomes?organism=bubble-sort')
    await world.make('role')
    await expect(page).toHaveURL(/\/sign-in\?to=%2Fgenomes%3Forganism%3Dbubble-sort/)
    const field = page.getByLabel('Password')
    await expect(field).toBeFocused()
    await expect(page.getByRole('button', { name: 'Come in' })).toBeDisabled()
    await inspect(page, `sign-in-${size}`)
    await field.fill('wrong')
    await page.keyboard.press('Enter')
    await expect(page.getByText('That did not let you in.')).toBeVisible()
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await inspect(page, `sign-in-refused-${size}`)
    await field.fill('let me in')
    await page.getByRole('button', { name: 'Come in' }).click()
    await expect(page).toHaveURL(/\/genomes\?organism=bubble-sort$/)
    await expect(page.getByRole('button', { name: 'Signed in as player' })).toBeVisible()
  })

  test(`${size}: a link asks first, lets in once, and says when it does not any more`, async ({ page, world, engine }) => {
    if (size === 'phone') await page.setViewportSize(phone)
    await world.open('idle')
    await world.make('role')
    await expect(page).toHaveURL(/\/sign-in$/)
    const asked: string[] = []
    page.on('request', (request) => void (request.method() === 'POST' && asked.push(request.url())))
    await page.goto(`${engine}/sign-in?link=used`)
    await expect(page.getByRole('heading', { name: 'You were invited' })).toBeVisible()
    // Nothing happens by looking.
    expect(asked).toEqual([])
    await inspect(page, `invited-${size}`)
    await page.getByRole('button', { name: 'Come in' }).click()
    await expect(page.getByText('A link works once')).toBeVisible()
    await inspect(page, `invited-refused-${size}`)
    await page.getByRole('button', { name: 'Use a password instead' }).click()
    await expect(page.getByLabel('Password')).toBeFocused()
    await page.goto(`${engine}/sign-in?link=fresh&to=/chaos`)
    await page.getByRole('button', { name: 'Come in' }).click()
    await expect(page).toHaveURL(`${engine}/chaos`)
    await expect(page.getByRole('region', { name: 'Chaos', exact: true })).toBeVisible()
  })

  test(`${size}: a viewer sees why deeds are off, and who they are`, async ({ page, world }) => {
    if (size === 'phone') await page.setViewportSize(phone)
    await world.open('past')
    await world.make('role', { role: 'viewer' })
    await page.reload()
    const breakIt = page.getByRole('button', { name: 'Break it' })
    await expect(breakIt).toBeDisabled()
    await expect(page.getByText('You are signed in as a viewer; this needs a player.')).toBeVisible()
    for (const name of ['Pause', 'Stop all chaos']) await expect(page.getByRole('button', { name, description: /needs an operator/ })).toBeDisabled()
    await inspect(page, `viewer-${size}`)
    await page.getByRole('button', { name: 'Signed in as viewer' }).click()
    await expect(page.getByText('You may look at everything, and change nothing.')).toBeVisible()
    await inspect(page, `who-${size}`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/sign-in$/)
  })

  test(`${size}: an operator sees who is signed in, and ends a session`, async ({ page, world }) => {
    if (size === 'phone') await page.setViewportSize(phone)
    await world.open('idle', '/settings')
    await expect(page.getByText('Nobody needs to sign in')).toBeVisible()
    await world.make('role', { role: 'operator' })
    await page.reload()
    const list = page.getByRole('list', { name: 'Sessions' })
    await expect(list.getByRole('listitem')).toHaveCount(4)
    // What a browser says of itself is text.
    await expect(list.getByText('<img src=x')).toBeVisible()
    await inspect(page, `sessions-${size}`)
    await page.getByRole('button', { name: 'End it: session 09bd4410 of a player' }).click()
    await expect(list.getByRole('listitem').filter({ hasText: '09bd4410' })).toContainText('ended')
  })
}

test('a player breaks things within limits, and does nothing else', async ({ page, world }) => {
  await world.open('past', '/chaos?fault=off-by-one')
  await world.make('role', { role: 'player' })
  await page.reload()
  await expect(page.getByText('2 of 3')).toBeVisible()
  await expect(page.getByLabel('Lasts').getByRole('option')).toHaveText(['30 s', '2 min'])
  await expect(page.getByRole('button', { name: 'Inject' })).toBeEnabled()
  await expect(page.getByRole('button', { name: 'Stop all chaos' })).toBeDisabled()
  await inspect(page, 'player-chaos')
})

test('somebody who is in already is not asked again', async ({ page, world, engine }) => {
  await world.open('idle')
  await page.goto(`${engine}/sign-in?to=/chaos`)
  await expect(page).toHaveURL(`${engine}/chaos`)
  await expect(page.getByRole('region', { name: 'Chaos', exact: true })).toBeVisible()
})
