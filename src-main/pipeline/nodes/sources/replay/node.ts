// Recorded data as a stream: a CSV, NDJSON, JSON or Parquet file, or a table of a database, at the
// pace it was recorded, at a rate, or as fast as possible; once or in a loop.
import { openReplay } from '@main/generator'
import { defineNode, type BindContext } from '../../../model/define-node'
import { zoneOf } from '../../../model/zone'
import { recordRow } from '@shared/lab'
import { config, type Config } from './config'
import { sourceOf, fileOf, replaySource } from './source'

export const replayNode = defineNode({
  type: 'replay',
  version: 1,
  kind: 'source',
  group: 'sources',
  icon: 'history',
  title: { en: 'Replay', 'pt-BR': 'Reproduzir dados', es: 'Reproducir datos' },
  doc: {
    en: 'Plays a file or a table back as a stream: at its own pace, at a rate, or as fast as possible.',
    'pt-BR':
      'Reproduz um arquivo ou uma tabela como fluxo: no ritmo original, a uma taxa ou o mais rápido possível.',
    es: 'Reproduce un archivo o una tabla como flujo: a su ritmo original, a un ritmo dado o lo más rápido posible.',
  },
  inputs: 'none',
  outputs: ['out'],
  config,
  initial: { file: 'data.csv', rate: '10/s' },
  live: ['rate'],
  givesRecords: true,
  rate: 'rate',
  summary: [[{ setting: 'rate' }], [{ setting: 'file', show: 'file' }]],
  targets: {
    pyspark: { code: 'export-producer', severity: 'hint' },
    flink: { code: 'export-producer', severity: 'hint' },
  },
  bind(context, settings) {
    if (settings.rate === 'original' && !settings.time)
      context.problem('time', 'lab-missing-setting', { expected: 'field' })
    if ((settings.file === undefined) === (settings.table === undefined))
      context.problem('file', 'lab-replay-source')
    if (settings.table !== undefined) checkTable(context, settings)
    return {
      outputs: { out: { row: recordRow, raw: true } },
      source: async (env, options) => {
        const { separator, columns, types, time, loop } = settings
        const replay = await openReplay({
          source: sourceOf(env, settings, await fileOf(env, settings)),
          loop,
          timezone: zoneOf(env.lab),
          ...(separator ? { separator } : {}),
          ...(columns ? { columns } : {}),
          ...(types ? { types } : {}),
          ...(time ? { time } : {}),
        })
        return replaySource(replay, settings, options)
      },
    }
  },
})

function checkTable(context: BindContext, { connection = '', keyspace }: Config): void {
  const isCassandra = context.lab.connections?.[connection]?.type === 'cassandra'
  context.connection('connection', connection, isCassandra ? 'cassandra' : 'sql')
  if (isCassandra && keyspace === undefined)
    context.problem('keyspace', 'lab-missing-setting', { expected: 'string' })
}
