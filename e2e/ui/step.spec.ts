// A run that a person goes through by hand: paused, a record, a poll and a batch at a time, and stopped
// by a breakpoint that names its record.
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const LAB = `sluice: 1
id: step-desk
title: Step desk
connections: { broker: { type: kafka } }
records:
  order:
    fields: { n: sequence, product: { choice: [Lamp, Desk, Chair] } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 20/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: step-desk } }
  order: { type: parse, from: orders, with: { fields: { n: long, product: string } } }
  totals: { type: aggregate, from: order, with: { by: { product: product }, compute: { n: count(*) }, mode: update } }
  counted: { type: live, from: totals }
`

test('one record at a time, and a breakpoint that says which record it was', async ({ lab }) => {
  const { page } = lab
  await lab.open('/lab')
  await dropLab(page, LAB)
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await lab.state('Running')
  await page.getByRole('button', { name: 'Pause' }).click()
  await lab.state('Paused')

  await page.getByRole('tab', { name: 'Step' }).click()
  const made = page.getByRole('region', { name: 'Step', exact: true })
  await page.keyboard.press('n')
  await expect(made.locator('[data-figure=step-records]')).toHaveText('One record: 1 record read')
  const totals = made.getByRole('listitem').filter({ hasText: 'totals' })
  await expect(totals).toContainText('"product"')
  await expect(totals).toContainText('gave out 1 row')
  await page.getByRole('button', { name: 'How much to take' }).click()
  await page.getByRole('menuitem', { name: /One batch/ }).click()
  await expect(made.locator('[data-figure=step-records]')).toContainText('One batch')

  // Nothing waits any more: the next record is the one that the inspector said would come.
  await page.locator('#node-made').click()
  const sample = page.locator('.ins').getByRole('region', { name: 'Next records' })
  const numberOf = async () => Number(/"n":\s*(\d+)/.exec(await sample.innerText())?.[1])
  const next = await numberOf()
  expect(next).toBeGreaterThan(1)
  await page.getByRole('button', { name: 'How much to take' }).click()
  await page.getByRole('menuitem', { name: /One record/ }).click()
  await expect(made).toContainText(new RegExp(`"n":\\s*${next}\\b`))
  await expect.poll(numberOf).toBe(next + 1)

  // A mistake is said where it is typed.
  const breaks = page.getByRole('region', { name: 'Breakpoints' })
  await breaks.getByRole('combobox', { name: 'Node' }).click()
  await page.getByRole('option', { name: 'totals' }).click()
  const where = breaks.getByRole('textbox', { name: 'Stop when' })
  await where.fill("prodct = 'Lamp'")
  await where.press('Enter')
  await expect(breaks).toContainText('prodct')
  await where.fill("product = 'Lamp' and n % 5 = 0")
  await where.press('Enter')
  await expect(
    page.locator('#node-totals').getByRole('img', { name: 'Breakpoint at this node' }),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(made.getByRole('status')).toContainText('Stopped at totals')
  await lab.state('Paused')
  const record: unknown = JSON.parse(await made.getByRole('status').locator('.mono').innerText())
  expect(record).toMatchObject({ product: 'Lamp' })
  expect(Number((record as { n: number }).n) % 5).toBe(0)
  await lab.shot('step')
  await breaks.getByRole('button', { name: 'Remove the breakpoint at totals' }).click()
  await page.getByRole('button', { name: 'Resume' }).click()
  await lab.state('Running')
})
