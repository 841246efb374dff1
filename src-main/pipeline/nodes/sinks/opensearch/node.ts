// Writes rows as OpenSearch documents. A document's id is made of the run, the batch and the row's
// key, so a batch that is sent again writes the same documents again; `keep: latest` leaves the
// batch out, so that each key has one document, its newest, as long as the table before it has the
// key.
import { defineNode } from '../../../model/define-node'
import { partOf, OpenSearchSink } from './operator'
import { config } from './config'
import { opensearchInFlink } from './flink'
import { opensearchInPySpark } from './pyspark'

export const opensearchNode = defineNode({
  type: 'opensearch',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'search',
  title: { en: 'OpenSearch', 'pt-BR': 'OpenSearch', es: 'OpenSearch' },
  doc: {
    en: 'Writes rows as documents with deterministic ids.',
    'pt-BR': 'Grava linhas como documentos com ids determinísticos.',
    es: 'Guarda filas como documentos con ids deterministas.',
  },
  inputs: 'many',
  outputs: [],
  config,
  initial: { connection: 'search', index: 'events' },
  ownNames: { index: 'index' },
  isOptional: true,
  targets: { pyspark: opensearchInPySpark, flink: opensearchInFlink },
  bind(context, settings) {
    context.connection('connection', settings.connection, 'opensearch')
    for (const { stream } of context.inputs) {
      const id = settings.id ?? [...(stream.keys ?? [])]
      for (const name of settings.id ?? []) context.field('id', name, stream.row)
      for (const name of settings.fields ?? []) context.field('fields', name, stream.row)
      if (settings.keep === 'latest' && id.length === 0)
        context.problem('id', 'lab-sink-without-key', { table: settings.index })
    }
    const parts = context.inputs.map(({ stream }) => partOf(stream, settings))
    return { outputs: {}, create: env => new OpenSearchSink(env, settings, parts, context.now) }
  },
})
