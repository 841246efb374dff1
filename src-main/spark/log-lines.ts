// Which lines of Spark's log a person should see: its warnings and errors, without those that every
// job gets and nobody can do anything about.
const LINE = /^\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d (WARN|ERROR) /
const NOISE = new RegExp(
  [
    'NativeCodeLoader',
    'AdminClientConfig',
    'ProducerConfig',
    'ConsumerConfig',
    'ResolveWriteToStream',
    'KafkaDataConsumer',
    'HDFSBackedStateStoreProvider',
    'ProcessingTimeExecutor',
    'OffsetSeqMetadata',
    'SparkStringUtils',
    'Utils: Service',
  ].join('|'),
)

export function logLevelOf(line: string): 'warn' | 'error' | undefined {
  const [, level] = LINE.exec(line) ?? []
  if (level === undefined || NOISE.test(line)) return undefined
  return level === 'WARN' ? 'warn' : 'error'
}
