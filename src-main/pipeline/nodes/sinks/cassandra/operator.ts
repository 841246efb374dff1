// The running Cassandra sink. Values are absolute, so a row that is written twice is written once:
// that keeps totals exact after any crash. A row without a key goes to the dead letters.
import { LabError } from '@shared/errors'
import type { Row } from '@shared/expr'
import { CassandraTable, type TableDefinition } from '@main/connections'
import type { StreamType } from '../../../model/batch'
import type { Operator, NodeEnv, ReadBack } from '../../../model/operator'
import { readBackOf } from '../../../model/read-back'
import { keyTextOf } from '../../../model/rows'

export class CassandraSink implements Operator {
  private table: CassandraTable | undefined
  private upserts = new Map<string, { readonly row: Row; readonly values: unknown[] }>()
  private removals = new Map<string, Row>()
  private readonly keyText: (row: Row) => string
  private readonly keyNames: readonly string[]
  private written = 0

  constructor(
    private readonly env: NodeEnv,
    private readonly connection: string,
    private readonly definition: TableDefinition,
    input: StreamType,
  ) {
    this.keyNames = [...definition.partitionKey, ...definition.clustering]
    this.keyText = keyTextOf(this.keyNames, input.row)
  }

  async open(): Promise<void> {
    const connection = this.env.connection(this.connection)
    if (connection.type !== 'cassandra')
      throw new LabError('bug', {
        kind: 'bug',
        params: { message: `${this.connection} is not a Cassandra` },
      })
    this.table ??= await CassandraTable.open(connection, this.definition)
  }

  batch: Operator['batch'] = (_input, { rows, removed = [] }) => {
    for (const row of rows) {
      try {
        const missing = this.keyNames.find(
          name => row[name] === null || row[name] === undefined || row[name] === '',
        )
        if (missing !== undefined)
          throw new LabError('row-without-key', { kind: 'data', params: { column: missing } })
        const key = this.keyText(row)
        this.removals.delete(key)
        this.upserts.set(key, { row, values: this.opened.encode(row) })
      } catch (error) {
        this.env.dead({ row, reason: LabError.from(error).toData() })
      }
    }
    for (const row of removed) {
      const key = this.keyText(row)
      this.upserts.delete(key)
      this.removals.set(key, row)
    }
  }

  private get opened(): CassandraTable {
    if (!this.table)
      throw new LabError('bug', {
        kind: 'bug',
        params: { message: 'a Cassandra sink was used before it was opened' },
      })
    return this.table
  }

  pending(): boolean {
    return this.upserts.size > 0 || this.removals.size > 0
  }

  async flush(): Promise<void> {
    const waiting = [...this.upserts.values()]
    const refused = await this.opened.upsert(waiting.map(({ values }) => values))
    await this.opened.remove([...this.removals.values()])
    for (const { index, error } of refused)
      this.env.dead({ row: waiting[index]?.row, reason: error.toData() })
    this.written += waiting.length - refused.length
    this.upserts = new Map()
    this.removals = new Map()
  }

  figures(): Readonly<Record<string, number>> {
    return { written: this.written }
  }

  async readBack(): Promise<ReadBack> {
    const name = `${this.definition.keyspace}.${this.definition.table}`
    return readBackOf({
      name,
      rows: max => this.opened.rows(max),
      count: () => this.opened.count(),
    })
  }

  stored: Operator['stored'] = rows => Promise.all(rows.map(row => this.opened.find(row)))

  storedKey(row: Row): string {
    return this.keyText(row)
  }

  async clear(): Promise<void> {
    await this.open()
    await this.opened.truncate()
  }

  async close(): Promise<void> {
    await this.table?.close()
    this.table = undefined
  }
}
