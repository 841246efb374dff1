// R1 to R4 as a person runs them: one click, the rate changed while it runs, stopped, gone on from
// there, and the result looked at where that lab puts it. Nothing waits for a time: each step waits
// for what it is about.
import { expect, test, type LabPage } from './support/lab-test'

const FAST = '25'
const WAIT = { timeout: 90_000 }

interface LabCase {
  readonly id: string
  /** What the lab is for, on the screen. */
  readonly result: (lab: LabPage) => Promise<void>
}

const tile = (lab: LabPage, name: string) => lab.page.getByRole('region', { name, exact: true })

const CASES: readonly LabCase[] = [
  {
    id: 'r1-ventas-events',
    async result(lab) {
      await lab.screen('Live')
      const console_ = lab.page.locator('.lt').filter({ hasText: 'console' }).last()
      await expect(console_).toContainText('product_name', WAIT)
      await expect(console_.getByRole('row').nth(3)).toBeVisible(WAIT)
    },
  },
  {
    id: 'r2-ecommerce-transactions',
    async result(lab) {
      await lab.page.locator('#node-transactions').click()
      await expect(lab.page.locator('.ins')).toContainText(
        /ecommerce-transactions \[0\] @ \d+/,
        WAIT,
      )
      await lab.screen('Live')
      await expect(tile(lab, 'Received messages').getByRole('row').nth(3)).toBeVisible(WAIT)
      await expect(tile(lab, 'Totals')).toContainText('United Kingdom', WAIT)
      await lab.screen('Groups')
      await expect(lab.page.getByText('ecommerce-consumer-group').first()).toBeVisible(WAIT)
    },
  },
  {
    id: 'r3-sales-dashboards',
    async result(lab) {
      await lab.screen('Live')
      await expect(tile(lab, 'Latest orders').getByRole('row').nth(3)).toBeVisible(WAIT)
      await expect(tile(lab, 'Sales by card type').locator('canvas')).toBeVisible(WAIT)
      await expect(tile(lab, 'Sales by country').locator('path').first()).toBeVisible(WAIT)
      await lab.shot('r3-live')
      await lab.screen('Query')
      await lab.page.locator('.cm-content').first().click()
      await lab.page.keyboard.press('ControlOrMeta+a')
      await lab.page.keyboard.type(
        'SELECT order_id, order_card_type FROM ecom_db.order_events LIMIT 20',
      )
      await lab.page.keyboard.press('Escape')
      await lab.page.keyboard.press('ControlOrMeta+Enter')
      await expect(lab.page.getByRole('grid')).toContainText('order_card_type', WAIT)
      await expect(lab.page.getByRole('grid').getByRole('row').nth(3)).toBeVisible()
    },
  },
  {
    id: 'r4-simulator',
    async result(lab) {
      await lab.screen('Live')
      await expect(tile(lab, 'Processed orders')).toContainText('5 minutes', WAIT)
      await expect(tile(lab, 'Inventory').locator('canvas')).toBeVisible(WAIT)
      await lab.shot('r4-live')
      await lab.screen('Topics')
      await expect(lab.page.getByText('processed-orders').first()).toBeVisible(WAIT)
    },
  },
]

for (const { id, result } of CASES) {
  test(`${id}: run, watch, change, stop, go on, look at the result`, async ({ lab }) => {
    const { page } = lab
    const goes = async (more: number) => {
      const now = await lab.arrived()
      await expect.poll(() => lab.arrived(), WAIT).toBeGreaterThan(now + more)
    }
    await lab.open()
    await lab.run(id)
    await expect(page.locator('.ledger')).toBeVisible(WAIT)

    await test.step('the rate is changed while it runs', async () => {
      // R4's source is in a frame that is folded at first.
      const first = page.locator('[id="node-frame:orders-in"]')
      if (id === 'r4-simulator') await first.press('Enter')
      await page.locator('.node.src').first().click()
      const rate = page.locator('.rate-figure')
      await rate.fill(FAST)
      await rate.press('Enter')
      await goes(60)
      await lab.shot(`${id}-running`)
    })

    await test.step('stopped, and gone on from there', async () => {
      await page.getByRole('button', { name: 'Stop', exact: true }).click()
      await lab.state('Stopped')
      const stoppedAt = await lab.arrived()
      await page.getByRole('button', { name: 'Run', exact: true }).click()
      await lab.state('Running')
      await expect.poll(() => lab.arrived(), WAIT).toBeGreaterThan(stoppedAt)
      await expect(page.locator('.ledger')).toContainText('Balanced')
    })

    await test.step('the result', () => result(lab))

    if (id === 'r4-simulator')
      await test.step('the clock is moved to just before midnight', async () => {
        await page.getByRole('button', { name: /Move the lab clock ahead/ }).click()
        await page.getByRole('menuitem', { name: 'To just before midnight' }).click()
        await expect(
          page
            .locator('.toasts, [role=status], [role=alert]')
            .filter({ hasText: /The lab clock says 23:59/ })
            .first(),
        ).toBeVisible()
        await lab.screen('Live')
        // The day is over when an order of the next one has come: its report stands there then, and
        // on the disk.
        await expect(tile(lab, 'Daily sales report')).toContainText(
          /Daily Sales Report for \d{4}-\d\d-\d\d\s+Total Orders: \d+/,
          WAIT,
        )
        await expect(tile(lab, 'E-mail log')).toContainText(
          /Order \d+ for Customer \d+ has been handled/,
          WAIT,
        )
        await lab.shot('r4-midnight')
      })

    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await lab.state('Stopped')
  })
}
