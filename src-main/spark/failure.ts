// Why a job ended, out of what Spark, Java and Python say: one sentence with its remedy for what a
// person can mend, and otherwise Spark's own words.
import { LabError, type ErrorKind } from '@shared/errors'
import type { SparkPlace } from '@main/pipeline'
import { withoutSecrets } from './master'

interface Known {
  readonly says: RegExp
  readonly code: string
  readonly kind: ErrorKind
}

const KNOWN: readonly Known[] = [
  {
    // Whether it answers at all was looked at before (master.ts).
    says: /All masters are unresponsive/,
    code: 'spark-master-refused',
    kind: 'unreachable',
  },
  {
    says: /Failed to connect to master|Connection to .* refused/,
    code: 'spark-master-unreachable',
    kind: 'unreachable',
  },
  {
    says: /Application has been killed\. Reason: (?<what>.+)/,
    code: 'spark-application-ended',
    kind: 'remote',
  },
  {
    says: /Cannot run program "(?<what>[^"]*python[^"]*)"/,
    code: 'spark-worker-python',
    kind: 'config',
  },
  {
    says: /PYTHON_VERSION_MISMATCH|Python in worker has different version/,
    code: 'spark-python-differs',
    kind: 'config',
  },
  {
    says: /Could not parse Master URL|Invalid master URL|Master must either be/,
    code: 'spark-master-wrong',
    kind: 'usage',
  },
  {
    says: /UnknownTopicOrPartition|may have been lost|KAFKA_DATA_LOSS|topic .* deleted/i,
    code: 'spark-topic-gone',
    kind: 'config',
  },
  { says: /No space left on device/, code: 'spark-disk-full', kind: 'storage' },
  {
    says: /unresolved dependency: (?<what>[^\s:]+#[^\s:]+)/,
    code: 'spark-packages',
    kind: 'unreachable',
  },
  {
    says: /Server access error(?: at url (?<what>\S+))?/,
    code: 'spark-packages',
    kind: 'unreachable',
  },
  {
    says: /NoSuchMethodError|NoClassDefFoundError: (?:scala|org\/apache\/spark)|AbstractMethodError|Failed to find data source: \S+|IncompatibleClassChangeError/,
    code: 'spark-connector-version',
    kind: 'config',
  },
  { says: /No module named '(?<what>[\w.]+)'/, code: 'spark-no-module', kind: 'config' },
  {
    says: /UnsupportedClassVersionError|getSubject is not supported|Unable to make .* accessible/,
    code: 'spark-java-version',
    kind: 'config',
  },
  { says: /OutOfMemoryError|Cannot allocate memory/, code: 'spark-memory', kind: 'limit' },
]

export interface Ending {
  /** Of Java; null when it was killed. */
  readonly code: number | null
  /** The end of what it printed. */
  readonly text: string
  /** Why a query ended, as Spark told it. */
  readonly query?: string
}

export function failureOf(
  { code, text, query }: Ending,
  { master, java, version }: Pick<SparkPlace, 'master' | 'java' | 'version'>,
): LabError {
  const all = `${query ?? ''}\n${text}`
  for (const { says, code: known, kind } of KNOWN) {
    const found = says.exec(all)
    if (!found) continue
    const what = found.groups?.what ?? ''
    const params = { master: withoutSecrets(master), java, version, what }
    return new LabError(known, { kind, params })
  }
  if (code === null) return new LabError('spark-killed', { kind: 'remote' })
  return new LabError('spark-failed', {
    kind: 'remote',
    params: { message: reasonIn(query, text) },
  })
}

const REASON_CHARS = 400

/** The last error that is named; Java's stack is of no use to a reader. */
function reasonIn(query: string | undefined, text: string): string {
  const lines = (query ?? text).split('\n').map(line => line.trim())
  const named = lines.filter(line => /(Exception|Error)\b.*:/.test(line) && !/^at /.test(line))
  const reason = (query === undefined ? named.at(-1) : lines[0]) ?? lines.at(-1) ?? ''
  return reason.slice(0, REASON_CHARS)
}

/** What this program itself met on the way: a file that cannot be written, a report of nonsense. */
export function troubleOf(error: unknown): LabError {
  if (error instanceof LabError) return error
  const full = error instanceof Error && 'code' in error && FULL.has(error.code)
  if (full) return new LabError('spark-disk-full', { kind: 'storage', cause: error })
  const message = error instanceof Error ? error.message : String(error)
  return new LabError('spark-failed', { kind: 'remote', params: { message }, cause: error })
}

const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT'])
