// The three output modes of one stream beside each other, from the same batch: what each gives out, what
// the sinks behind take, and what Spark would refuse, said before anybody uses it.
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 40_000 }
const LAB = `sluice: 1
id: modes-desk
title: Modes desk
connections: { broker: { type: kafka } }
records:
  click:
    fields: { page: { choice: [Home, Cart, Pay] }, at: { time: '%Y-%m-%dT%H:%M:%SZ' } }
nodes:
  made: { type: fake-data, with: { record: click, rate: 30/s } }
  clicks: { type: topic, from: made, with: { connection: broker, topic: modes-desk } }
  click: { type: parse, from: clicks, with: { fields: { page: string, at: timestamp } } }
  minutes:
    type: aggregate
    from: click
    with: { by: { page: page }, compute: { n: count(*) }, window: { tumbling: 2 s }, time: at, watermark: 1 s, mode: update }
  counted: { type: live, from: minutes }
  visits:
    type: aggregate
    from: click
    with: { by: { page: page }, compute: { n: count(*) }, window: { session: 1 s }, time: at, watermark: 1 s, mode: append }
  ended: { type: live, from: visits }
`

test('three modes side by side, changed by one click, and one that Spark refuses', async ({
  lab,
}) => {
  const { page } = lab
  await lab.open('/lab')
  await dropLab(page, LAB)
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await lab.state('Running')

  await page.locator('#node-minutes').click()
  await page.keyboard.press('t')
  const time = page.getByRole('region', { name: 'Event time: minutes' })
  const figures = async (mode: string) => {
    const all = await time.locator(`[data-mode=${mode}] dd`).allInnerTexts()
    const [inBatch = 0, sinceStart = 0, inState = 0, inTable = 0] = all.map(text =>
      Number(text.replaceAll(',', '')),
    )
    return { inBatch, sinceStart, inState, inTable }
  }
  // Of the same batches: append gives a window once, update each time, complete all of them again.
  await expect(async () => {
    await page.keyboard.press('f')
    const [append, update, complete] = await Promise.all(
      ['append', 'update', 'complete'].map(figures),
    )
    await page.keyboard.press('f')
    expect(append?.sinceStart).toBeGreaterThan(0)
    expect(update?.sinceStart).toBeGreaterThan(append?.sinceStart ?? 0)
    expect(complete?.sinceStart).toBeGreaterThan(update?.sinceStart ?? 0)
    expect(complete?.inTable).toBe(update?.inTable)
    expect(complete?.inState).toBeGreaterThan(append?.inState ?? 0)
  }).toPass(WAIT)
  await lab.shot('modes')

  await expect(time.getByRole('row', { name: /counted/ }).getByText('Yes')).toHaveCount(3)
  const uses = time.getByRole('button', { name: 'Use' })
  await expect(uses).toHaveCount(2)
  await page.keyboard.press('Escape')

  // Sessions in update mode: Spark refuses them, so the way there is closed, with the reason.
  await page.locator('#node-visits').click()
  await page.keyboard.press('t')
  const visits = page.getByRole('region', { name: 'Event time: visits' })
  const takes = visits.getByRole('row', { name: /visits/ })
  await expect(takes.getByText('No')).toHaveCount(1, WAIT)
  await expect(visits.locator('.reason').filter({ hasText: 'Update' }).first()).toBeVisible()
  await expect(visits.locator('[data-mode=append]')).toContainText('IN USE')
  await expect(visits.getByRole('button', { name: 'Use' }).first()).toBeDisabled()
  await lab.shot('modes-refused')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Stop' }).first().click()
  await lab.state('Stopped')
})
