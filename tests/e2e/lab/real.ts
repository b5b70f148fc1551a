import { expect, test as base } from '@playwright/test'
import { watchForWrong } from '../page/pretended.ts'

/** The page before the real engine, which playwright.config.ts starts. */
export const test = base.extend<{ guard: undefined }>({
  guard: [async ({ page }, use) => {
    const wrong = watchForWrong(page)
    await use(undefined)
    expect(wrong).toEqual([])
  }, { auto: true }],
})

export { expect }
export { inspect, phone } from '../page/pretended.ts'
