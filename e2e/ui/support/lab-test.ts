// The test of every spec: one host a worker, a page whose console must stay clean (a broken content
// policy speaks there), and words for what a person does.
import { test as base, expect, type Page } from '@playwright/test'
import { chromiumPath } from './chromium'
import { LabServer } from './lab-server'

export interface LabPage {
  readonly page: Page
  open(path?: string): Promise<void>
  runR0(): Promise<void>
  /** One click on the start page. */
  run(id: string): Promise<void>
  /** A link of the rail. */
  screen(name: string): Promise<void>
  /** The ledger's figure of records that arrived. */
  arrived(): Promise<number>
  state(word: string): Promise<void>
  shot(name: string): Promise<void>
  readonly complaints: readonly string[]
}

interface Surroundings {
  /** A spec that leaves runs failed asks for a host that no other spec uses. */
  readonly apart: boolean
  /** A spec that starts the host in another way says with which flags. */
  readonly flags: readonly string[]
  readonly server: LabServer
}

export const test = base.extend<{ lab: LabPage }, Surroundings>({
  apart: [false, { scope: 'worker', option: true }],
  flags: [[], { scope: 'worker', option: true }],
  server: [
    async ({ flags }, use) => {
      const server = await LabServer.start(flags)
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  lab: async ({ page, server }, use) => {
    const complaints: string[] = []
    page.on('console', message => {
      if (
        message.type() === 'error' &&
        !/WebSocket connection|ERR_CONNECTION_REFUSED/.test(message.text())
      )
        complaints.push(message.text())
    })
    page.on('pageerror', error => complaints.push(String(error.stack ?? error)))
    const run = async (id: string) => {
      await page.locator(`[data-lab="${id}"]`).click()
      await expect(page.locator('.transport .state')).toHaveText(
        /^(Running|Executando|En marcha)$/,
        { timeout: 60_000 },
      )
    }
    await use({
      page,
      complaints,
      async open(path = '/') {
        const [address = '', token = ''] = server.addresses.ui.split('#')
        await page.goto(`${address}#${token}`)
        await expect(page.locator('.status .mono').first()).toBeVisible()
        if (path !== '/') await page.goto(`${address}#${path}`)
      },
      runR0: () => run('r0-vendas-ecommerce'),
      run,
      async screen(name) {
        // Beside its name it may have a count, such as that of problems.
        await page.getByRole('link', { name: new RegExp(`^${name}( \\d+)?$`) }).click()
      },
      async arrived() {
        return Number(
          (await page.locator('.ledger').getAttribute('data-arrived', { timeout: 60_000 })) ?? 0,
        )
      },
      async state(word) {
        await expect(page.locator('.transport .state')).toHaveText(word, { timeout: 60_000 })
      },
      async shot(name) {
        await page.screenshot({ path: `test-results/screens/${name}.png`, animations: 'disabled' })
      },
    })
    expect(complaints).toEqual([])
  },
})

// In CI nothing is skipped: there each of these tests fails for want of a browser.
test.skip(
  chromiumPath() === undefined && process.env.CI === undefined,
  'no Chromium on this computer: set SLUICE_CHROMIUM to one',
)

export { expect } from '@playwright/test'
