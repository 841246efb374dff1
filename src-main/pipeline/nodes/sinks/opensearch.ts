// Documents in an OpenSearch index. Ids are deterministic (the row's key, or the batch's number and the row's place in it), so a batch
// that is sent again replaces itself. What OpenSearch will never take goes to the dead letters with its reason.
import { compileWriter, type DataType, type Row } from '@shared/expr'
import { OpenSearchIndex, type Document } from '@main/connections'
import { LabError } from '@shared/errors'
import { z } from 'zod'
import type { StreamType } from '../../engine/batch'
import type { NodeEnv, Operator, ReadBack } from '../../engine/operator'
import { defineNode } from '../define'
import { keyTextOf } from '../rows'

const config = z.strictObject({
  connection: z.string(),
  index: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,100}$/, 'lower-case letters, digits, _ and -'),
  /** Fields that make the document's id; the stream's own key when absent. */
  id: z.array(z.string()).optional(),
})
type Config = z.output<typeof config>

export const opensearchNode = defineNode({
  type: 'opensearch',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'search',
  title: { en: 'OpenSearch index', 'pt-BR': 'Índice OpenSearch', es: 'Índice OpenSearch' },
  doc: {
    en: 'Puts rows as documents into an OpenSearch index; the same row twice is one document.',
    'pt-BR': 'Grava linhas como documentos em um índice OpenSearch; a mesma linha duas vezes é um só documento.',
    es: 'Guarda filas como documentos en un índice de OpenSearch; la misma fila dos veces es un solo documento.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { connection: 'search', index: 'lab' },
  bind(context, settings) {
    const { input } = context
    context.connection('connection', settings.connection, 'opensearch')
    const id = settings.id ?? [...(input.keys ?? [])]
    for (const name of id) context.field('id', name)
    return { outputs: {}, create: env => new OpenSearchSink(env, settings, id, input) }
  },
})

type FieldType = 'keyword' | 'double' | 'long' | 'date' | 'boolean'

function mappingOf(type: DataType): FieldType {
  switch (type.kind) {
    case 'int':
    case 'long':
      return 'long'
    case 'double':
    case 'decimal':
      return 'double'
    case 'boolean':
      return 'boolean'
    case 'date':
    case 'timestamp':
      return 'date'
    default:
      return 'keyword'
  }
}

class OpenSearchSink implements Operator {
  private target: OpenSearchIndex | undefined
  private waiting = new Map<string, Row>()
  private written = 0
  private readonly write: (row: Row) => unknown
  private readonly idOf: ((row: Row) => string) | undefined

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: Config,
    id: readonly string[],
    private readonly input: StreamType,
  ) {
    this.write = compileWriter(input.row, { decimals: 'number' })
    this.idOf = id.length > 0 ? keyTextOf(id, input.row) : undefined
  }

  async open(): Promise<void> {
    const connection = this.env.connection(this.settings.connection)
    if (connection.type !== 'opensearch')
      throw new LabError('bug', { kind: 'bug', params: { message: `${this.settings.connection} is not an OpenSearch` } })
    const mappings = Object.fromEntries(this.input.row.fields.map(({ name, type }) => [name, { type: mappingOf(type) }]))
    this.target ??= await OpenSearchIndex.open(connection, this.settings.index, mappings)
  }

  /** Rows that are gone stay as documents: an index is a history to search, not a mirror. */
  batch: Operator['batch'] = (_input, { rows }) => {
    for (const row of rows) this.waiting.set(this.idOf?.(row) ?? `#${this.waiting.size}`, row)
  }

  pending(): boolean {
    return this.waiting.size > 0
  }

  async flush(batchNo: number): Promise<void> {
    const documents = [...this.waiting].map(([id, row]) => this.document(id, row, batchNo))
    for (const { document, reason } of await this.opened.put(documents)) {
      const refused = new LabError('document-refused', { kind: 'data', params: { index: this.settings.index, reason } })
      const row = this.waiting.get(document.id.replace(/^\d+(?=#)/, ''))
      this.env.dead({ ...(row ? { row } : {}), reason: refused.toData() })
    }
    this.written += documents.length
    this.waiting = new Map()
  }

  private document(id: string, row: Row, batchNo: number): Document {
    const body = this.write(row)
    if (typeof body !== 'object' || body === null)
      throw new LabError('bug', { kind: 'bug', params: { message: 'a row is no object' } })
    return { id: this.idOf ? id : `${batchNo}${id}`, body: Object.fromEntries(Object.entries(body)) }
  }

  private get opened(): OpenSearchIndex {
    if (!this.target)
      throw new LabError('bug', { kind: 'bug', params: { message: 'an OpenSearch sink was used before it was opened' } })
    return this.target
  }

  figures(): Readonly<Record<string, number>> {
    return { written: this.written }
  }

  async readBack(): Promise<ReadBack> {
    return { name: this.settings.index, rows: await this.opened.documents() }
  }

  async clear(): Promise<void> {
    await this.open()
    await this.opened.drop()
    await this.close()
  }

  async close(): Promise<void> {
    await this.target?.close()
    this.target = undefined
  }
}
