// axe on what lies below the screens of a run: "Why?" with a cause, event time and state of a node, a
// dead letter, and the dialogs of the transport.
import { startLooking } from './support/axe'
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }
const LONG_MS = 360_000

/** One partition sends nothing, records come late, a letter is dead; and nodes of every form. */
const LAB = `sluice: 1
id: axe-desk
title: Axe desk
connections: { broker: { type: kafka }, db: { type: sql }, service: { type: http } }
records:
  order:
    fields: { id: uuid, product: { choice: [Lamp, Desk] }, at: { time: '%Y-%m-%dT%H:%M:%SZ' } }
    faults: { late: { share: 0.2, by: 40 s }, corrupt: 0.1 }
nodes:
  made: { type: fake-data, with: { record: order, rate: 40/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: axe-desk, partitions: 3, idlePartitions: [2] } }
  order: { type: parse, from: orders, with: { fields: { id: string, product: string, at: timestamp } } }
  once: { type: dedupe, from: order, with: { by: [id] } }
  minutes:
    type: aggregate
    from: once
    with:
      { by: { product: product }, compute: { n: count(*) }, window: { tumbling: 2 s }, time: at, watermark: 1 s, watermarkBy: partition, mode: update }
  counted: { type: live, from: minutes }
  states: { type: machine, from: order, with: { by: { product: product }, state: { n: { type: long, start: '0' } }, set: { n: state.n + 1 } } }
  seen: { type: console, from: states }
`

test('axe finds nothing grave below the screens of a run', async ({ lab }) => {
  test.setTimeout(LONG_MS)
  const { page } = lab
  const { look, found } = await startLooking(page)
  const region = (name: string) => page.getByRole('region', { name })
  await lab.open('/lab')
  await dropLab(page, LAB)
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await lab.state('Running')
  await expect.poll(() => lab.arrived(), WAIT).toBeGreaterThan(0)

  await test.step('Why?, Event time and state by key of a node', async () => {
    await page.locator('#node-minutes').click()
    await page.keyboard.press('?')
    await expect(page.locator('[data-cause=idle-partition]')).toBeVisible()
    await look('why')
    await page.getByRole('button', { name: 'Event time and modes' }).click()
    const time = region('Event time: minutes')
    await expect(time.locator('.window').first()).toBeVisible(WAIT)
    await look('time')
    await page.keyboard.press('Escape')
    await page.locator('#node-states').click()
    await page.locator('#node-states').press('k')
    const state = region('State: states')
    await state.getByRole('row', { name: /Lamp/ }).click()
    await expect(state.getByRole('complementary')).toBeVisible()
    await look('state')
    await state.getByRole('button', { name: 'Canvas' }).click()
  })

  await test.step('a dead letter, checkpoints, reset, save', async () => {
    await page.getByRole('tab', { name: 'Dead letters' }).click()
    await page.locator('.dead-list .dt-row').first().dblclick()
    for (const tab of ['Value', 'Bytes']) {
      await page.getByRole('dialog').getByRole('tab', { name: tab }).click()
      await look(`letter ${tab}`)
    }
    await page.keyboard.press('Escape')
    for (const name of ['Checkpoints…', 'Reset…']) {
      await page.getByRole('button', { name, exact: true }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await look(name)
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('ControlOrMeta+Shift+s')
    await expect(page.getByRole('dialog')).toBeVisible()
    await look('save')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Stop' }).first().click()
    await lab.state('Stopped')
    await look('stopped')
  })
  expect(found).toEqual([])
})
