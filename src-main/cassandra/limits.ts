// Every limit of the database server, with the reason for it. A caller may change them.
export interface CqlLimits {
  /**
   * A frame bigger than this is refused: Cassandra's native_transport_max_frame_size is 16 MiB too.
   */
  readonly frameBytesMax: number
  /** Answers that a client does not read: beyond this the server stops reading its requests. */
  readonly unsentBytesMax: number
  /** Requests of one connection under way at once: beyond this the server stops reading. */
  readonly requestsMax: number
  /** native_transport_max_concurrent_connections: a desktop lab has dozens. */
  readonly connectionsMax: number
  /** Large frames of all clients that have come in part: beyond this no other one is begun. */
  readonly readingBytesMax: number
  /** native_transport_max_request_data_in_flight: requests of all clients under way. */
  readonly requestBytesMax: number
  /** Answers of all clients that they have not read. */
  readonly answerBytesMax: number
  /** A client must say STARTUP by then. */
  readonly startupMs: number
  /** A frame that was begun must be whole by then. */
  readonly frameMs: number
  /** native_transport_idle_timeout: drivers send a sign of life every half minute. */
  readonly idleMs: number
  /** A client that takes nothing of its answers for so long makes room for others. */
  readonly stalledMs: number
  /** Prepared statements kept; the least recently used go first. */
  readonly preparedMax: number
  /** Memory of prepared statements, about: prepared_statements_cache_size. */
  readonly preparedBytesMax: number
  /** Plans of unprepared statements kept, by text. */
  readonly plansMax: number
  readonly planBytesMax: number
  /**
   * A bigger memtable goes to disk. With its successor being filled this bounds memory at about
   * twice the figure.
   */
  readonly memtableBytesMax: number
  /** Decoded blocks of files kept in memory. */
  readonly blockCacheBytes: number
  /** Traced requests kept for TRACING ON. */
  readonly tracesMax: number
}

export const DEFAULT_LIMITS: CqlLimits = {
  frameBytesMax: 16 * 1024 * 1024,
  unsentBytesMax: 4 * 1024 * 1024,
  requestsMax: 2048,
  connectionsMax: 1000,
  readingBytesMax: 64 * 1024 * 1024,
  requestBytesMax: 128 * 1024 * 1024,
  answerBytesMax: 128 * 1024 * 1024,
  startupMs: 60_000,
  frameMs: 60_000,
  idleMs: 3_600_000,
  stalledMs: 30_000,
  preparedMax: 2000,
  preparedBytesMax: 64 * 1024 * 1024,
  plansMax: 500,
  planBytesMax: 32 * 1024 * 1024,
  memtableBytesMax: 32 * 1024 * 1024,
  blockCacheBytes: 16 * 1024 * 1024,
  tracesMax: 100,
}
