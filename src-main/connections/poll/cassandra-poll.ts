// The pages of a Cassandra table that is polled. Cassandra orders rows within a partition only, so
// there are two ways. In partitions that are named, each with a position of its own, only rows from
// the position on are read: the first growing column is the first clustering column then. Without
// them the whole table is read each time, by token, and what is new is picked out of it here; any
// column can grow then. In both ways rows are put in order here.
import type { CqlColumn } from '@shared/contract'
import { LabError } from '@shared/errors'
import { cassandraClient } from '../cassandra/client'
import { cassandraError } from '../cassandra/errors'
import { readSchema } from '../cassandra/schema'
import { columnEncoders } from '../cassandra/columns'
import { plainValue } from '../cassandra/values'
import { addressOf, type ResolvedOf } from '../profiles'
import type { PollBound, PolledRow, PolledTable, PollPosition, TablePoll } from './polled'

const FETCH_ROWS = 2000
/** A larger table is not for reading whole every few seconds. */
const SCAN_ROWS_MAX = 1_000_000

type Client = Awaited<ReturnType<typeof cassandraClient>>
type Value = string | number | boolean
/** What orders values of a column as Cassandra would. */
type Comparable = (value: Value) => number | bigint | string

export async function pollCassandra(
  connection: ResolvedOf<'cassandra'>,
  polled: PolledTable,
): Promise<TablePoll> {
  const address = addressOf(connection)
  const client = await cassandraClient(connection)
  try {
    const poll = await CassandraPoll.open(client, address, polled)
    return poll
  } catch (error) {
    await client.shutdown().catch(() => {})
    throw cassandraError(error, address)
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

class CassandraPoll implements TablePoll {
  readonly lanes: readonly string[]
  private readonly partitionOf: ReadonlyMap<string, Readonly<Record<string, Value>>>

  private constructor(
    private readonly client: Client,
    private readonly address: string,
    private readonly polled: PolledTable,
    private readonly order: readonly string[],
    /** Of the columns of the order. */
    private readonly comparables: readonly Comparable[],
    private readonly encoders: ReadonlyMap<string, (value: unknown) => unknown>,
  ) {
    this.partitionOf = new Map(
      (polled.partitions ?? []).map(values => [JSON.stringify(values), values]),
    )
    this.lanes = polled.partitions ? [...this.partitionOf.keys()] : ['']
  }

  static async open(client: Client, address: string, polled: PolledTable): Promise<CassandraPoll> {
    const { keyspace = '', table, growing, unique } = polled
    const { keyspaces } = await readSchema(client, address)
    const columns: readonly CqlColumn[] | undefined = keyspaces
      .find(each => each.name === keyspace)
      ?.tables.find(each => each.name === table)?.columns
    if (!columns)
      throw new LabError('cql-no-table', { kind: 'config', params: { keyspace, table } })
    for (const column of [...growing, ...unique])
      if (!columns.some(({ name }) => name === column))
        throw new LabError('cql-no-column', { kind: 'config', params: { keyspace, table, column } })
    const key = columns.filter(({ kind }) => kind === 'partition_key' || kind === 'clustering')
    const apart = unique.length > 0 ? unique : key.map(({ name }) => name)
    checkPartitions(polled, columns)
    const encoders = await columnEncoders(client, { keyspace, table }, [
      ...growing.slice(0, 1),
      ...columns.filter(({ kind }) => kind === 'partition_key').map(({ name }) => name),
    ])
    const order = [...growing, ...apart.filter(name => !growing.includes(name))]
    const comparables = order.map(name =>
      comparableOf(name, columns.find(column => column.name === name)?.type ?? 'text'),
    )
    return new CassandraPoll(client, address, polled, order, comparables, encoders)
  }

  readonly compare: TablePoll['compare'] = (a, b) => this.compareAt(0, a, b)

  private compareAt(column: number, a: Value, b: Value): number {
    const comparable = this.comparables[column] ?? String
    const [left, right] = [comparable(a), comparable(b)]
    return left < right ? -1 : left > right ? 1 : 0
  }

  private compareRows = (a: PollPosition, b: PollPosition): number => {
    for (let column = 0; column < this.order.length; column++) {
      const order = this.compareAt(column, a[column] ?? '', b[column] ?? '')
      if (order !== 0) return order
    }
    return 0
  }

  async page(lane: string, bound: PollBound, rowsMax: number): Promise<readonly PolledRow[]> {
    let found: PolledRow[] = []
    const cut = () => {
      found.sort((a, b) => this.compareRows(a.at, b.at))
      found = found.slice(0, rowsMax)
    }
    for await (const each of this.rows(lane, bound)) {
      if (!this.isWithin(each.at, bound)) continue
      found.push(each)
      if (found.length >= 2 * rowsMax + FETCH_ROWS) cut()
    }
    cut()
    return found
  }

  async newest(lane: string): Promise<PollPosition | undefined> {
    let newest: PollPosition | undefined
    for await (const { at } of this.rows(lane, 'beginning'))
      if (!newest || this.compareRows(at, newest) > 0) newest = at
    return newest
  }

  private isWithin(at: PollPosition, bound: PollBound): boolean {
    if (bound === 'beginning') return true
    if ('after' in bound) return this.compareRows(at, bound.after) > 0
    return this.compare(textOf(at[0]), bound.from) >= 0
  }

  private async *rows(lane: string, bound: PollBound): AsyncGenerator<PolledRow> {
    const { keyspace = '', table, growing } = this.polled
    const partition = this.partitionOf.get(lane)
    const given: [name: string, sign: string, value: unknown][] = Object.entries(
      partition ?? {},
    ).map(([name, value]) => [name, '=', value])
    const least = bound === 'beginning' ? undefined : 'after' in bound ? bound.after[0] : bound.from
    if (partition && least !== undefined) given.push([growing[0] ?? '', '>=', least])
    const where = given.map(([name, sign]) => `${quoted(name)} ${sign} ?`).join(' AND ')
    const values = given.map(([name, , value]) => this.encoders.get(name)?.(value))
    const select = `SELECT * FROM ${quoted(keyspace)}.${quoted(table)}`
    try {
      const options = { prepare: true, fetchSize: FETCH_ROWS, autoPage: true }
      const cql = where === '' ? select : `${select} WHERE ${where}`
      let seen = 0
      for await (const row of await this.client.execute(cql, values, options)) {
        seen += 1
        if (!partition && seen > SCAN_ROWS_MAX)
          throw new LabError('poll-scan-large', {
            kind: 'config',
            params: { table: `${keyspace}.${table}`, max: SCAN_ROWS_MAX },
          })
        const plain = Object.fromEntries(
          row.keys().map(name => [name, plainValue(row.get(name))] as const),
        )
        if (growing.some(name => plain[name] === null)) continue
        yield { row: plain, at: this.order.map(name => simple(plain[name], name)) }
      }
    } catch (error) {
      throw cassandraError(error, this.address)
    }
  }

  async close(): Promise<void> {
    await this.client.shutdown().catch(() => {})
  }
}

const textOf = (value: Value | undefined): string | number =>
  typeof value === 'number' ? value : String(value)

function simple(value: unknown, column: string): Value {
  if (value === null) throw new LabError('poll-column-type', { kind: 'config', params: { column } })
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value)
}

/** Named partitions are whole, and new rows come at their end. */
function checkPartitions(
  { partitions, growing, table }: PolledTable,
  columns: readonly CqlColumn[],
): void {
  if (!partitions) return
  const parts = columns.filter(({ kind }) => kind === 'partition_key').map(({ name }) => name)
  const isWhole = partitions.every(
    each =>
      parts.every(name => Object.hasOwn(each, name)) && Object.keys(each).length === parts.length,
  )
  if (!isWhole)
    throw new LabError('poll-partition', {
      kind: 'config',
      params: { table, columns: parts.join(', ') },
    })
  // They come in the order of the key.
  const clustering = columns.find(({ kind }) => kind === 'clustering')
  if (clustering?.name !== growing[0])
    throw new LabError('poll-clustering', {
      kind: 'config',
      params: { table, column: growing[0] ?? '', first: clustering?.name ?? '' },
    })
}

const WHOLE = new Set(['tinyint', 'smallint', 'int', 'bigint', 'counter', 'varint'])
const BROKEN = new Set(['float', 'double', 'decimal'])

function comparableOf(column: string, type: string): Comparable {
  if (WHOLE.has(type)) return value => wholeOf(value) ?? unfit(column, type, value)
  if (BROKEN.has(type)) return value => Number(value)
  if (type === 'timestamp')
    return value => {
      const ms = Date.parse(String(value))
      return Number.isFinite(ms) ? ms : unfit(column, type, value)
    }
  if (type === 'timeuuid') return value => timeOf(value) ?? unfit(column, type, value)
  return String
}

function wholeOf(value: Value): bigint | undefined {
  const text = String(value)
  return /^-?\d+$/.test(text) ? BigInt(text) : undefined
}

/** A version 1 UUID begins with 60 bits of time; the rest tells UUIDs of one moment apart. */
function timeOf(value: Value): string | undefined {
  const [, low = '', middle = '', high = '', rest = ''] =
    /^([\da-f]{8})-([\da-f]{4})-1([\da-f]{3})-([\da-f]{4}-[\da-f]{12})$/i.exec(String(value)) ?? []
  return rest === '' ? undefined : `${high}${middle}${low}${rest}`
}

function unfit(column: string, type: string, value: Value): never {
  throw new LabError('poll-value', { kind: 'config', params: { column, type, value } })
}
