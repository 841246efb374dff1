// The settings of topics, with Kafka's names, types and defaults, and the name of the broker's
// setting that each falls back to (its synonym). Settings without effect here (one replica, no
// throttles) are listed too: tools list, copy and compare them. Those of the broker itself are in
// broker-config-table.ts.
export type ConfigType = 'boolean' | 'string' | 'int' | 'short' | 'long' | 'double' | 'list'

/** As DescribeConfigs v3+ numbers them. */
export const CONFIG_TYPE_CODE: Readonly<Record<ConfigType, number>> = {
  boolean: 1,
  string: 2,
  int: 3,
  short: 4,
  long: 5,
  double: 6,
  list: 7,
}

export interface ConfigDefinition {
  readonly type: ConfigType
  readonly default: string
  readonly synonym?: string
  readonly min?: number
  readonly max?: number
  readonly oneOf?: readonly string[]
  readonly doc: string
}

const LONG_MAX = '9223372036854775807'

export const TOPIC_CONFIGS: Readonly<Record<string, ConfigDefinition>> = {
  'cleanup.policy': {
    type: 'list',
    default: 'delete',
    synonym: 'log.cleanup.policy',
    oneOf: ['compact', 'delete'],
    doc: 'Old segments are deleted, or compacted to the last value of each key.',
  },
  'compression.type': {
    type: 'string',
    default: 'producer',
    synonym: 'compression.type',
    oneOf: ['uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'],
    doc: 'Batches are stored as the producer sent them.',
  },
  'compression.gzip.level': {
    type: 'int',
    default: '-1',
    synonym: 'compression.gzip.level',
    min: -1,
    max: 9,
    doc: 'No effect: batches are stored as the producer sent them.',
  },
  'compression.lz4.level': {
    type: 'int',
    default: '9',
    synonym: 'compression.lz4.level',
    min: 1,
    max: 17,
    doc: 'No effect: batches are stored as the producer sent them.',
  },
  'compression.zstd.level': {
    type: 'int',
    default: '3',
    synonym: 'compression.zstd.level',
    min: -131072,
    max: 22,
    doc: 'No effect: batches are stored as the producer sent them.',
  },
  'delete.retention.ms': {
    type: 'long',
    default: '86400000',
    synonym: 'log.cleaner.delete.retention.ms',
    min: 0,
    doc: 'How long a compacted topic keeps tombstones.',
  },
  'file.delete.delay.ms': {
    type: 'long',
    default: '60000',
    synonym: 'log.segment.delete.delay.ms',
    min: 0,
    doc: 'How long a deleted file is kept.',
  },
  'flush.messages': {
    type: 'long',
    default: LONG_MAX,
    synonym: 'log.flush.interval.messages',
    min: 1,
    doc: 'Records between syncs; this broker syncs by its durability mode.',
  },
  'flush.ms': {
    type: 'long',
    default: LONG_MAX,
    synonym: 'log.flush.interval.ms',
    min: 0,
    doc: 'Time between syncs; this broker syncs by its durability mode.',
  },
  'follower.replication.throttled.replicas': {
    type: 'list',
    default: '',
    doc: 'No effect with one broker.',
  },
  'index.interval.bytes': {
    type: 'int',
    default: '4096',
    synonym: 'log.index.interval.bytes',
    min: 0,
    doc: 'Bytes between entries of the offset index.',
  },
  'leader.replication.throttled.replicas': {
    type: 'list',
    default: '',
    doc: 'No effect with one broker.',
  },
  'local.retention.bytes': {
    type: 'long',
    default: '-2',
    synonym: 'log.local.retention.bytes',
    min: -2,
    doc: 'No effect: there is no remote storage.',
  },
  'local.retention.ms': {
    type: 'long',
    default: '-2',
    synonym: 'log.local.retention.ms',
    min: -2,
    doc: 'No effect: there is no remote storage.',
  },
  'max.compaction.lag.ms': {
    type: 'long',
    default: LONG_MAX,
    synonym: 'log.cleaner.max.compaction.lag.ms',
    min: 1,
    doc: 'The longest time that a record stays uncompacted.',
  },
  'max.message.bytes': {
    type: 'int',
    default: '1048588',
    synonym: 'message.max.bytes',
    min: 0,
    doc: 'The largest record batch that is taken.',
  },
  'message.downconversion.enable': {
    type: 'boolean',
    default: 'true',
    synonym: 'log.message.downconversion.enable',
    doc: 'No effect: fetch versions that would need it are not offered.',
  },
  'message.format.version': {
    type: 'string',
    default: '3.0-IV1',
    synonym: 'log.message.format.version',
    doc: 'Deprecated and without effect: batches are always of magic 2.',
  },
  'message.timestamp.after.max.ms': {
    type: 'long',
    default: LONG_MAX,
    synonym: 'log.message.timestamp.after.max.ms',
    min: 0,
    doc: "How far a record's time may be ahead. Unlimited here, for the clock of a lab may run ahead.",
  },
  'message.timestamp.before.max.ms': {
    type: 'long',
    default: LONG_MAX,
    synonym: 'log.message.timestamp.before.max.ms',
    min: 0,
    doc: "How far a record's time may be in the past.",
  },
  'message.timestamp.difference.max.ms': {
    type: 'long',
    default: LONG_MAX,
    synonym: 'log.message.timestamp.difference.max.ms',
    min: 0,
    doc: 'How far a record may be from the present.',
  },
  'message.timestamp.type': {
    type: 'string',
    default: 'CreateTime',
    synonym: 'log.message.timestamp.type',
    oneOf: ['CreateTime', 'LogAppendTime'],
    doc: "Whether the producer's or the broker's time counts.",
  },
  'min.cleanable.dirty.ratio': {
    type: 'double',
    default: '0.5',
    synonym: 'log.cleaner.min.cleanable.ratio',
    min: 0,
    max: 1,
    doc: 'The uncompacted part at which a log is compacted.',
  },
  'min.compaction.lag.ms': {
    type: 'long',
    default: '0',
    synonym: 'log.cleaner.min.compaction.lag.ms',
    min: 0,
    doc: 'The least time that a record stays uncompacted.',
  },
  'min.insync.replicas': {
    type: 'int',
    default: '1',
    synonym: 'min.insync.replicas',
    min: 1,
    doc: 'Replicas that must have a record for acks=all; there is one.',
  },
  preallocate: { type: 'boolean', default: 'false', synonym: 'log.preallocate', doc: 'No effect.' },
  'remote.log.copy.disable': {
    type: 'boolean',
    default: 'false',
    doc: 'No effect: there is no remote storage.',
  },
  'remote.log.delete.on.disable': {
    type: 'boolean',
    default: 'false',
    doc: 'No effect: there is no remote storage.',
  },
  'remote.storage.enable': {
    type: 'boolean',
    default: 'false',
    doc: 'No effect: there is no remote storage.',
  },
  'retention.bytes': {
    type: 'long',
    default: '-1',
    synonym: 'log.retention.bytes',
    doc: 'Old segments go when a partition is larger than this; -1: no limit.',
  },
  'retention.ms': {
    type: 'long',
    default: '604800000',
    synonym: 'log.retention.ms',
    min: -1,
    doc: 'Segments go when their last record is older than this; -1: never.',
  },
  'segment.bytes': {
    type: 'int',
    default: '1073741824',
    synonym: 'log.segment.bytes',
    min: 14,
    doc: 'The size at which a segment is closed (never above 128 MiB here).',
  },
  'segment.index.bytes': {
    type: 'int',
    default: '10485760',
    synonym: 'log.index.size.max.bytes',
    min: 4,
    doc: 'No effect: the index grows as it must.',
  },
  'segment.jitter.ms': {
    type: 'long',
    default: '0',
    synonym: 'log.roll.jitter.ms',
    min: 0,
    doc: 'No effect with one broker.',
  },
  'segment.ms': {
    type: 'long',
    default: '604800000',
    synonym: 'log.roll.ms',
    min: 1,
    doc: 'The age at which a segment is closed.',
  },
  'unclean.leader.election.enable': {
    type: 'boolean',
    default: 'false',
    synonym: 'unclean.leader.election.enable',
    doc: 'No effect with one broker.',
  },
}
