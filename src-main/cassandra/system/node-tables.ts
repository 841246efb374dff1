// system.local and related tables, which a driver reads first. There is one node with one token, in
// data centre datacenter1 and rack rack1.
import type { Table } from '../schema/model'
import { bigint, define, type Facts, inet, int, text, texts, uuid } from './define'
import { packList } from '../types'

export const RELEASE_VERSION = '5.0.6'
export const CQL_VERSION = '3.4.7'
export const CLUSTER_NAME = 'Sluice'
export const TOKEN = '-1306915340147900987'
export const PARTITIONER = 'org.apache.cassandra.dht.Murmur3Partitioner'

export function nodeTables(facts: Facts): Table[] {
  return [local(facts), sizeEstimates(facts), preparedStatements(facts), indexInfo(facts)]
}

function local(facts: Facts): Table {
  return define('system', 'local', () => [
    {
      key: text('local'),
      bootstrapped: text('COMPLETED'),
      broadcast_address: inet(facts.host),
      broadcast_port: int(7000),
      cluster_name: text(CLUSTER_NAME),
      cql_version: text(CQL_VERSION),
      data_center: text('datacenter1'),
      gossip_generation: int(Math.floor(facts.startedAt / 1000)),
      host_id: uuid(facts.hostId),
      listen_address: inet(facts.host),
      listen_port: int(7000),
      native_protocol_version: text('4'),
      partitioner: text(PARTITIONER),
      rack: text('rack1'),
      release_version: text(RELEASE_VERSION),
      rpc_address: inet(facts.host),
      rpc_port: int(facts.port),
      schema_version: uuid(facts.schemaVersion()),
      tokens: texts([TOKEN]),
      truncated_at: packList([], 2),
    },
  ])
}

function sizeEstimates(facts: Facts): Table {
  return define('system', 'size_estimates', () =>
    [...facts.keyspaces().values()].flatMap(k =>
      [...k.tables.values()]
        .filter(t => !t.virtual)
        .map(t => ({
          keyspace_name: text(k.name),
          table_name: text(t.name),
          range_start: text(TOKEN),
          range_end: text(TOKEN),
          mean_partition_size: bigint(100),
          partitions_count: bigint(1000),
        })),
    ),
  )
}

function preparedStatements(facts: Facts): Table {
  return define('system', 'prepared_statements', () =>
    facts.prepared().map(p => ({
      prepared_id: p.id,
      logged_keyspace: p.keyspace === '' ? null : text(p.keyspace),
      query_string: text(p.query),
    })),
  )
}

function indexInfo(facts: Facts): Table {
  return define('system', 'IndexInfo', () =>
    [...facts.keyspaces().values()].flatMap(k =>
      [...k.tables.values()].flatMap(t =>
        t.indexes.map(i => ({
          table_name: text(k.name),
          index_name: text(`${t.name}.${i.name}`),
          value: null,
        })),
      ),
    ),
  )
}
