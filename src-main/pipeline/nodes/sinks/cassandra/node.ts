// Writes rows into a Cassandra table by primary key. Values are absolute, so a row that is written
// twice is written once; that is what makes totals exact after any crash. A row without a key
// cannot be stored and goes to the dead letters.
import type { DataType, Row } from '@shared/expr'
import { CassandraTable, type TableDefinition } from '@main/connections'
import { LabError } from '@shared/errors'
import { z } from 'zod'
import type { StreamType } from '../../../model/batch'
import type { NodeEnv, Operator, ReadBack } from '../../../model/operator'
import { readBackOf } from '../../../model/read-back'
import { defineNode } from '../../../model/define-node'
import { keyTextOf } from '../../../model/rows'

const identifier = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,47}$/, 'lab-form-column')

const config = z.strictObject({
  connection: z.string(),
  keyspace: identifier,
  table: identifier,
  /** Partition key; the stream's own key when absent. */
  key: z.array(z.string()).optional(),
  clustering: z.array(z.string()).default([]),
  /** Column → CQL type, where it should not be the usual one. */
  types: z.record(z.string(), z.string()).default({}),
  create: z.boolean().default(true),
  replication: z.number().int().min(1).max(10).default(1),
})

export const cassandraNode = defineNode({
  type: 'cassandra',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'database',
  title: { en: 'Cassandra table', 'pt-BR': 'Tabela Cassandra', es: 'Tabla Cassandra' },
  doc: {
    en: 'Upserts rows into a Cassandra table by its primary key.',
    'pt-BR': 'Grava linhas em uma tabela do Cassandra pela chave primária (upsert).',
    es: 'Guarda filas en una tabla de Cassandra por su clave primaria (upsert).',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { connection: 'store', keyspace: 'lab', table: 'totals' },
  bind(context, settings) {
    const { input } = context
    context.connection('connection', settings.connection, 'cassandra')
    const key = settings.key ?? [...(input.keys ?? [])]
    if (key.length === 0)
      context.problem('key', 'lab-sink-without-key', {
        table: `${settings.keyspace}.${settings.table}`,
      })
    for (const name of [...key, ...settings.clustering]) context.field('key', name)
    for (const name of Object.keys(settings.types)) context.field(`types.${name}`, name)
    const whole = [...key, ...settings.clustering]
    const lost = (input.keys ?? []).filter(name => !whole.includes(name))
    if (lost.length > 0 && key.length > 0)
      context.problem('key', 'lab-sink-key-loses-rows', { missing: lost.join(', ') }, 'warning')
    const definition: TableDefinition = {
      keyspace: settings.keyspace,
      table: settings.table,
      columns: input.row.fields.map(({ name, type }) => ({
        name,
        cqlType: settings.types[name] ?? cqlTypeOf(type),
      })),
      partitionKey: key,
      clustering: settings.clustering,
      create: settings.create,
      replication: settings.replication,
    }
    return {
      outputs: {},
      create: env => new CassandraSink(env, settings.connection, definition, input),
    }
  },
})

function cqlTypeOf(type: DataType): string {
  switch (type.kind) {
    case 'long':
      return 'bigint'
    case 'int':
    case 'double':
    case 'decimal':
    case 'boolean':
    case 'date':
    case 'timestamp':
      return type.kind
    default:
      return 'text'
  }
}

class CassandraSink implements Operator {
  private table: CassandraTable | undefined
  private upserts = new Map<string, unknown[]>()
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
        this.upserts.set(key, this.opened.encode(row))
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
    await this.opened.upsert([...this.upserts.values()])
    await this.opened.remove([...this.removals.values()])
    this.written += this.upserts.size
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

  async clear(): Promise<void> {
    await this.open()
    await this.opened.truncate()
  }

  async close(): Promise<void> {
    await this.table?.close()
    this.table = undefined
  }
}
