// Writes rows into a Cassandra table by primary key. Values are absolute, so a row that is written
// twice is written once; that is what makes totals exact after any crash. A row without a key
// cannot be stored and goes to the dead letters.
import type { DataType } from '@shared/expr'
import { type TableDefinition } from '@main/connections'
import { z } from 'zod'
import { defineNode } from '../../../model/define-node'
import { CassandraSink } from './operator'

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
  nameFrom: 'table',
  ownNames: { table: 'table' },
  summary: [[{ setting: 'keyspace' }], [{ setting: 'key' }]],
  tips: [
    {
      text: {
        en: 'Each row is written under its key, so a restart repeats nothing in the table.',
        'pt-BR': 'Cada linha é gravada pela chave; um reinício não repete nada na tabela.',
        es: 'Cada fila se escribe por su clave; un reinicio no repite nada en la tabla.',
      },
    },
  ],
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
