// Sends records to the topic ventas-events.
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { Kafka } from 'kafkajs'

const kafka = new Kafka({
  clientId: 'ventas-events',
  brokers: (process.env.BROKER_BOOTSTRAP_SERVERS ?? '127.0.0.1:9092').split(','),
})
const producer = kafka.producer()
await producer.connect()
const lines = (await readFile('records.jsonl', 'utf8')).trim().split('\n')
for (const line of lines) {
  const { key, value } = JSON.parse(line)
  await producer.send({ topic: 'ventas-events', messages: [{ key, value }] })
  await setTimeout(100)
}
await producer.disconnect()
