// Changing a lab: expressions with completion and their value on a sample, changes that act in the
// running lab and such that say why they cannot, unsaved changes that outlive a reload, a schema
// from a pasted message, a connection made by keys alone.
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }

test('expressions help, changes act or say why not, drafts stay', async ({ lab }) => {
  const { page } = lab
  await lab.open()
  await lab.run('r3-sales-dashboards')
  await page.locator('#node-dated').focus()
  const hour = page.locator('.ins').getByLabel('partition_hour', { exact: true })
  await expect(hour).toBeVisible()

  await test.step('completion of fields, and the value on a sample row', async () => {
    await hour.fill('substring(order_date')
    await expect(
      page.getByRole('listbox').getByRole('option', { name: /order_datetime/ }),
    ).toBeVisible(WAIT)
    await hour.press('Enter')
    await expect(hour).toHaveValue('substring(order_datetime')
    await hour.pressSequentially(', 15, 2)')
    await expect(page.locator('.expr-said').nth(1)).toContainText(/"\d\d"\s*string/)
  })

  await test.step('it acts in the running lab', async () => {
    await hour.press('Enter')
    await expect(page.getByText(/In effect in this run/)).toBeVisible(WAIT)
    await expect(page.locator('.tipb.must')).toHaveCount(0)
  })

  await test.step('a change that cannot says why', async () => {
    await page.locator('#node-by-card').focus()
    const total = page.locator('.ins').getByLabel('total_sales', { exact: true })
    await total.fill('sum(order_amount * 2)')
    await total.press('Enter')
    await expect(page.locator('.tipb.must')).toContainText('added up under the old', WAIT)
    await expect(page.getByRole('button', { name: /Start clean/ })).toBeVisible()
    await lab.shot('change-refused')
  })

  await test.step('a reload loses nothing', async () => {
    await expect(page.getByText('UNSAVED')).toBeVisible()
    await page.reload()
    await expect(page.getByText(/Your unsaved changes are back/)).toBeVisible(WAIT)
    await page.locator('#node-by-card').focus()
    await expect(page.locator('.ins').getByLabel('total_sales', { exact: true })).toHaveValue(
      'sum(order_amount * 2)',
    )
    await page.getByRole('button', { name: 'Discard' }).click()
    await expect(page.getByText('UNSAVED')).toHaveCount(0)
  })

  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await lab.state('Stopped')
})

test('a lab from nothing by keys, with a schema from a pasted message', async ({ lab }) => {
  const { page } = lab
  await lab.open()
  await page.getByRole('button', { name: 'New lab', exact: true }).click()
  await expect(page.getByText('Nothing on the canvas yet.')).toBeVisible()

  await test.step('two nodes, connected by C and Enter', async () => {
    await page.getByRole('button', { name: 'Add Fake data', exact: true }).press('Enter')
    await expect(page.locator('#node-fake-data')).toBeVisible()
    await page.locator('.vue-flow__pane').click({ position: { x: 300, y: 320 } })
    await page.getByRole('button', { name: 'Add Topic', exact: true }).press('Enter')
    await expect(page.locator('#node-topic')).toBeVisible()
    await expect(page.locator('.vue-flow__edge')).toHaveCount(0)
    await page.locator('#node-fake-data').focus()
    await page.keyboard.press('c')
    await page.keyboard.press('Enter')
    await expect(page.locator('.vue-flow__edge')).toHaveCount(1)
  })

  await test.step('a schema from a message', async () => {
    await page.locator('#node-fake-data').click()
    await page.locator('.ins').getByRole('tab', { name: 'Record' }).click()
    await page.getByRole('button', { name: 'From a sample message…' }).click()
    await page
      .getByLabel('Message (JSON)')
      .fill('{"order_id": 7, "shop": "Recife", "amount": 12.50}')
    await expect(page.locator('.infer-made')).toContainText('order_id', WAIT)
    await page.getByRole('button', { name: 'Use this schema' }).click()
    await expect(page.getByRole('treeitem', { name: /shop/ })).toBeVisible()
    await page.locator('.ins').getByRole('radio', { name: 'YAML' }).click()
    await expect(page.locator('.record-editor')).toContainText('shop')
    await expect(page.locator('.smp').first()).toContainText('order_id', WAIT)
    await lab.shot('inferred')
  })

  await test.step('it runs', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await lab.state('Running')
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await lab.state('Stopped')
  })
})
