// Every limit of the broker in one place, each with its reason.
export interface BrokerLimits {
  /** Kafka's socket.request.max.bytes: the largest produce request. */
  readonly frameBytesMax: number
  /**
   * All other requests are small; no client may make us hold more before we have parsed any of it.
   */
  readonly smallFrameBytesMax: number
  /**
   * Produce requests of one connection that run at once; other requests run one by one, as in
   * Kafka.
   */
  readonly pipelinedPerConnectionMax: number
  /** Frames held by all connections together; above it sockets are not read from. */
  readonly inFlightBytesMax: number
  /** A desktop lab has dozens; thousands are a client in a loop. */
  readonly connectionsMax: number
  /** connections.max.idle.ms. */
  readonly idleMs: number
  /** A frame that was begun must be whole by then (slow-loris). */
  readonly frameMs: number
  /** fetch.max.bytes: one answer. */
  readonly fetchBytesMax: number
  /** No client may make the broker hold a request for hours. */
  readonly waitMsMax: number
  /** max partitions of a topic: each costs memory even when empty. */
  readonly partitionsPerTopicMax: number
  /** At a start, sealed segments are verified too, up to this many bytes in all. */
  readonly verifyAtStartBytes: number
  /** log.retention.check.interval.ms: how often old segments are removed. */
  readonly retentionCheckMs: number
  /** Group session timeouts that are allowed (group.min/max.session.timeout.ms). */
  readonly sessionMsMin: number
  readonly sessionMsMax: number
  readonly transactionMsMax: number
  readonly offsetMetadataCharsMax: number
}

export const defaultLimits: BrokerLimits = {
  frameBytesMax: 100 * 1024 * 1024,
  smallFrameBytesMax: 8 * 1024 * 1024,
  pipelinedPerConnectionMax: 16,
  inFlightBytesMax: 192 * 1024 * 1024,
  connectionsMax: 2000,
  idleMs: 600_000,
  frameMs: 60_000,
  fetchBytesMax: 57_671_680,
  waitMsMax: 300_000,
  partitionsPerTopicMax: 1000,
  verifyAtStartBytes: 32 * 1024 * 1024,
  retentionCheckMs: 300_000,
  sessionMsMin: 6000,
  sessionMsMax: 1_800_000,
  transactionMsMax: 900_000,
  offsetMetadataCharsMax: 4096,
}
