// A client in JavaScript, with kafkajs.
import { comment, literal as jsonText, type Client } from './client'

export const javascriptClient = {
  run: {
    consumer: ['npm install', 'node consumer.js'],
    producer: ['npm install', 'node producer.js'],
  },
  files: ({ topic, group, address, about }: Client, role: 'consumer' | 'producer') => [
    {
      path: `${role}.js`,
      text:
        role === 'consumer'
          ? consumer(topic, group, address, about)
          : producer(topic, address, about),
    },
    {
      path: 'package.json',
      text: `${JSON.stringify(
        {
          name: `${group}-${role}`,
          private: true,
          type: 'module',
          dependencies: { kafkajs: '2.2.4' },
        },
        undefined,
        2,
      )}\n`,
    },
  ],
}

/** In the quotes of the rest of the file. */
const literal = (text: string): string =>
  `'${jsonText(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`

const client = (address: string, name: string) => `const kafka = new Kafka({
  clientId: ${literal(name)},
  brokers: (process.env.${address} ?? '127.0.0.1:9092').split(','),
})`

const consumer = (
  topic: string,
  group: string,
  address: string,
  about: string,
) => `${comment(about)}
import { Kafka } from 'kafkajs'

${client(address, group)}
const consumer = kafka.consumer({ groupId: ${literal(group)} })
await consumer.connect()
await consumer.subscribe({ topics: [${literal(topic)}], fromBeginning: true })
await consumer.run({
  eachMessage: async ({ partition, message }) => {
    console.log(partition, message.offset, String(message.key ?? ''), String(message.value ?? ''))
  },
})
`

const producer = (topic: string, address: string, about: string) => `${comment(about)}
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { Kafka } from 'kafkajs'

${client(address, topic)}
const producer = kafka.producer()
await producer.connect()
const lines = (await readFile('records.jsonl', 'utf8')).trim().split('\\n')
for (const line of lines) {
  const { key, value } = JSON.parse(line)
  await producer.send({ topic: ${literal(topic)}, messages: [{ key, value }] })
  await setTimeout(100)
}
await producer.disconnect()
`
