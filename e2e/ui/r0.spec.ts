// A person's first ten minutes with R0: one click, totals grow, the rate is changed, stopped,
// queried; then the host is killed behind the page and started again, and the totals go on from
// where they were.
import { expect, test } from './support/lab-test'

const SELECT = 'SELECT * FROM atividade_cassandra.vendas_por_produto'

test('R0 by one click, changed, stopped, queried, killed, continued', async ({ lab, server }) => {
  const { page } = lab
  await test.step('open', async () => {
    await lab.open()
    await expect(page.getByRole('heading', { name: 'What shall we make flow?' })).toBeVisible()
    await lab.shot('1-start')
  })

  await test.step('one click runs R0', async () => {
    await lab.runR0()
    await expect(page.locator('#node-vendas')).toBeVisible()
  })

  await test.step('the rate is changed while it runs', async () => {
    await page.locator('#node-vendas').click()
    const rate = page.locator('.rate-figure')
    await rate.fill('60')
    await rate.press('Enter')
    await expect.poll(() => lab.arrived(), { timeout: 60_000 }).toBeGreaterThan(100)
    await expect(page.locator('.status')).toContainText(/(5\d|6\d)(\.\d+)? events\/s/, {
      timeout: 30_000,
    })
  })

  await test.step('totals grow', async () => {
    const before = await lab.arrived()
    await expect.poll(() => lab.arrived()).toBeGreaterThan(before)
    await expect(page.locator('.dock [role=row]').nth(2)).toBeVisible()
    await lab.shot('2-r0-running')
  })

  await test.step('stop', async () => {
    await page.getByRole('button', { name: 'Stop' }).click()
    await lab.state('Stopped')
    await lab.shot('3-r0-stopped')
  })

  const stoppedAt = await lab.arrived()
  expect(stoppedAt).toBeGreaterThan(100)

  await test.step('the table is queried in the console', async () => {
    await page.getByRole('link', { name: 'Query' }).click()
    const code = page.locator('.cm-content').first()
    await code.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(SELECT)
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(page.getByRole('grid').getByRole('row').nth(3)).toBeVisible()
    await expect(page.getByRole('grid')).toContainText('nome_produto')
    await lab.shot('4-query')
  })

  await test.step('the host is killed behind the page', async () => {
    await page.getByRole('link', { name: 'Lab', exact: true }).click()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await lab.state('Running')
    await expect.poll(() => lab.arrived(), { timeout: 60_000 }).toBeGreaterThan(stoppedAt)
    await server.kill()
    await expect(page.getByText('The lab host stopped. Reconnecting…')).toBeVisible()
    await lab.shot('5-host-gone')
  })

  await test.step('started again, the totals go on', async () => {
    const before = await lab.arrived()
    await server.start()
    await lab.open('/lab/r0-vendas-ecommerce')
    await expect(page.locator('#node-vendas')).toBeVisible({ timeout: 60_000 })
    const go = page.getByRole('button', { name: 'Run', exact: true })
    if (await go.isVisible()) await go.click()
    await lab.state('Running')
    await expect.poll(() => lab.arrived(), { timeout: 60_000 }).toBeGreaterThanOrEqual(before)
    const now = await lab.arrived()
    await expect.poll(() => lab.arrived(), { timeout: 60_000 }).toBeGreaterThan(now)
    await expect(page.locator('.ledger .term.lost b')).toHaveText('0')
    await expect(page.locator('.ledger .term.doubled b')).toHaveText('0')
    await lab.shot('6-continued')
    await page.getByRole('button', { name: 'Stop' }).click()
    await lab.state('Stopped')
  })
})
