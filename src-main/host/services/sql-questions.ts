// SQL that a person asks: over the newest messages of topics, over a copy of a lab's SQL file (a
// run may be writing the file itself), or on a database server. Everything has a limit and says
// which of them ended it.
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contract, InputOf, SqlResult } from '@shared/contract'
import { LabError } from '@shared/errors'
import {
  askServer,
  type KafkaAdmin,
  type PartitionEnds,
  type PartitionReader,
  type SqlRows,
} from '@main/connections'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import type { SqlTrials } from '../labs/trial-worker'
import { wholeMessage } from './message-matcher'

type Asked = InputOf<Contract['queries']['sql']>
type Read = SqlResult['read'][number]

const LIMITS = { charsMax: 2_000_000, msMax: 10_000 }
/** All topics of a question together. */
const READ_BYTES_MAX = 32 * 1024 * 1024
const READ_MS_MAX = 20_000
const CHUNK_RECORDS = 2000
const CHUNK_BYTES = 4 * 1024 * 1024
const FILE_BYTES_MAX = 1024 ** 3
const COPY_TRIES = 5

export interface QuestionParts {
  readonly dataDir: string
  readonly profiles: ConnectionProfiles
  readonly trials: SqlTrials
}

export async function askSql(
  parts: QuestionParts,
  { over, statement, rowsMax, recordsMax }: Asked,
  signal: AbortSignal,
): Promise<SqlResult> {
  const started = performance.now()
  const limits = { ...LIMITS, rowsMax }
  const answered = (rows: SqlRows, read: readonly Read[] = []): SqlResult => ({
    ...rows,
    read,
    ms: performance.now() - started,
  })
  if ('topics' in over) {
    const topics = new Topics(parts, over.topics, recordsMax, signal)
    return inSession(parts.trials, undefined, signal, async (session, context) => {
      const asked = await topics.named(statement)
      const read = await topics.load(session, asked)
      return answered(await parts.trials.ask({ session, statement: asked, limits }, context), read)
    })
  }
  const resolved = 'lab' in over ? undefined : await parts.profiles.resolve(over.connection, 'sql')
  if (resolved && resolved.profile.engine !== 'embedded')
    return answered(
      await askServer({ ...resolved, profile: resolved.profile }, statement, limits, signal),
    )
  const file =
    resolved?.profile.engine === 'embedded'
      ? resolved.profile.file
      : 'lab' in over
        ? join(parts.dataDir, 'sql', `${over.lab}-${over.store}.duckdb`)
        : ''
  return withCopy(file, copy =>
    inSession(parts.trials, copy, signal, async (session, context) =>
      answered(await parts.trials.ask({ session, statement, limits }, context)),
    ),
  )
}

async function inSession<Value>(
  trials: SqlTrials,
  file: string | undefined,
  signal: AbortSignal,
  work: (session: string, context: { signal: AbortSignal }) => Promise<Value>,
): Promise<Value> {
  const context = { signal }
  const { session } = await trials.open({ file }, context)
  // A cancelled call is not told to the worker: the statement is ended by name.
  const stop = () => void Promise.resolve(trials.stop({ session }, apart())).catch(() => {})
  signal.addEventListener('abort', stop)
  try {
    return await work(session, context)
  } finally {
    signal.removeEventListener('abort', stop)
    await Promise.resolve(trials.close({ session }, apart())).catch(() => {})
  }
}

const apart = () => ({ signal: new AbortController().signal })

/** Several questions over the newest messages of one topic, which is read once. */
export async function inTopic<Value>(
  parts: QuestionParts,
  { connection, topic, recordsMax }: InputOf<Contract['queries']['profile']>,
  signal: AbortSignal,
  work: (ask: (statement: string, rowsMax: number) => Promise<SqlRows>) => Promise<Value>,
): Promise<{ value: Value; read: Read }> {
  const topics = new Topics(parts, connection, recordsMax, signal)
  return inSession(parts.trials, undefined, signal, async (session, context) => {
    const all = `SELECT * FROM "${topic.replaceAll('"', '""')}"`
    await topics.named(all)
    const [read] = await topics.load(session, all)
    if (!read) throw new LabError('kafka-no-topic', { kind: 'usage', params: { topic } })
    const value = await work(async (statement, rowsMax) =>
      parts.trials.ask({ session, statement, limits: { ...LIMITS, rowsMax } }, context),
    )
    return { value, read }
  })
}

/** Reads topics into a question: the newest messages, as far as the limits go. */
class Topics {
  private bytes = 0
  private readonly endsAt = performance.now() + READ_MS_MAX
  private admin: KafkaAdmin | undefined
  private names: ReadonlySet<string> = new Set()

  constructor(
    private readonly parts: QuestionParts,
    private readonly connection: string,
    private readonly recordsMax: number,
    private readonly signal: AbortSignal,
  ) {}

  /** A topic's name needs no quotes where it stands for a table, dots and dashes or not. */
  async named(statement: string): Promise<string> {
    this.admin = await this.parts.profiles.admin(this.connection)
    this.names = new Set((await this.admin.listTopics()).map(({ name }) => name))
    return quoteTopics(statement, this.names)
  }

