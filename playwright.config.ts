import { defineConfig } from '@playwright/test'

const chromium = process.env.OUROBOROS_CHROMIUM

export default defineConfig({
  outputDir: 'test-results/e2e',
  workers: 2,
  projects: [
    { name: 'page', testDir: 'tests/e2e/page', fullyParallel: true },
    // Tests of the real engine break the same organisms, and look at the clock as people do: one at a time, and alone.
    { name: 'lab', testDir: 'tests/e2e/lab', workers: 1, dependencies: ['page'] },
  ],
  forbidOnly: !!process.env.CI,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Recording each test costs a quarter of the time of all; `--trace on` records the one that is looked into.
    trace: 'off',
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
