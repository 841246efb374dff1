// Every limit of the broker in one place, each with its reason. Those that Kafka has a setting for
// follow it.
import type { BrokerConfigs } from '../cluster/broker-configs'

export interface BrokerLimits {
  /** socket.request.max.bytes: the largest produce request. */
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
  /**
   * queued.max.request.bytes: requests of all connections together, also those that have not come
   * whole; above it sockets are not read from.
   */
  readonly requestBytesMax: number
  /** Answers of all connections together, until their clients have read them. */
  readonly answerBytesMax: number
  /**
   * While answers have no room, a client that reads nothing of its own for this long is cut off.
   */
  readonly stalledMs: number
  /** max.connections. A desktop lab has dozens; thousands are a client in a loop. */
  readonly connectionsMax: number
  /** max.connections.per.ip. */
  readonly connectionsPerAddressMax: number
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
  /** max.incremental.fetch.session.cache.slots. */
  readonly fetchSessionsMax: number
  /** Group session timeouts that are allowed (group.min/max.session.timeout.ms). */
  readonly sessionMsMin: number
  readonly sessionMsMax: number
  readonly transactionMsMax: number
  readonly offsetMetadataCharsMax: number
}

/** Limits that no setting of Kafka's changes. */
const OWN = {
  smallFrameBytesMax: 8 * 1024 * 1024,
  pipelinedPerConnectionMax: 16,
  answerBytesMax: 96 * 1024 * 1024,
  stalledMs: 10_000,
  frameMs: 60_000,
  waitMsMax: 300_000,
  partitionsPerTopicMax: 1000,
  verifyAtStartBytes: 32 * 1024 * 1024,
} as const

/** The limits in force; `given` ones are not changed by settings. */
export function limitsOf(configs: BrokerConfigs, given: Partial<BrokerLimits> = {}): BrokerLimits {
  return {
    ...OWN,
    frameBytesMax: configs.number('socket.request.max.bytes'),
    requestBytesMax: atLeastOne(configs.number('queued.max.request.bytes')),
    connectionsMax: configs.number('max.connections'),
    connectionsPerAddressMax: configs.number('max.connections.per.ip'),
    idleMs: atLeastOne(configs.number('connections.max.idle.ms')),
    fetchBytesMax: configs.number('fetch.max.bytes'),
    retentionCheckMs: configs.number('log.retention.check.interval.ms'),
    fetchSessionsMax: configs.number('max.incremental.fetch.session.cache.slots'),
    sessionMsMin: configs.number('group.min.session.timeout.ms'),
    sessionMsMax: configs.number('group.max.session.timeout.ms'),
    transactionMsMax: configs.number('transaction.max.timeout.ms'),
    offsetMetadataCharsMax: configs.number('offset.metadata.max.bytes'),
    ...given,
  }
}

/** Kafka writes "no limit" as a negative number. */
const atLeastOne = (limit: number) => (limit < 1 ? Number.POSITIVE_INFINITY : limit)
