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
  preparedMax: 2000,
  preparedBytesMax: 64 * 1024 * 1024,
  plansMax: 500,
  planBytesMax: 32 * 1024 * 1024,
  memtableBytesMax: 32 * 1024 * 1024,
  blockCacheBytes: 16 * 1024 * 1024,
  tracesMax: 100,
}
