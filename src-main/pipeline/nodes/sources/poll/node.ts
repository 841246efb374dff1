// A table of a database as a stream: it is asked again and again for rows behind the last one, by a
// column that grows. Kafka Connect calls it an incrementing or timestamp source.
import { recordRow } from '@shared/lab'
import { defineNode, type BindContext } from '../../../model/define-node'
import { checkReaders } from '../intake/readers'
import { config, type Config } from './config'
import { pollSource } from './source'

export const pollNode = defineNode({
  type: 'poll',
  version: 1,
  kind: 'source',
  group: 'sources',
  icon: 'table-2',
  title: { en: 'Poll a table', 'pt-BR': 'Sondar tabela', es: 'Sondear tabla' },
  doc: {
    en: 'Asks a table of a database for new rows again and again, by a column that grows. Each row comes once.',
    'pt-BR':
      'Pergunta de tempos em tempos a uma tabela do banco pelas linhas novas, por uma coluna que cresce. Cada linha vem uma vez.',
    es: 'Pregunta una y otra vez a una tabla de la base por las filas nuevas, según una columna que crece. Cada fila llega una vez.',
  },
  inputs: 'none',
  outputs: ['out'],
  config,
  initial: { connection: 'db', table: 'orders', growing: ['id'], every: '5 s' },
  givesRecords: true,
  summary: [[{ setting: 'table' }, { setting: 'growing', show: 'values' }], [{ setting: 'every' }]],
  tips: [
    {
      text: {
        en: 'A row that is committed late with a smaller value is missed, unless lookBack reads that far back. Deleted rows are never seen.',
        'pt-BR':
          'Uma linha confirmada mais tarde com um valor menor é perdida, a não ser que lookBack leia até lá. Linhas apagadas nunca são vistas.',
        es: 'Una fila confirmada más tarde con un valor menor se pierde, salvo que lookBack lea hasta allí. Las filas borradas nunca se ven.',
      },
    },
  ],
  targets: {
    pyspark: { code: 'export-intake', severity: 'hint' },
    flink: { code: 'export-intake', severity: 'hint' },
  },
  bind(context, settings) {
    checkTable(context, settings)
    checkReaders(context)
    return {
      outputs: { out: { row: recordRow, raw: true } },
      source: (env, options) => pollSource(env, settings, options),
    }
  },
})

function checkTable(context: BindContext, { connection, keyspace, onlyPartitions }: Config): void {
  const isCassandra = context.lab.connections?.[connection]?.type === 'cassandra'
  context.connection('connection', connection, isCassandra ? 'cassandra' : 'sql')
  if (isCassandra && keyspace === undefined)
    context.problem('keyspace', 'lab-missing-setting', { expected: 'string' })
  if (!isCassandra && onlyPartitions !== undefined)
    context.problem('onlyPartitions', 'lab-poll-partitions')
}
