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

const PEER =
  'data_center text, host_id uuid, preferred_ip inet, rack text, release_version text, rpc_address inet, schema_version uuid, tokens set<text>'
const PEER_V2 =
  'data_center text, host_id uuid, native_address inet, native_port int, preferred_ip inet, preferred_port int, rack text, release_version text, schema_version uuid, tokens set<text>'
const ESTIMATE = 'mean_partition_size bigint, partitions_count bigint'

/** Tables for what one node that never compacts and knows no peer does not have. */
const EMPTY: readonly (readonly [name: string, columns: string])[] = [
  ['peers', `peer inet||${PEER}`],
  ['peers_v2', `peer inet|peer_port int|${PEER_V2}`],
  [
    'table_estimates',
    `keyspace_name text|table_name text, range_type text, range_start text, range_end text|${ESTIMATE}`,
  ],
  ['built_views', 'keyspace_name text|view_name text|status_replicated boolean'],
  ['batches', 'id timeuuid||mutations list<blob>, version int'],
  ['paxos', 'row_key blob|cf_id uuid|in_progress_ballot timeuuid, proposal blob'],
  [
    'compaction_history',
    'id uuid||bytes_in bigint, bytes_out bigint, columnfamily_name text, compacted_at timestamp, keyspace_name text',
  ],
  ['available_ranges_v2', 'keyspace_name text||full_ranges set<blob>, transient_ranges set<blob>'],
]

export function nodeTables(facts: Facts): Table[] {
  return [
    local(facts),
    sizeEstimates(facts),
    preparedStatements(facts),
    indexInfo(facts),
    ...EMPTY.map(([name, columns]) => define('system', name, columns, () => [])),
  ]
}

function local(facts: Facts): Table {
  return define(
    'system',
    'local',
    `key text||bootstrapped text, broadcast_address inet, broadcast_port int, cluster_name text, cql_version text, data_center text,
     gossip_generation int, host_id uuid, listen_address inet, listen_port int, native_protocol_version text, partitioner text, rack text,
     release_version text, rpc_address inet, rpc_port int, schema_version uuid, tokens set<text>, truncated_at map<uuid, blob>`,
    () => [
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
    ],
  )
}

function sizeEstimates(facts: Facts): Table {
  return define(
    'system',
    'size_estimates',
    `keyspace_name text|table_name text, range_start text, range_end text|${ESTIMATE}`,
    () =>
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
  return define(
    'system',
    'prepared_statements',
    'prepared_id blob||logged_keyspace text, query_string text',
    () =>
      facts.prepared().map(p => ({
        prepared_id: p.id,
        logged_keyspace: p.keyspace === '' ? null : text(p.keyspace),
        query_string: text(p.query),
      })),
  )
}

function indexInfo(facts: Facts): Table {
  return define('system', 'IndexInfo', 'table_name text|index_name text|value blob', () =>
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
