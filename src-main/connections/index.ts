// Clients of Kafka, Cassandra, SQL, OpenSearch, schema registries and mail servers. No other folder
// imports their packages.
export { CqlConsole } from './cassandra/cql'
export { readSchema } from './cassandra/schema'
export { createTableCql, type TableDefinition } from './cassandra/table-definition'
export { CassandraTable } from './cassandra/table-writer'
export { KafkaAdmin, type PartitionEnds } from './kafka/admin'
export { browse, type BrowseRequest, type MessageMatcher } from './kafka/browse'
export { GroupConsumer } from './kafka/group-consumer'
export { planReset, resetGroup } from './kafka/group-reset'
export { deleteGroup, knownGroup, listGroups } from './kafka/groups'
export { loadKafkaClient } from './kafka/client'
export { FetchedRecord, headerTexts, FetchedBatch } from './kafka/fetched-record'
export { KafkaProducer, partitionOfKey } from './kafka/producer'
export { PartitionReader } from './kafka/reader'
export { headerBytes, NumberedHeaders, RecordSet } from './kafka/record-set'
export { tailTopic } from './kafka/tail'
export { opensearchFromEnv } from './opensearch/from-env'
export { OpenSearchIndex, type Document } from './opensearch/client'
export {
  addressOf,
  connectionForms,
  embeddedSql,
  plainCassandra,
  plainKafka,
  plainRegistry,
  resolveConnection,
  type ConnectionType,
  type ResolvedConnection,
  type ResolvedOf,
} from './profiles'
export { writeParquet } from './sql/write-parquet'
export { SchemaRegistry } from './registry/client'
export { decodeBy, type Decode } from './registry/decode'
export { MailServer, mailText, type Mail } from './smtp/client'
export { withRetry } from './retry'
export { connectionFromFile, connectionFromText } from './settings-file'
export {
  openSql,
  type SqlColumn,
  type SqlStore,
  type SqlTable,
  type SqlType,
  type SqlValue,
} from './sql'
export { SqlQuestion, type QuestionLimits, type SqlRows } from './sql/question'
export { createTableSql } from './sql/server/create-table'
export { askServer } from './sql/server/question'
export { readParquet } from './sql/parquet'
export { openLookup, type LookupKey, type LookupTable, type TableLookup } from './table-lookup'
export { readTable } from './table-rows'
export { readMoment } from './poll/moment'
export type { PollBound, PolledRow, PollPosition, TablePoll } from './poll/polled'
export { openTablePoll } from './poll/table-poll'
export { sendRequest, webAgents, type WebAnswer } from './web-request'
export { testConnection } from './test-connection'
