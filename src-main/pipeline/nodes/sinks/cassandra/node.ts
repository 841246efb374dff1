// Writes rows into a Cassandra table by primary key. Values are absolute, so a row that is written
// twice is written once; that is what makes totals exact after any crash. A row without a key
// cannot be stored and goes to the dead letters.
import { defineNode } from '../../../model/define-node'
import { inputOf } from '../../../model/plan-step'
import { config } from './config'
import { definitionOf } from './definition'
import { CassandraSink } from './operator'
import { cassandraInFlink } from './flink'
import { cassandraInPySpark } from './pyspark'

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
  targets: {
    pyspark: step => cassandraInPySpark(step, definitionOf(step.config, inputOf(step))),
    flink: (step, context) =>
      cassandraInFlink(step, definitionOf(step.config, inputOf(step)), context),
  },
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
    const definition = definitionOf(settings, input)
    return {
      outputs: {},
      create: env => new CassandraSink(env, settings.connection, definition, input),
    }
  },
})
