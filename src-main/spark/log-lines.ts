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
    // Of YARN: what --packages fetched is in two of its lists.
    'Same path resource',
  ].join('|'),
)

interface News {
  readonly code: 'spark-executor-lost' | 'spark-no-worker' | 'spark-no-yarn'
  readonly text: string
}

/** What Spark says in a line that the product has words for. */
export function newsIn(line: string): News | undefined {
  // Hadoop's own client tries for ever, and says so to nobody but its log.
  const yarn = /INFO Client: Retrying connect to server: (\S+?)\. Already tried 9 /.exec(line)
  if (yarn) return { code: 'spark-no-yarn', text: yarn[1] ?? '' }
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
