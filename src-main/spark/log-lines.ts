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

interface News {
  readonly code: 'spark-executor-lost' | 'spark-no-worker'
  readonly text: string
}

/** What Spark says in a line that the product has words for. */
export function newsIn(line: string): News | undefined {
  if (!LINE.test(line)) return undefined
  const lost = /: Lost executor (\S+) on (\S+?): (.*)/.exec(line)
  if (lost) return { code: 'spark-executor-lost', text: `${lost[1]} (${lost[2]}): ${lost[3]}` }
  if (line.includes('Initial job has not accepted any resources'))
    return { code: 'spark-no-worker', text: '' }
  return undefined
}

export function logLevelOf(line: string): 'warn' | 'error' | undefined {
  const [, level] = LINE.exec(line) ?? []
  if (level === undefined || NOISE.test(line)) return undefined
  return level === 'WARN' ? 'warn' : 'error'
}
