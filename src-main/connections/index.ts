// Clients of Kafka, Cassandra, SQL and OpenSearch. No other folder imports their packages.
export { CqlConsole, type CqlRequest } from './cassandra/cql'
export { readSchema } from './cassandra/schema'
export { CassandraTable, type TableDefinition, type TableRow } from './cassandra/table-writer'
export { KafkaAdmin, type PartitionEnds } from './kafka/admin'
export { browse, type BrowseRequest, type BrowseStart } from './kafka/browse'
export { GroupConsumer, type GroupConsumerOptions } from './kafka/group-consumer'
export { deleteGroup, knownGroup, listGroups, resetGroup } from './kafka/groups'
export { FetchedRecord, type FetchedBatch } from './kafka/fetched-record'
export {
  KafkaProducer,
  partitionOfKey,
  type Compression,
  type Delivery,
  type OutgoingRecord,
} from './kafka/producer'
export { PartitionReader } from './kafka/reader'
export { headerBytes, NumberedHeaders, RecordSet } from './kafka/record-set'
export { tailTopic, type TailOptions } from './kafka/tail'
export { opensearchFromEnv } from './opensearch/from-env'
export { OpenSearchIndex, type Document } from './opensearch/client'
export {
  addressOf,
  connectionForms,
  embeddedSql,
  plainCassandra,
  plainKafka,
  resolveConnection,
  type ConnectionType,
  type ResolvedConnection,
  type ResolvedOf,
  type Secret,
} from './profiles'
export { withRetry, type RetryOptions } from './retry'
export { connectionFromFile, connectionFromText } from './settings-file'
export {
  openSql,
  type SqlColumn,
  type SqlStore,
  type SqlTable,
  type SqlType,
  type SqlValue,
} from './sql'
export { readParquet } from './sql/parquet'
export { readTable, type TableSource } from './table-rows'
export { testConnection } from './test-connection'
