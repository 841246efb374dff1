// A run under the hand: what flows on an edge, the pace of its clock, one poll at a time, and the way
// back to an earlier checkpoint, which does its records again.
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 40_000 }
const LAB = `sluice: 1
id: pace-desk
title: Pace desk
checkpoints: { every: 1 s, keep: 20 }
connections: { broker: { type: kafka }, db: { type: sql } }
records:
  order:
    fields: { n: sequence, product: { choice: [Lamp, Desk, Chair] } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 40/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: pace-desk } }
  order: { type: parse, from: orders, with: { fields: { n: long, product: string } } }
  totals: { type: aggregate, from: order, with: { by: { product: product }, compute: { n: count(*) }, mode: update } }
  table: { type: sql, from: totals, with: { connection: db, table: pace_totals } }
`

test('a peek on an edge, the pace, one poll, and back to a checkpoint', async ({ lab }) => {
  const { page } = lab
  await lab.open('/lab')
  await dropLab(page, LAB)
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await lab.state('Running')

  // By keyboard: from a node to the edge out of it, whose records are in the dock.
  const dock = page.locator('[data-region=dock]')
  await page.locator('#node-order').focus()
  await page.keyboard.press('e')
  await expect(dock).toContainText('order → totals')
  const records = dock.getByRole('row').filter({ hasText: /Lamp|Desk|Chair/ })
  await expect(records.first()).toBeVisible(WAIT)
  await lab.shot('peek-edge')

  const clock = page.locator('.clock-button')
  for (const speed of ['10×', '0.1×', '1×']) {
    await clock.click()
    await page.getByRole('menuitem', { name: speed, exact: true }).click()
    if (speed === '1×') await expect(clock).not.toContainText('×')
    else await expect(clock).toContainText(speed)
  }

  await page.getByRole('button', { name: 'Pause' }).click()
  await lab.state('Paused')
  await page.getByRole('tab', { name: 'Step' }).click()
  const made = page.getByRole('region', { name: 'Step', exact: true })
  await page.keyboard.press('Shift+N')
  await expect(made.locator('[data-figure=step-records]')).toHaveText(
    /^One poll: \d+ records? read$/,
  )
  await page.getByRole('button', { name: 'Resume' }).click()
  await lab.state('Running')

  // The line of checkpoints by arrows: what is done again is said before.
  const arrived = await lab.arrived()
  await expect.poll(() => lab.arrived(), WAIT).toBeGreaterThan(arrived + 100)
  await page.getByRole('button', { name: 'Checkpoints…' }).click()
  const dialog = page.getByRole('dialog')
  const line = dialog.getByRole('radiogroup', { name: 'Checkpoints as a line in time' })
  const newest = line.getByRole('radio', { checked: true })
  await newest.focus()
  const before = (await newest.getAttribute('aria-label')) ?? ''
  await page.keyboard.press('ArrowLeft')
  await expect(line.getByRole('radio', { checked: true })).not.toHaveAttribute('aria-label', before)
  await expect(dialog).toContainText(
    /From batch [\d,]+ of order: [\d,]+ records in [\d,]+ batches?/,
  )
  await expect(dialog).toContainText('written again over those with the same key')
  await lab.shot('checkpoints-line')
  await dialog.getByRole('button', { name: 'Go back' }).click()
  await expect(dialog).toBeHidden(WAIT)
  await lab.state('Running')
  await page.locator('body').press('d')
  await expect(page.locator('[data-figure=read-twice]')).toContainText(
    /went back to checkpoint [\d,]+/,
    WAIT,
  )
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Stop' }).first().click()
  await lab.state('Stopped')
})
