// confluent-kafka (librdkafka 2): admin, idempotent and transactional producers, read_committed, a
// group with two members.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pythonVenv } from '../../support/python'
import { hasTool, runOrThrow } from '../../support/stamped'
import { wireBroker, type WireBroker } from './support'

const script = `
import json, sys, time
from confluent_kafka import Producer, Consumer, KafkaError, KafkaException, TopicPartition, OFFSET_BEGINNING, IsolationLevel
from confluent_kafka.admin import AdminClient, NewTopic, NewPartitions, ConfigResource, ResourceType, OffsetSpec
address = sys.argv[1]
seen = {}
admin = AdminClient({'bootstrap.servers': address})
for f in admin.create_topics([NewTopic('c', 2, 1, config={'retention.ms': '3600000'}), NewTopic('t', 1, 1)]).values(): f.result()
for f in admin.create_partitions([NewPartitions('c', 4)]).values(): f.result()
res = ConfigResource(ResourceType.TOPIC, 'c')
configs = list(admin.describe_configs([res]).values())[0].result()
seen['retention'] = configs['retention.ms'].value
seen['segment'] = configs['segment.bytes'].value
seen['cluster'] = len(admin.describe_cluster().result().nodes)
errors = []
p = Producer({'bootstrap.servers': address, 'enable.idempotence': True, 'compression.type': 'lz4', 'linger.ms': 5})
def report(err, msg):
    if err: errors.append(str(err))
for i in range(2000):
    p.produce('c', key=str(i % 50), value=str(i), on_delivery=report); p.poll(0)
p.flush(30)
seen['errors'] = errors
def member():
    c = Consumer({'bootstrap.servers': address, 'group.id': 'cg', 'auto.offset.reset': 'earliest', 'session.timeout.ms': 6000, 'enable.auto.commit': False})
    c.subscribe(['c']); return c
a, b = member(), member()
got = set(); deadline = time.time() + 60
while len(got) < 2000 and time.time() < deadline:
    for c in (a, b):
        for m in c.consume(500, 0.2):
            if not m.error(): got.add(int(m.value()))
# who joined late may still have to get its share
while not (a.assignment() and b.assignment()) and time.time() < deadline:
    a.consume(10, 0.1); b.consume(10, 0.1)
seen['got'] = len(got)
seen['shares'] = sorted([len(a.assignment()), len(b.assignment())])
for c in (a, b):
    try: c.commit(asynchronous=False)
    except KafkaException as e:
        # who got new partitions and nothing from them has nothing to commit
        if e.args[0].code() != KafkaError._NO_OFFSET: raise
d = list(admin.describe_consumer_groups(['cg']).values())[0].result()
seen['members'] = len(d.members)
a.close(); b.close()
seen['groups'] = [g.group_id for g in admin.list_consumer_groups().result().valid]
tx = Producer({'bootstrap.servers': address, 'transactional.id': 'tx1'})
tx.init_transactions(10)
tx.begin_transaction(); [tx.produce('t', value='yes%d' % i) for i in range(3)]; tx.commit_transaction(10)
tx.begin_transaction(); [tx.produce('t', value='no%d' % i) for i in range(3)]; tx.flush(10); tx.abort_transaction(10)
tx.begin_transaction(); [tx.produce('t', value='too%d' % i) for i in range(2)]; tx.commit_transaction(10)
def read(level):
    c = Consumer({'bootstrap.servers': address, 'group.id': 'r' + level, 'auto.offset.reset': 'earliest', 'isolation.level': level, 'enable.partition.eof': True})
    c.assign([TopicPartition('t', 0, OFFSET_BEGINNING)])
    out = []
    end = time.time() + 20
    while time.time() < end:
        m = c.poll(1)
        if m is None: continue
        if m.error(): break
        out.append(m.value().decode())
    c.close(); return out
seen['committed'] = read('read_committed'); seen['uncommitted'] = len(read('read_uncommitted'))
fence = Producer({'bootstrap.servers': address, 'transactional.id': 'tx1'}); fence.init_transactions(10)
try:
    tx.begin_transaction(); tx.produce('t', value='late'); tx.commit_transaction(10); seen['fenced'] = False
except Exception as e: seen['fenced'] = e.args[0].fatal() or 'fenced' in str(e).lower()
off = list(admin.list_offsets({TopicPartition('t', 0): OffsetSpec.latest()}, isolation_level=IsolationLevel.READ_COMMITTED).values())[0].result()
seen['latest'] = off.offset
for f in admin.delete_records([TopicPartition('t', 0, 4)]).values(): seen['low'] = f.result().low_watermark
for f in admin.delete_consumer_groups(['cg']).values(): f.result()
for f in admin.delete_topics(['c', 't']).values(): f.result()
seen['left'] = [t for t in admin.list_topics(timeout=10).topics]
print(json.dumps(seen))
`

let wire: WireBroker
beforeAll(async () => {
  wire = await wireBroker()
})
afterAll(() => wire.end())

describe.runIf(hasTool('python3'))('confluent-kafka', () => {
  it('administers, produces, consumes and keeps transactions', async () => {
    const python = await pythonVenv('confluent-kafka', ['confluent-kafka>=2.6'])
    const path = join(wire.dir, 'confluent.py')
    await writeFile(path, script)
    const { stdout } = await runOrThrow(python, [path, wire.address], { timeoutMs: 150_000 })
    expect(JSON.parse(stdout)).toEqual({
      retention: '3600000',
      segment: '1073741824',
      cluster: 1,
      errors: [],
      got: 2000,
      shares: [2, 2],
      members: 2,
      groups: ['cg'],
      committed: ['yes0', 'yes1', 'yes2', 'too0', 'too1'],
      uncommitted: 8,
      fenced: true,
      latest: 11,
      low: 4,
      left: [],
    })
  })
})
