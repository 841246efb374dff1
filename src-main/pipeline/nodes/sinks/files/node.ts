// Writes rows to files under the lab's folder: CSV, NDJSON, Parquet, or lines of text by a template
// (the e-mail log that sends nothing). Only lists of events: as Spark's file sink, it cannot change a
// line that it has written. Every line is there once, also after a crash.
import { defineNode } from '../../../model/define-node'
import { compileTemplate } from '../../text/template'
import { FilesSink } from './operator'
import { ParquetSink } from './parquet-operator'
import { config } from './config'
import { filesInFlink } from './flink'
import { filesInPySpark } from './pyspark'

export const filesNode = defineNode({
  type: 'files',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'file-text',
  title: { en: 'Files', 'pt-BR': 'Arquivos', es: 'Archivos' },
  doc: {
    en: 'Appends rows to files: CSV, NDJSON, Parquet or lines of text.',
    'pt-BR': 'Acrescenta linhas a arquivos: CSV, NDJSON, Parquet ou linhas de texto.',
    es: 'Añade filas a archivos: CSV, NDJSON, Parquet o líneas de texto.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { path: 'out.ndjson', format: 'ndjson' },
  remembers: ['path', 'format', 'rollRows'],
  writesFiles: 'log',
  targets: { pyspark: filesInPySpark, flink: filesInFlink },
  bind(context, settings) {
    const { input } = context
    if (input.keys)
      context.problem('', 'lab-files-need-events', { from: context.inputs[0]?.edge.from ?? '' })
    if (settings.format === 'text' && settings.line === undefined)
      context.problem('line', 'lab-missing-setting', { expected: 'string' })
    if (settings.path.split(/[\\/]/).includes('..') || /^([\\/]|[a-zA-Z]:)/.test(settings.path))
      context.problem('path', 'file-outside', { path: settings.path })
    const template =
      settings.line === undefined
        ? undefined
        : compileTemplate(settings.line, input.row, context.zone)
    for (const name of template?.unknown ?? []) context.field('line', name)
    return {
      outputs: {},
      again: settings.format === 'parquet' ? 'rolled' : 'once',
      create: env =>
        settings.format === 'parquet'
          ? new ParquetSink(env, settings, input.row)
          : new FilesSink(env, settings, input.row, row => template?.fill(row) ?? ''),
    }
  },
})
