// A person's SQL over messages of topics, or over a copy of a lab's SQL file: one statement at a time,
// in an engine of its own that sees no other file and no network, with bounds on memory, rows, size
// and time. Whatever is asked ends.
import { LabError } from '@shared/errors'
import type { DataType, StructType } from '@shared/expr'
import { fieldsOfValues, type FilteredMessage } from '@shared/messages'
import { loadDuckDb, type DuckDBConnection, type DuckDBInstance } from './library'

const LIMITS = {
  threads: '2',
  memory_limit: '512MB',
  max_temp_directory_size: '0KB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
}
/** Messages that are looked at for the fields of a topic. */
const SAMPLES = 2000
/** They ask about another statement. */
const ABOUT = /^\s*(?:explain(?:\s+analyze)?|describe|summarize)\s+/i
/** No topic has a space in its name. */
const RAW = 'sluice raw messages'

export interface QuestionLimits {
  readonly rowsMax: number
  readonly charsMax: number
  readonly msMax: number
}

export interface SqlRows {
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** There were more than the answer may carry. */
  readonly isCut: boolean
}

export class SqlQuestion {
  private readonly samples = new Map<string, string[]>()

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  /** Over a file as it is, or over nothing yet. */
  static async open(file?: string): Promise<SqlQuestion> {
    const { DuckDBInstance: Instance } = await loadDuckDb()
    const instance =
      file === undefined
        ? await Instance.create(':memory:', LIMITS)
        : await Instance.create(file, { ...LIMITS, access_mode: 'READ_ONLY' }).catch(
            (cause: unknown) => {
              // A file that a sink is just making, or another program's.
              throw new LabError('sql-file-busy', {
                kind: 'conflict',
                retry: true,
                params: { file },
                cause,
              })
            },
          )
    const connection = await instance.connect()
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
    return new SqlQuestion(instance, connection)
  }

  /** The names that a statement reads from. A statement with a mistake has none. */
  async tablesIn(statement: string): Promise<readonly string[]> {
    const select = statement.replace(ABOUT, '')
    const tree = await this.connection.runAndReadAll(
      `SELECT json_serialize_sql(${literal(select)})`,
    )
    const names = new Set<string>()
    JSON.parse(String(tree.getRowsJson()[0]?.[0] ?? 'null'), (_, node: unknown) => {
      if (typeof node === 'object' && node !== null && 'table_name' in node)
        names.add(String(node.table_name))
      return node
    })
    return [...names].filter(name => name !== '')
  }

  async load(topic: string, messages: readonly FilteredMessage[]): Promise<void> {
    const raw = await this.rawOf(topic)
    const samples = this.samples.get(topic) ?? []
    this.samples.set(topic, samples)
    const appender = await this.connection.createAppender(raw)
    const append = (text: string | null) =>
      text === null ? appender.appendNull() : appender.appendVarchar(text)
    for (const { partition, offset, timeMs, key, value, sizeBytes, headers } of messages) {
      if (value !== null && samples.length < SAMPLES) samples.push(value)
      appender.appendInteger(partition)
      appender.appendBigInt(BigInt(offset))
      appender.appendBigInt(BigInt(Math.round(timeMs)))
      append(key)
      append(value)
      append(JSON.stringify(Object.fromEntries(headers)))
      appender.appendBigInt(BigInt(sizeBytes))
      appender.endRow()
    }
    try {
      appender.closeSync()
    } catch (error) {
      throwKnown(error)
    }
  }

  /** Afterwards the topic is a table: the fields of its JSON, and `_key`, `_offset` and so on. */
  async settle(topic: string): Promise<void> {
    const raw = await this.rawOf(topic)
    const shape = distinct(fieldsOfValues(this.samples.get(topic) ?? []))
    const own = shape.fields.map(({ name }) => name)
    const taken = new Set(own.map(name => name.toLowerCase()))
    const meta = META.filter(([name]) => !taken.has(name))
    const columns = [
      ...own.map(name => `struct_extract(fields, ${literal(name)}) AS ${quoted(name)}`),
      ...meta.map(([name, value]) => `${value} AS ${name}`),
    ]
    const valid = 'CASE WHEN json_valid(_value) THEN _value END'
    const parsed = `json_transform(${valid}, ${literal(JSON.stringify(shapeOf(shape)))})`
    const inner = own.length === 0 ? '*' : `*, ${parsed} AS fields`
    const select = `SELECT ${columns.join(', ')} FROM (SELECT ${inner} FROM ${quoted(raw)})`
    await this.connection.run(`CREATE TABLE ${quoted(topic)} AS ${select}`).catch(throwKnown)
    await this.connection.run(`DROP TABLE ${quoted(raw)}`)
  }

