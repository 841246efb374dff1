// Records for a topic, written by kafkajs alone.
import { Kafka, logLevel } from 'kafkajs'

export async function sendTo(
  bootstrap: string,
  topic: string,
  values: readonly string[],
): Promise<void> {
  const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING })
  const producer = kafka.producer()
  await producer.connect()
  await producer.send({ topic, messages: values.map(value => ({ value })) })
  await producer.disconnect()
}
