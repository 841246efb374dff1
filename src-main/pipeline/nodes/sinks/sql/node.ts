// Writes rows into a relational table: MySQL, MariaDB, PostgreSQL, or the embedded SQL file when the
// lab's connection names no profile. Rows are upserted by key, a micro-batch per commit. `batchColumn`
// adds the number of the batch that wrote a row last.
import { defineNode } from '../../../model/define-node'
import { SqlSink } from './operator'
import { config } from './config'
import { sqlInFlink } from './flink'
import { sqlInPySpark } from './pyspark'

export const sqlNode = defineNode({
  type: 'sql',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'table-2',
  title: { en: 'SQL table', 'pt-BR': 'Tabela SQL', es: 'Tabla SQL' },
  doc: {
    en: 'Upserts rows into a table of MySQL, MariaDB, PostgreSQL or the embedded SQL file.',
    'pt-BR':
      'Grava linhas em uma tabela do MySQL, MariaDB, PostgreSQL ou do arquivo SQL embutido (upsert).',
    es: 'Guarda filas en una tabla de MySQL, MariaDB, PostgreSQL o del archivo SQL integrado (upsert).',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { connection: 'sql', table: 'totals' },
  ownNames: { table: 'table' },
  summary: [
    [{ setting: 'table' }],
    [
      {
        // A sink that can only append repeats rows after a crash.
        first: [
          [
            {
              figure: 'doubled',
              unlessZero: true,
              words: {
                en: '⚠ {n} doubled',
                'pt-BR': { one: '⚠ {n} duplicada', other: '⚠ {n} duplicadas' },
                es: { one: '⚠ {n} duplicado', other: '⚠ {n} duplicados' },
              },
            },
          ],
          [{ setting: 'key' }],
        ],
      },
    ],
  ],
  tips: [
    {
      text: {
        en: 'Each row is written under its key, so a restart repeats nothing in the table.',
        'pt-BR': 'Cada linha é gravada pela chave; um reinício não repete nada na tabela.',
        es: 'Cada fila se escribe por su clave; un reinicio no repite nada en la tabla.',
      },
    },
  ],
  targets: { pyspark: sqlInPySpark, flink: sqlInFlink },
  bind(context, settings) {
    const { input } = context
    context.connection('connection', settings.connection, 'sql')
    const key = settings.key ?? [...(input.keys ?? [])]
    for (const name of key) context.field('key', name)
    if (input.keys && key.length === 0)
      context.problem('key', 'lab-sink-without-key', { table: settings.table })
    const lost = (input.keys ?? []).filter(name => !key.includes(name))
    if (lost.length > 0 && key.length > 0)
      context.problem('key', 'lab-sink-key-loses-rows', { missing: lost.join(', ') }, 'warning')
    if (settings.batchColumn && input.row.fields.some(f => f.name === settings.batchColumn)) {
      context.problem('batchColumn', 'lab-name-twice', { name: settings.batchColumn })
    }
    return {
      outputs: {},
      ...(key.length === 0 ? { again: 'twice' } : {}),
      create: env => new SqlSink(env, settings, key, input),
    }
  },
})
