// A person's own consumer that never commits is started again: Groups says which offsets it read twice
// and why, from the rebalance on, by keyboard, as the command line does.
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
