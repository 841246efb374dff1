// The host dies in the middle of a run: which offsets it read twice afterwards, and which rows of its sinks
// changed by it, as the screen and the command line say; by keyboard, while the lab runs.
import { startLooking } from './support/axe'
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

test.use({ apart: true })

const WAIT = { timeout: 60_000 }
const LAB = `sluice: 1
id: twice-desk
title: Twice desk
connections: { broker: { type: kafka }, db: { type: sql } }
records:
  order: { fields: { id: sequence, city: { choice: [Rome, Oslo] } } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 200/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: twice-desk, partitions: 2 } }
  order:
    type: parse
    from: { node: orders, group: twice-readers }
    with: { fields: { id: long, city: string } }
  total: { type: aggregate, from: order, with: { by: { city: city }, compute: { n: count(*) } } }
  totals: { type: sql, from: total, with: { connection: db, table: totals } }
  rows: { type: sql, from: order, with: { connection: db, table: rows } }
`

interface Again {
  readonly records: number
  readonly ranges: readonly { readonly first: number; readonly end: number }[]
  readonly sinks: readonly { readonly node: string; readonly doubled: number }[]
}

test('what was read twice after the host died, and which rows changed by it', async ({
  lab,
  server,
}) => {
  const { page } = lab
  const { look, found } = await startLooking(page)
  await lab.open('/lab')
  await dropLab(page, LAB)
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await lab.state('Running')
  await expect.poll(() => lab.arrived(), WAIT).toBeGreaterThan(200)

  // Before: there is nothing, and the view says what would be in it.
  await page.locator('body').press('d')
  const view = page.getByRole('region', { name: 'Read twice' })
  await expect(view.getByText('read no record twice since its last clean start')).toBeVisible()
  await page.keyboard.press('Escape')

  // A commit comes each second, so most deaths leave batches behind it.
  const chip = page.locator('[data-figure=redelivered]')
  await expect(async () => {
    const before = await lab.arrived()
    await server.killHost()
    // By so much it is the next life that counts.
    await expect.poll(() => lab.arrived(), WAIT).toBeGreaterThan(before + 300)
    await expect(chip).toBeVisible({ timeout: 3000 })
  }).toPass({ timeout: 120_000 })

  await chip.click()
  await expect(view.locator('[data-figure=read-twice]')).toContainText(
    'had ended in the middle of its work',
  )
  const offsets = view.getByRole('grid', { name: 'Offsets read twice' })
  await expect(offsets.getByRole('row').nth(1)).toContainText('twice-readers')

  // To its group and back, by keyboard.
  await offsets.getByRole('row').nth(1).click()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/groups\/twice-readers/)
  await expect(page.getByText('A lab keeps its own place')).toBeVisible(WAIT)
  await expect(page.getByRole('button', { name: 'What the lab read twice' })).toBeVisible()
  await page.keyboard.press('d')
  await expect(view.locator('[data-figure=read-twice]')).toBeVisible()
  await view.getByRole('button', { name: 'Group twice-readers' }).click()
  await page.getByRole('button', { name: 'What the lab read twice' }).click()
  await expect(view.locator('[data-figure=read-twice]')).toBeVisible()
  const sinks = view.getByRole('grid', { name: 'Rows of the sinks' })
  await expect(sinks.getByRole('row', { name: /totals/ })).toContainText('under their keys')
  await sinks.getByRole('row', { name: /totals/ }).click()
  await expect(view.getByRole('grid', { name: 'Rows of totals' })).toContainText(/Rome|Oslo/)
  await lab.shot('redelivery')
  await look('redelivery')

  // The command line says the same, and the ledger counts what is there twice.
  const [again] = (await server.ask(
    'runs',
    'redelivered',
    'twice-desk',
    '--data',
    server.dataDir,
  )) as readonly Again[]
  const read = again?.ranges.reduce((sum, { first, end }) => sum + end - first, 0)
  expect(read).toBe(again?.records)
  await expect(view.locator('[data-figure=read-twice]')).toContainText(
    `${again?.records.toLocaleString('en')} records in`,
  )
  expect(found).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Logs' }).click()
  await page
    .getByRole('button', { name: /read records a second time/ })
    .first()
    .click()
  await expect(view).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Stop' }).first().click()
  await lab.state('Stopped')
})
