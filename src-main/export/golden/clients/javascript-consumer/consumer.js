// Prints each record of the topic ventas-events, from the first on.
import { Kafka } from 'kafkajs'

const kafka = new Kafka({
  clientId: 'r1-ventas-events-client',
  brokers: (process.env.BROKER_BOOTSTRAP_SERVERS ?? '127.0.0.1:9092').split(','),
})
const consumer = kafka.consumer({ groupId: 'r1-ventas-events-client' })
await consumer.connect()
await consumer.subscribe({ topics: ['ventas-events'], fromBeginning: true })
await consumer.run({
  eachMessage: async ({ partition, message }) => {
    console.log(partition, message.offset, String(message.key ?? ''), String(message.value ?? ''))
  },
})
