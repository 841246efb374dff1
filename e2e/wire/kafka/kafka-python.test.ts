// kafka-python: the version that guesses the broker's age from what it answers (2.0.2), and the
// newest.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pythonVenv } from '../../support/python'
import { hasTool, runOrThrow } from '../../support/stamped'
import { wireBroker, type WireBroker } from './support'

const script = `
import json, sys, time
from kafka import KafkaProducer, KafkaConsumer, KafkaAdminClient, TopicPartition
from kafka.admin import NewTopic, NewPartitions, ConfigResource, ConfigResourceType
import kafka
address, topic = sys.argv[1:3]
seen = {'version': kafka.__version__}
admin = KafkaAdminClient(bootstrap_servers=address)
admin.create_topics([NewTopic(name=topic, num_partitions=2, replication_factor=1)])
admin.create_partitions({topic: NewPartitions(total_count=3)})
seen['listed'] = topic in admin.list_topics()
producer = KafkaProducer(bootstrap_servers=address, acks='all', compression_type='gzip', key_serializer=str.encode, value_serializer=lambda v: json.dumps(v).encode())
futures = [producer.send(topic, key='k%d' % (i % 7), value={'n': i}) for i in range(500)]
producer.flush()
seen['sent'] = sum(1 for f in futures if f.get(10).offset >= 0)
producer.close()
def consume(limit):
    consumer = KafkaConsumer(topic, bootstrap_servers=address, group_id='g-' + topic, auto_offset_reset='earliest', enable_auto_commit=False, consumer_timeout_ms=20000, max_poll_records=limit)
    got = []
    for record in consumer:
        got.append(json.loads(record.value)['n'])
        if len(got) == limit: break
    consumer.commit()
    consumer.close()
    return got
first = consume(200)
second = consume(300)
seen['distinct'] = len(set(first + second))
consumer = KafkaConsumer(bootstrap_servers=address)
parts = [TopicPartition(topic, p) for p in sorted(consumer.partitions_for_topic(topic))]
seen['partitions'] = len(parts)
seen['end'] = sum(consumer.end_offsets(parts).values())
seen['times'] = sum(o.offset for o in consumer.offsets_for_times({p: int(time.time() * 1000) - 3600000 for p in parts}).values() if o)
consumer.close()
offsets = admin.list_consumer_group_offsets('g-' + topic) if hasattr(admin, 'list_consumer_group_offsets') else admin.list_group_offsets(['g-' + topic])['g-' + topic]
seen['committed'] = sum(o.offset for o in offsets.values())
admin.delete_topics([topic])
seen['deleted'] = topic not in admin.list_topics()
admin.close()
print(json.dumps(seen))
`

let wire: WireBroker
beforeAll(async () => {
  wire = await wireBroker()
})
afterAll(() => wire.end())

const versions = [
  { name: 'kafka-python-2.0.2', packages: ['kafka-python==2.0.2', 'six'] },
  { name: 'kafka-python-2.2', packages: ['kafka-python==2.2.6'] },
  { name: 'kafka-python-newest', packages: ['kafka-python>=3'] },
]

describe.runIf(hasTool('python3'))('kafka-python', () => {
  it.each(versions)('$name: topics, producing, a group, offsets', async ({ name, packages }) => {
    const python = await pythonVenv(name, packages)
    const path = join(wire.dir, `${name}.py`)
    await writeFile(path, script)
    const { stdout } = await runOrThrow(python, [path, wire.address, name], { timeoutMs: 150_000 })
    const all = {
      listed: true,
      sent: 500,
      distinct: 500,
      partitions: 3,
      end: 500,
      times: 0,
      committed: 500,
      deleted: true,
    }
    expect(JSON.parse(stdout)).toMatchObject(all)
  })
})