  async load(session: string, statement: string): Promise<Read[]> {
    const { trials, profiles } = this.parts
    const context = { signal: this.signal }
    const { tables } = await trials.tablesIn({ session, statement }, context)
    const read: Read[] = []
    for (const topic of tables.filter(name => this.names.has(name))) {
      const reader = await profiles.reader(this.connection)
      read.push(await this.loadOne(session, topic, reader))
      await trials.settle({ session, topic }, context)
    }
    return read
  }

  private async loadOne(session: string, topic: string, reader: PartitionReader): Promise<Read> {
    const ends = (await this.admin?.endsOf(topic)) ?? []
    const of = ends.reduce((sum, { earliest, latest }) => sum + latest - earliest, 0)
    const starts = newestOf(ends, this.recordsMax)
    const isWhole = starts.every(({ from, earliest }) => from === earliest)
    let scanned = 0
    const answer = (stoppedBecause: Read['stoppedBecause']) => ({
      ...{ topic, scanned, of, stoppedBecause },
    })
    // So that an empty topic is a table too.
    await this.parts.trials.load({ session, topic, messages: [] }, { signal: this.signal })
    for (const range of backwards(starts)) {
      for await (const chunk of chunksOf(reader, topic, range)) {
        const messages = chunk.map(message => wholeMessage(message, range.partition))
        await this.parts.trials.load({ session, topic, messages }, { signal: this.signal })
        scanned += chunk.length
        this.bytes += chunk.reduce((sum, { value }) => sum + (value?.length ?? 0), 0)
        if (this.signal.aborted) throw new LabError('cancelled', { kind: 'cancelled' })
        if (this.bytes > READ_BYTES_MAX) return answer('size')
        if (performance.now() > this.endsAt) return answer('time-limit')
      }
    }
    return answer(isWhole ? 'end' : 'limit')
  }
}

interface Start extends PartitionEnds {
  readonly from: number
}

/** The newest of each partition, evenly; what a short one leaves goes to the longer ones. */
export function newestOf(ends: readonly PartitionEnds[], countMax: number): Start[] {
  const shortest = [...ends].sort((a, b) => a.latest - a.earliest - (b.latest - b.earliest))
  let left = countMax
  const starts = shortest.map((end, at) => {
    const share = Math.ceil(left / (shortest.length - at))
    const from = Math.max(end.earliest, end.latest - share)
    left -= end.latest - from
    return { ...end, from }
  })
  return starts.sort((a, b) => a.partition - b.partition)
}

/** From the end of each partition in turn: where a limit ends it, the newest have been read. */
function* backwards(starts: readonly Start[]) {
  let at = starts.map(({ partition, from, latest }) => ({ partition, from, to: latest }))
  while (at.length > 0) {
    for (const { partition, from, to } of at)
      yield { partition, from: Math.max(from, to - CHUNK_RECORDS), to }
    at = at
      .map(range => ({ ...range, to: range.to - CHUNK_RECORDS }))
      .filter(({ from, to }) => to > from)
  }
}

/** Texts, quoted names and comments stay as they are. */
const NAME_AFTER_FROM =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?\*\/|\b(from|join)(\s+)([\w.-]+)/gi

export function quoteTopics(statement: string, topics: ReadonlySet<string>): string {
  return statement.replace(
    NAME_AFTER_FROM,
    (all: string, word?: string, space?: string, name?: string) =>
      name !== undefined && /[.-]/.test(name) && topics.has(name)
        ? `${word}${space}"${name}"`
        : all,
  )
}

async function* chunksOf(
  reader: PartitionReader,
  topic: string,
  { partition, from, to }: { partition: number; from: number; to: number },
) {
  let chunk = []
  let bytes = 0
  if (from >= to) return
  for await (const message of reader.read(topic, partition, from, to)) {
    chunk.push(message)
    bytes += message.value?.length ?? 0
    if (chunk.length < CHUNK_RECORDS && bytes < CHUNK_BYTES) continue
    yield chunk
    chunk = []
    bytes = 0
  }
  if (chunk.length > 0) yield chunk
}

/** As the file was at one moment: a copy during which nothing was written. */
async function withCopy<Value>(
  file: string,
  work: (copy: string) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-sql-'))
  const copy = join(folder, 'copy.duckdb')
  try {
    for (let tried = 1; ; tried++) {
      const before = await stampOf(file)
      await copyFile(file, copy)
      await rm(`${copy}.wal`, { force: true })
      await copyFile(`${file}.wal`, `${copy}.wal`).catch(ignoreMissing)
      if ((await stampOf(file)) === before)
        return await work(copy).catch((error: unknown) => {
          // The copy has another name than the file that a person knows.
          throw LabError.from(error).code === 'sql-file-busy' ? busy(file) : error
        })
      if (tried === COPY_TRIES) throw busy(file)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const busy = (file: string) =>
  new LabError('sql-file-busy', { kind: 'conflict', retry: true, params: { file } })

async function stampOf(file: string): Promise<string> {
  const [main, wal] = await Promise.all(
    [file, `${file}.wal`].map(path => stat(path).catch(ignoreMissing)),
  )
  if (!main) throw new LabError('sql-file-missing', { kind: 'usage', params: { file } })
  const size = main.size + (wal?.size ?? 0)
  if (size > FILE_BYTES_MAX)
    throw new LabError('sql-file-too-large', { kind: 'limit', params: { file, size } })
  return [main.size, main.mtimeMs, wal?.size, wal?.mtimeMs].join(' ')
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
