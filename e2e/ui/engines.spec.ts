// The engines page and the connections: real ports in the snippets, a restart that is asked for, a
// profile from its form to its test.
import { expect, test } from './support/lab-test'

test('the engines say where they are and start again', async ({ lab }) => {
  const { page } = lab
  await lab.open('/engines')
  const cards = page.locator('.ec')
  await expect(cards).toHaveCount(2)
  await expect(cards.nth(0).locator('.ec-state')).toHaveText('Up')
  const kafka = (await cards.nth(0).locator('.ec-copy').textContent())?.trim() ?? ''
  const cql = (await cards.nth(1).locator('.ec-copy').textContent())?.trim() ?? ''
  expect(kafka).toMatch(/^127\.0\.0\.1:\d+$/)

  for (const client of ['kafka-python', 'kcat', 'Java', 'kafka-console', 'PySpark']) {
    await page.getByRole('radio', { name: client, exact: true }).click()
    await expect(page.locator('.en-code')).toContainText(kafka)
  }
  await page.getByRole('radio', { name: 'cqlsh' }).click()
  await expect(page.locator('.en-code')).toContainText(cql.replace(':', ' '))
  await lab.shot('engines')

  await cards.nth(0).getByRole('button', { name: 'Settings…' }).click()
  const settings = page.getByRole('dialog')
  await settings.getByLabel('Find a setting').fill('num.partitions')
  await settings.getByRole('row', { name: /^num\.partitions/ }).click()
  await settings.getByLabel('num.partitions').fill('none')
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Not a number of type INT')).toBeVisible()
  await settings.getByLabel('num.partitions').fill('3')
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect(settings.getByRole('row', { name: /^num\.partitions/ })).toContainText(
    'Changed here',
  )
  await lab.shot('engines-settings')
  await settings.getByRole('button', { name: 'Put back' }).click()
  await expect(settings.getByRole('row', { name: /^num\.partitions/ })).toContainText('Default')
  await settings.getByRole('button', { name: 'Close' }).click()

  await cards.nth(0).getByRole('button', { name: 'Restart' }).click()
  await expect(page.getByRole('dialog')).toContainText('No acknowledged write is lost')
  await page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click()
  await expect(cards.nth(0).locator('.ec-state')).toHaveText('Up', { timeout: 60_000 })
  await expect(page.locator('.en-event').first()).toContainText('is up on', { timeout: 60_000 })
})

test('a connection is made, tested, saved and deleted', async ({ lab }) => {
  const { page } = lab
  await lab.open('/connections')
  const address = await page.locator('.list-row .mono').first().textContent()
  await page.getByRole('button', { name: 'Connection', exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('my-kafka')
  await page
    .locator('.cn-form')
    .getByRole('textbox')
    .nth(1)
    .fill(address?.trim() ?? '')
  await page.locator('.cn-form').getByRole('textbox').nth(1).press('Tab')
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.locator('.ts-sum')).toHaveText(/Every step worked/, { timeout: 30_000 })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.locator('.list-row', { hasText: 'my-kafka' })).toBeVisible()
  await lab.shot('connections')

  await page.getByRole('button', { name: 'Delete connection' }).click()
  await page.getByRole('dialog').getByPlaceholder('my-kafka').fill('my-kafka')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete connection' }).click()
  await expect(page.locator('.list-row', { hasText: 'my-kafka' })).toHaveCount(0)
})