  async ask(statement: string, { rowsMax, charsMax, msMax }: QuestionLimits): Promise<SqlRows> {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      this.stop()
    }, msMax)
    try {
      const extracted = await this.connection.extractStatements(statement)
      if (extracted.count !== 1) throw new LabError('sql-one-statement', { kind: 'usage' })
      const result = await (await extracted.prepare(0)).stream()
      const types = result.columnTypes().map(String)
      const columns = result.columnNames().map((name, at) => ({ name, type: types[at] ?? '' }))
      const rows: (string | null)[][] = []
      let chars = 0
      for await (const chunk of result.yieldRowsJson()) {
        for (const values of chunk) {
          const row = values.map(shown)
          chars += row.reduce((sum, value) => sum + (value?.length ?? 0), 0)
          if (rows.length >= rowsMax || (rows.length > 0 && chars > charsMax))
            return { columns, rows, isCut: true }
          rows.push(row)
        }
      }
      return { columns, rows, isCut: false }
    } catch (error) {
      if (isLate)
        throw new LabError('sql-too-long', { kind: 'limit', params: { seconds: msMax / 1000 } })
      throw questionError(error)
    } finally {
      clearTimeout(timer)
    }
  }

  /** What runs fails soon; the next statement is answered. */
  stop(): void {
    this.connection.interrupt()
  }

  close(): void {
    this.stop()
    this.connection.closeSync()
    this.instance.closeSync()
  }

  private async rawOf(topic: string): Promise<string> {
    const name = `${RAW} ${topic}`
    await this.connection.run(
      `CREATE TABLE IF NOT EXISTS ${quoted(name)} (_partition INTEGER, _offset BIGINT, ms BIGINT,
       _key VARCHAR, _value VARCHAR, _headers VARCHAR, _bytes BIGINT)`,
    )
    return name
  }
}

const META: readonly (readonly [name: string, value: string])[] = [
  ['_partition', '_partition'],
  ['_offset', '_offset'],
  ['_time', 'make_timestamp(ms * 1000)'],
  ['_key', '_key'],
  ['_value', '_value'],
  ['_headers', `json_transform(_headers, '"MAP(VARCHAR, VARCHAR)"')`],
  ['_bytes', '_bytes'],
]

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

const shown = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

/** DuckDB does not tell apart names that differ in case only: the first of them stays. */
function distinct(type: StructType): StructType {
  const seen = new Set<string>()
  const fields = type.fields.flatMap(field => {
    const name = field.name.toLowerCase()
    if (name === '' || seen.has(name)) return []
    seen.add(name)
    return [{ name: field.name, type: distinctIn(field.type) }]
  })
  return { kind: 'struct', fields }
}
function distinctIn(type: DataType): DataType {
  if (type.kind === 'array') return { kind: 'array', element: distinctIn(type.element) }
  return type.kind === 'struct' ? distinct(type) : type
}

/** What json_transform takes. */
function shapeOf(type: DataType): unknown {
  switch (type.kind) {
    case 'array':
      return [shapeOf(type.element)]
    case 'struct':
      return type.fields.length === 0
        ? 'JSON'
        : Object.fromEntries(type.fields.map(field => [field.name, shapeOf(field.type)]))
    case 'long':
      return 'BIGINT'
    case 'double':
      return 'DOUBLE'
    case 'boolean':
      return 'BOOLEAN'
    default:
      return 'VARCHAR'
  }
}

/** DuckDB's own words, with its class of error as the code, and the place apart from them. */
function questionError(error: unknown): LabError {
  if (error instanceof LabError) return error
  const text = error instanceof Error ? error.message : String(error)
  const [, code = 'DuckDB', whole = text] = /^(\w[\w ]* Error): ([^]*)$/.exec(text) ?? []
  const [message = whole, number, shown, caret] =
    /^([^]*?)\s*\n+LINE (\d+): (.*)\n( *)\^\s*$/.exec(whole)?.slice(1) ?? []
  const column = (caret?.length ?? 0) - `LINE ${number}: `.length + 1
  // A long line is shown in part, and then its columns are others.
  const isWhole = shown !== undefined && !shown.startsWith('...')
  return new LabError('sql-question', {
    kind: 'remote',
    params: {
      ...{ code, message: message.trim() },
      ...(isWhole && column > 0 ? { line: Number(number), column } : {}),
    },
    cause: error,
  })
}

function throwKnown(error: unknown): never {
  throw questionError(error)
}
