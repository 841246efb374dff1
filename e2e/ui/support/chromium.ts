// Where a Chromium may be: what SLUICE_CHROMIUM names, an installed one (first the one without
// windows, which takes a fifth less time), or Playwright's own, which is fetched once where the
// network allows. None: the tests say that they were not run, which is a failure in CI.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { repoPath } from '../../support/stamped'

const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
const FETCH_MS_MAX = 180_000
/** Set for the workers, which read the configuration again: one try a run. */
const TRIED = 'SLUICE_BROWSER_FETCH_TRIED'

export function chromiumPath(): string | undefined {
  const named = process.env['SLUICE_CHROMIUM']
  if (named !== undefined && named !== '') return named
  return [...PLACES, chromium.executablePath()].find(place => existsSync(place))
}

export function fetchChromiumIfNone(): void {
  if (chromiumPath() !== undefined || process.env[TRIED] !== undefined) return
  process.env[TRIED] = '1'
  console.error("No Chromium is installed here: fetching Playwright's (once)…")
  const cli = repoPath('node_modules/playwright/cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: FETCH_MS_MAX,
  })
  if (chromiumPath() === undefined) console.error('It could not be fetched.')
}
