// A client in Python, with kafka-python.
import { docstring } from '../pyspark/python-file'
import { literal, type Client } from './client'

const setUp = ['python3 -m venv .venv && . .venv/bin/activate', 'pip install -r requirements.txt']

export const pythonClient = {
  run: {
    consumer: [...setUp, 'python consumer.py'],
    producer: [...setUp, 'python producer.py'],
  },
  files: ({ topic, group, address, about }: Client, role: 'consumer' | 'producer') => [
    {
      path: `${role}.py`,
      text:
        role === 'consumer'
          ? consumer(topic, group, address, about)
          : producer(topic, address, about),
    },
    { path: 'requirements.txt', text: 'kafka-python==2.2.6\n' },
  ],
}

const consumer = (
  topic: string,
  group: string,
  address: string,
  about: string,
) => `${docstring(about).join('\n')}

import os

from kafka import KafkaConsumer

consumer = KafkaConsumer(
    ${literal(topic)},
    bootstrap_servers=os.environ.get(${literal(address)}, "127.0.0.1:9092"),
    group_id=${literal(group)},
    auto_offset_reset="earliest",
)
for record in consumer:
    print(record.partition, record.offset, record.key, record.value.decode("utf-8", "replace"))
`

const producer = (topic: string, address: string, about: string) => `${docstring(about).join('\n')}

import json
import os
import time
from pathlib import Path

from kafka import KafkaProducer

producer = KafkaProducer(bootstrap_servers=os.environ.get(${literal(address)}, "127.0.0.1:9092"))
for line in Path("records.jsonl").read_text("utf-8").splitlines():
    record = json.loads(line)
    key = record.get("key")
    producer.send(${literal(topic)}, record["value"].encode(), key=key and key.encode())
    time.sleep(0.1)
producer.flush()
`
