// What a node gives out, field by field, while the lab runs at full rate; the busiest node and a skewed
// partition are named on the canvas.
import { startLooking } from './support/axe'
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const LAB = `sluice: 1
id: profile-desk
title: Profile desk
connections: { broker: { type: kafka } }
records:
  order:
    key: city
    fields: { id: uuid, city: { choice: [Rome] }, price: { int: [1, 9] } }
nodes:
  made: { type: fake-data, with: { record: order, rate: max } }
  orders: { type: topic, from: made, with: { connection: broker, topic: profile-desk, partitions: 3 } }
  order: { type: parse, from: orders, with: { fields: { id: string, city: string, price: long } } }
  totals: { type: aggregate, from: order, with: { by: { city: city }, compute: { n: count(*) }, mode: update } }
  shown: { type: live, from: totals }
`

test('the profile of a node at full rate, the busiest node, the skewed partition', async ({
  lab,
}) => {
  const { page } = lab
  const { look, found } = await startLooking(page)
  await lab.open('/lab')
  await dropLab(page, LAB)
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await lab.state('Running')

  await expect(page.locator('.node [data-figure=hot]').filter({ hasText: 'Busiest' })).toBeVisible({
    timeout: 60_000,
  })
  await expect(page.locator('#node-orders [data-figure=hot]')).toHaveText(/^P\d has \d+\s?%$/)
  await page.locator('#node-order').press('Enter')
  await page.getByRole('tab', { name: 'Profile' }).click()
  const fields = page.getByRole('grid', { name: 'Fields' })
  const price = fields.getByRole('row', { name: /price/ })
  await expect(price).toContainText('long')
  await expect(page.locator('[data-figure=profile-rows]')).toContainText('A sample of 2,000', {
    timeout: 60_000,
  })
  await expect(fields.getByRole('row', { name: /^id/ })).toContainText('≈')
  await expect(fields.getByRole('row', { name: /city/ })).toContainText('Rome (')
  await lab.shot('profile')
  await look('profile')
  expect(found).toEqual([])
  await page.getByRole('button', { name: 'Stop' }).first().click()
  await lab.state('Stopped')
})
