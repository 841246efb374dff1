// The screen in a real browser, against the real host: no mocks.
import { defineConfig } from '@playwright/test'
import { chromiumPath, fetchChromiumIfNone } from './ui/support/chromium'

fetchChromiumIfNone()
const executablePath = chromiumPath()

export default defineConfig({
  testDir: './ui',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/ui',
  // One host a file; two cores do not carry more at once.
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  // On a machine that others use too. `npm test` names what passed on its second try only.
  retries: 1,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json']],
  use: {
    browserName: 'chromium',
    launchOptions: executablePath === undefined ? {} : { executablePath },
    locale: 'en-US',
    timezoneId: 'America/Sao_Paulo',
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'off',
  },
})
