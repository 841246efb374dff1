// Where a Chromium may be. None: the tests say that they were not run, which is a failure in CI.
import { existsSync } from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export function chromiumPath(): string | undefined {
  const named = process.env['SLUICE_CHROMIUM']
  if (named !== undefined && named !== '') return named
  return PLACES.find(place => existsSync(place))
}
