// Everything that talks to Kafka, Cassandra, SQL and OpenSearch: the only folder that imports their clients.
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
