// Confluent's own serializers (confluent-kafka), as they come, against our registry and broker:
// Avro, Protobuf and JSON Schema, a schema that grows, and one that may not follow.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EMPTY_REGISTRY, startRegistry, type RunningRegistry } from '../../../src-main/registry'
import { pythonVenv } from '../../support/python'
import { hasTool, runOrThrow } from '../../support/stamped'
import { wireBroker, type WireBroker } from './support'

const script = `
import json, sys
from confluent_kafka import Consumer, DeserializingConsumer, SerializingProducer, TopicPartition
from confluent_kafka.schema_registry import Schema, SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.schema_registry.error import SchemaRegistryError
from confluent_kafka.schema_registry.json_schema import JSONDeserializer, JSONSerializer
from confluent_kafka.schema_registry.protobuf import ProtobufDeserializer, ProtobufSerializer
from confluent_kafka.serialization import StringSerializer
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
address, url = sys.argv[1], sys.argv[2]
seen = {}
registry = SchemaRegistryClient({'url': url})

def record(*fields): return json.dumps({'type': 'record', 'name': 'Order', 'namespace': 'shop', 'fields': list(fields)})
ID = {'name': 'id', 'type': 'long'}
PRICE = {'name': 'price', 'type': {'type': 'bytes', 'logicalType': 'decimal', 'precision': 10, 'scale': 2}}
NOTE = {'name': 'note', 'type': ['null', 'string'], 'default': None}
V1, V2 = record(ID, PRICE), record(ID, PRICE, NOTE)

from decimal import Decimal
def send(topic, serializer, values):
    producer = SerializingProducer({'bootstrap.servers': address, 'key.serializer': StringSerializer(), 'value.serializer': serializer})
    for value in values: producer.produce(topic, key='k', value=value)
    producer.flush(30)

def read(topic, deserializer, count):
    consumer = DeserializingConsumer({'bootstrap.servers': address, 'group.id': 'r-' + topic, 'auto.offset.reset': 'earliest', 'value.deserializer': deserializer})
    consumer.subscribe([topic])
    out = []
    for _ in range(120):
        if len(out) == count: break
        message = consumer.poll(1)
        if message is not None and not message.error(): out.append(message.value())
    consumer.close()
    return out

send('orders', AvroSerializer(registry, V1), [{'id': 1, 'price': Decimal('2.50')}])
send('orders', AvroSerializer(registry, V2), [{'id': 2, 'price': Decimal('-0.01'), 'note': 'late'}])
seen['avro'] = [{**v, 'price': str(v['price'])} for v in read('orders', AvroDeserializer(registry, V2), 2)]
seen['versions'] = registry.get_versions('orders-value')
latest = registry.get_latest_version('orders-value')
seen['latest'] = [latest.version, latest.schema_id, latest.schema.schema_type]
seen['found'] = registry.lookup_schema('orders-value', Schema(V1, 'AVRO')).version
broken = Schema(record({'name': 'id', 'type': 'string'}), 'AVRO')
seen['compatible'] = [registry.test_compatibility('orders-value', Schema(V1, 'AVRO')), registry.test_compatibility('orders-value', broken)]
def error_of(work):
    try: work()
    except SchemaRegistryError as e: return [e.http_status_code, e.error_code]
seen['refused'] = error_of(lambda: registry.register_schema('orders-value', broken))
registry.set_compatibility('orders-value', 'NONE')
seen['level'] = registry.get_compatibility('orders-value')
seen['id'] = registry.register_schema('orders-value', broken)

file = descriptor_pb2.FileDescriptorProto(name='sale.proto', package='shop', syntax='proto3')
message = file.message_type.add(name='Sale')
message.field.add(name='id', number=1, type=3, label=1)
message.field.add(name='tags', number=2, type=9, label=3)
pool = descriptor_pool.DescriptorPool(); pool.Add(file)
Sale = message_factory.GetMessageClass(pool.FindMessageTypeByName('shop.Sale'))
send('sales', ProtobufSerializer(Sale, registry, {'use.deprecated.format': False}), [Sale(id=7, tags=['a', 'b'])])
[sale] = read('sales', ProtobufDeserializer(Sale, {'use.deprecated.format': False}), 1)
seen['protobuf'] = [sale.id, list(sale.tags)]
seen['type'] = registry.get_latest_version('sales-value').schema.schema_type

def click(more={}, required=['id']): return json.dumps({'$schema': 'http://json-schema.org/draft-07/schema#', 'title': 'Click', 'type': 'object', 'properties': {'id': {'type': 'integer'}, **more}, 'required': required, 'additionalProperties': False})
PAGE = {'page': {'type': 'string'}}
send('clicks', JSONSerializer(click(), registry), [{'id': 3}])
send('clicks', JSONSerializer(click(PAGE), registry), [{'id': 4, 'page': '/a'}])
seen['json'] = read('clicks', JSONDeserializer(click(PAGE)), 2)
latest = registry.get_latest_version('clicks-value')
seen['json_latest'] = [latest.version, latest.schema.schema_type]
seen['json_compatible'] = [registry.test_compatibility('clicks-value', Schema(click(PAGE), 'JSON')), registry.test_compatibility('clicks-value', Schema(click({**PAGE, 'by': {'type': 'string'}}, ['id', 'by']), 'JSON'))]

seen['subjects'] = sorted(registry.get_subjects())
seen['deleted'] = registry.delete_version('orders-value', 3)
seen['gone'] = registry.delete_subject('orders-value')
seen['missing'] = error_of(lambda: registry.get_versions('orders-value'))
print(json.dumps(seen))
`

let wire: WireBroker
let registry: RunningRegistry
beforeAll(async () => {
  wire = await wireBroker()
  const store = {
    value: EMPTY_REGISTRY,
    set: async (value: typeof EMPTY_REGISTRY) => void (store.value = value),
  }
  registry = await startRegistry({ store, port: 0, ifPortTaken: 'fail' })
})
afterAll(async () => {
  await registry.stop()
  await wire.end()
})

describe.runIf(hasTool('python3'))("confluent-kafka's serializers", () => {
  it('register, write, read and check', async () => {
    const python = await pythonVenv('schema-registry', ['confluent-kafka[avro,protobuf,json]>=2.6'])
    const path = join(wire.dir, 'registry.py')
    await writeFile(path, script)
    const url = `http://${registry.host}:${registry.port}`
    const { stdout } = await runOrThrow(python, [path, wire.address, url], { timeoutMs: 150_000 })
    expect(JSON.parse(stdout)).toEqual({
      avro: [
        { id: 1, price: '2.50', note: null },
        { id: 2, price: '-0.01', note: 'late' },
      ],
      versions: [1, 2],
      latest: [2, 2, 'AVRO'],
      found: 1,
      compatible: [true, false],
      refused: [409, 409],
      level: 'NONE',
      id: 3,
      protobuf: [7, ['a', 'b']],
      type: 'PROTOBUF',
      json: [{ id: 3 }, { id: 4, page: '/a' }],
      json_latest: [2, 'JSON'],
      json_compatible: [true, false],
      subjects: ['clicks-value', 'orders-value', 'sales-value'],
      deleted: 3,
      gone: [1, 2],
      missing: [404, 40401],
    })
  })
})
