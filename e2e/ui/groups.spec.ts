// A person's own consumer that never commits is started again: Groups says which offsets it read twice
// and why, from the rebalance on, by keyboard, as the command line does. And a reset that is named as one,
// by whom and to where.
import { Kafka, logLevel } from 'kafkajs'
import { startLooking } from './support/axe'
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 30_000 }
const TOPIC = 'twice-orders'
const RECORDS = 30

test('what a group of a person’s own read twice after a restart', async ({ lab, server }) => {
  const { page } = lab
  const { look, found } = await startLooking(page)
  const kafka = new Kafka({
    clientId: 'student.js',
    brokers: [server.addresses.kafka],
    logLevel: logLevel.NOTHING,
  })
  const producer = kafka.producer()
  await producer.connect()
  const messages = Array.from({ length: RECORDS }, (_, n) => ({ value: `{"n":${n}}` }))
  await producer.send({ topic: TOPIC, messages })
  await producer.disconnect()
  const readAll = async () => {
    const consumer = kafka.consumer({ groupId: 'student', maxWaitTimeInMs: 50 })
    let read = 0
    await consumer.connect()
    await consumer.subscribe({ topic: TOPIC, fromBeginning: true })
    await consumer.run({ autoCommit: false, eachMessage: async () => void read++ })
    await expect.poll(() => read, WAIT).toBe(RECORDS)
    return consumer
  }

  const first = await readAll()
  await lab.open('/groups/student')
  await page.getByRole('tab', { name: 'Read twice' }).click(WAIT)
  await expect(page.getByText('This group has read no record twice')).toBeVisible(WAIT)
  await first.disconnect()
  const second = await readAll()
  try {
    const said = page.locator('[data-figure=group-read-twice]')
    const line = `Offsets 0 to ${RECORDS - 1} of ${TOPIC} 0 were read twice by group student after: student.js left, student.js joined.`
    await expect(said).toContainText(line, WAIT)
    await expect(page.getByRole('tab', { name: 'Read twice' })).toContainText('1')
    await lab.shot('groups-read-twice')
    await look('groups-read-twice')

    // The rebalance that led to it leads there.
    await page.getByRole('tab', { name: 'Rebalances' }).click()
    const rebalances = page.getByRole('grid', { name: 'Rebalances' })
    const newest = rebalances.getByRole('row').nth(1)
    await expect(newest).toContainText(String(RECORDS))
    await lab.shot('groups-rebalances-twice')
    await look('groups-rebalances-twice')
    await newest.click()
    await page.keyboard.press('Enter')
    await expect(said).toBeVisible()

    const told = (await server.ask(
      'groups',
      'redelivered',
      'student',
      '--data',
      server.dataDir,
    )) as { readonly first: number; readonly end: number; readonly topic: string }[]
    expect(told).toMatchObject([{ topic: TOPIC, partition: 0, first: 0, end: RECORDS }])
    expect(found).toEqual([])
  } finally {
    await second.disconnect()
  }
})

test('a reset is named in the rebalances, with who did it and from where it goes on', async ({
  lab,
  server,
}) => {
  const { page } = lab
  const topic = 'reset-orders'
  const kafka = new Kafka({
    clientId: 'orders.js',
    brokers: [server.addresses.kafka],
    logLevel: logLevel.NOTHING,
  })
  const producer = kafka.producer()
  await producer.connect()
  const messages = Array.from({ length: RECORDS }, (_, n) => ({ value: `{"n":${n}}` }))
  await producer.send({ topic, messages })
  await producer.disconnect()
  const readFrom = async (from: number) => {
    const consumer = kafka.consumer({ groupId: 'orders', maxWaitTimeInMs: 50 })
    const seen: number[] = []
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({
      eachMessage: async ({ message }) => void seen.push(Number(message.offset)),
    })
    await expect.poll(() => seen.length, WAIT).toBe(RECORDS - from)
    await consumer.disconnect()
  }

  await readFrom(0)
  await lab.open('/groups/orders')
  await page.getByRole('button', { name: 'Reset offsets' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Offset' }).click()
  await dialog.getByRole('textbox', { name: 'Offset' }).fill('12')
  await expect(dialog).toContainText(`reads ${RECORDS - 12} records again`)
  await dialog.getByRole('button', { name: 'Reset offsets' }).click()
  await page.getByRole('tab', { name: 'Rebalances' }).click()
  const newest = page.getByRole('grid', { name: 'Rebalances' }).getByRole('row').nth(1)
  await expect(newest).toContainText(`sluice-admin reset ${topic} to offset 12`, WAIT)
  await lab.shot('groups-reset')

  await readFrom(12)
  await page.getByRole('tab', { name: 'Read twice' }).click()
  await expect(page.locator('[data-figure=group-read-twice]')).toContainText(
    `Offsets 12 to ${RECORDS - 1} of ${topic} 0 were read twice by group orders after: orders.js left, sluice-admin reset ${topic} to offset 12, orders.js joined.`,
    WAIT,
  )
})
