// A join from inside: who waits and until when, who found a partner, who gave up, with the figures of the
// ledger; by keyboard, while the lab runs, and for records that another producer sends.
import { Kafka } from 'kafkajs'
import { startLooking } from './support/axe'
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }

const LAB = `sluice: 1
id: join-desk
title: Join desk
connections: { broker: { type: kafka } }
records:
  order:
    fields: { id: { int: [1, 900000] }, at: { time: '%Y-%m-%dT%H:%M:%SZ' } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 60/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: join-orders } }
  order: { type: parse, from: orders, with: { fields: { id: int, at: timestamp } } }
  half: { type: filter, from: order, with: { where: id % 2 = 0 } }
  payment: { type: select, from: half, with: { fields: { id: id, paid: at } } }
  pair:
    type: join
    from: [order, payment]
    with:
      on: { id: id }
      left: { time: at, watermark: 30 s }
      right: { time: paid, watermark: 30 s }
      within: { before: 0 s, after: 4 s }
  shown: { type: live, from: pair }
`

test('rows that wait, found a partner and gave up, with the counts of the ledger', async ({
  lab,
  server,
}) => {
  const { page } = lab
  const { look, found } = await startLooking(page)
  await lab.open('/lab')
  await dropLab(page, LAB)
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await lab.state('Running')

  await page.locator('#node-pair').press('Enter')
  const open = page.getByRole('button', { name: 'Rows that wait' })
  await expect(open).toBeVisible()
  await page.keyboard.press('j')
  const join = page.getByRole('region', { name: 'Join: pair' })
  await expect(join.locator('[data-figure=join-bound]')).toHaveText(
    'The second may come together with the first or up to 4 s after it',
  )
  const rows = join.getByRole('row')
  await expect(rows.filter({ hasText: 'Waits until the watermark is past' }).first()).toBeVisible()
  await lab.shot('joins-waiting')

  // Where the partner of a row may be.
  await join.getByRole('radio', { name: 'Found a partner' }).click()
  await rows.filter({ hasText: 'Found 1 partner' }).first().click()
  await expect(join.getByRole('complementary')).toContainText('Partner')
  await expect(join.locator('[data-figure=join-band]')).toBeVisible()
  await lab.shot('joins-found')
  await look('join, found')

  // Nobody waits for half a minute here: the lab's clock goes ahead.
  await page.getByRole('button', { name: /Move the lab clock ahead/ }).click()
  await page.getByRole('menuitem', { name: 'By 5 minutes' }).click()
  await join.getByRole('radio', { name: 'Gave up' }).click()
  await expect(rows.filter({ hasText: 'Time has passed: it was left out' }).first()).toBeVisible(
    WAIT,
  )
  await lab.shot('joins-gave-up')

  // The counts are those of the ledger.
  await page
    .getByRole('button', { name: /^Pause/ })
    .first()
    .click()
  await lab.state('Paused')
  // "Paused" is shown before the view has asked for its figures again: look until both say the same.
  const read = (figure: string) => page.locator(`[data-figure="${figure}"]`).innerText()
  const parts = ['read', 'matched', 'unmatched', 'waiting', 'givenUp']
  const figures = (of: string) =>
    Promise.all([0, 1].flatMap(input => parts.map(part => read(`${of}/${input}/${part}`))))
  let inView: string[] = []
  await expect(async () => {
    if (!(await join.isVisible())) await page.keyboard.press('j')
    await expect(join.locator('[data-figure="joins/1/givenUp"]')).toBeVisible()
    inView = await figures('joins')
    await page.keyboard.press('Escape')
    await expect(page.locator('#node-pair')).toBeFocused()
    await page.getByRole('tab', { name: 'Ledger' }).click()
    const inLedger = await figures('join/pair')
    await page.locator('#node-pair').focus()
    expect(inView).toEqual(inLedger)
  }).toPass(WAIT)
  expect(inView[1]).not.toBe('0')

  // A search by key, from the ledger's line: a record of another producer waits among the others.
  await page.getByRole('button', { name: 'Resume' }).first().click()
  await lab.state('Running')
  await page.getByRole('button', { name: 'pair, input 1' }).click()
  const producer = new Kafka({ brokers: [server.addresses.kafka], logLevel: 0 }).producer()
  await producer.connect()
  const value = JSON.stringify({ id: 900001, at: new Date(Date.now() + 3_600_000).toISOString() })
  await producer.send({ topic: 'join-orders', messages: [{ value }] })
  await producer.disconnect()
  await join.getByRole('textbox', { name: 'Search keys' }).fill('900001')
  await expect(rows.filter({ hasText: '900001' })).toHaveCount(1)
  await join.getByRole('textbox', { name: 'Search keys' }).fill('no such key')
  await expect(join.getByText('No row in this list has such a key.')).toBeVisible()
  expect(found).toEqual([])
  await join.getByRole('button', { name: 'Canvas' }).click()
  await page.getByRole('button', { name: 'Stop' }).first().click()
  await lab.state('Stopped')
})
