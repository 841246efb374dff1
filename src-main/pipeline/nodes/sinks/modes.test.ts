// Which output mode may end in which sink. As in Spark, files take append alone; whatever comes again
// must be written by a key, so a sink that writes by key alone refuses rows without one.
import { embeddedSql, plainCassandra, plainKafka } from '@main/connections'
import { expect, it } from 'vitest'
import type { StreamType } from '../../model/batch'
import { bench } from '../../testing/node-bench'

const connections = {
  db: plainCassandra('127.0.0.1:9042'),
  sql: embeddedSql('none'),
  broker: plainKafka('127.0.0.1:9092'),
}
const STREAMS: Readonly<Record<'append' | 'update' | 'complete', Partial<StreamType>>> = {
  append: { mode: 'append' },
  update: { mode: 'update', keys: ['k'] },
  complete: { mode: 'complete', keys: ['k'] },
}
type Refusals = readonly [append: string, update: string, complete: string]

it.each<[type: string, settings: object, Refusals]>([
  ['cassandra', { connection: 'db', keyspace: 'ks', table: 't' }, ['lab-sink-without-key', '', '']],
  ['cassandra', { connection: 'db', keyspace: 'ks', table: 't', key: ['k'] }, ['', '', '']],
  [
    'cassandra',
    { connection: 'db', keyspace: 'ks', table: 't', key: ['n'] },
    ['', 'lab-sink-key-loses-rows', 'lab-sink-key-loses-rows'],
  ],
  ['sql', { connection: 'sql', table: 't' }, ['', '', '']],
  ['files', { path: 'f.ndjson' }, ['', 'lab-files-need-events', 'lab-files-need-events']],
  ['topic', { connection: 'broker', topic: 't' }, ['', '', '']],
  ['console', {}, ['', '', '']],
  ['live', {}, ['', '', '']],
])('%s with %j', (type, settings, refusals) => {
  const found = Object.values(STREAMS).map(stream =>
    bench(type, settings, {
      inputs: [{ k: 'string', n: 'long' }],
      stream,
      connections,
    }).problems.join(),
  )
  expect(found).toEqual(refusals)
})
