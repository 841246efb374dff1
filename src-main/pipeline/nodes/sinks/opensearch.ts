// Writes rows as OpenSearch documents. A document's id is made of the run, the batch and the row's key, so a batch that is sent again
// writes the same documents again; `keep: latest` leaves the batch out, so that each key has one document, its newest.
import { createHash } from 'node:crypto'
import { OpenSearchIndex, type Document } from '@main/connections'
import { LabError } from '@shared/errors'
import { compileWriter, type DataType, type Row } from '@shared/expr'
import { z } from 'zod'
import type { StreamType } from '../../engine/batch'
import type { NodeEnv, Operator, ReadBack } from '../../engine/operator'
import { BindContext, defineNode } from '../define'
import { keyTextOf } from '../rows'

const config = z.strictObject({
  connection: z.string(),
  index: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,200}$/, 'small letters, digits, . _ -'),
  /** Fields that name a document; the stream's own key when absent. */
  id: z.array(z.string()).optional(),
  keep: z.enum(['all', 'latest']).default('all'),
  /** Name of a field for the lab's time of the batch (ISO, UTC). */
  timestamp: z.string().optional(),
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
    en: 'Writes rows as documents with deterministic ids.',
    'pt-BR': 'Grava linhas como documentos com ids determinísticos.',
    es: 'Guarda filas como documentos con ids deterministas.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { connection: 'search', index: 'events' },
  bind(context, settings) {
    const { input } = context
    context.connection('connection', settings.connection, 'opensearch')
    const id = settings.id ?? [...(input.keys ?? [])]
    for (const name of id) context.field('id', name)
    if (settings.keep === 'latest' && id.length === 0) context.problem('id', 'lab-sink-without-key', { table: settings.index })
    return { outputs: {}, create: env => new OpenSearchSink(env, settings, id, input, context.now) }
  },
})

function mappingOf(type: DataType): { type: 'keyword' | 'double' | 'long' | 'date' | 'boolean' } {
  if (type.kind === 'decimal' || type.kind === 'double') return { type: 'double' }
  if (type.kind === 'int' || type.kind === 'long') return { type: 'long' }
  if (type.kind === 'timestamp' || type.kind === 'date') return { type: 'date' }
  return { type: type.kind === 'boolean' ? 'boolean' : 'keyword' }
}

class OpenSearchSink implements Operator {
  private index: OpenSearchIndex | undefined
  private waiting: { key: string; row: Row; body: Record<string, unknown> }[] = []
  private readonly toJson: ReturnType<typeof compileWriter>
  private readonly keyText: ((row: Row) => string) | undefined
  private written = 0

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: Config,
    id: readonly string[],
    private readonly input: StreamType,
    private readonly now: BindContext['now'],
  ) {
    this.toJson = compileWriter(input.row, { decimals: 'number' })
    this.keyText = id.length > 0 ? keyTextOf(id, input.row) : undefined
  }

  async open(): Promise<void> {
    const connection = this.env.connection(this.settings.connection)
    if (connection.type !== 'opensearch')
      throw new LabError('bug', { kind: 'bug', params: { message: `${this.settings.connection} is no OpenSearch` } })
    const mappings = Object.fromEntries(this.input.row.fields.map(f => [f.name, mappingOf(f.type)] as const))
    const { timestamp, index } = this.settings
    this.index ??= await OpenSearchIndex.open(connection, index, {
      ...mappings,
      ...(timestamp ? { [timestamp]: { type: 'date' as const } } : {}),
    })
  }

  batch: Operator['batch'] = (_input, { rows }) => {
    const { timestamp } = this.settings
    const at = new Date(this.now()).toISOString()
    for (const row of rows) {
      const json = this.toJson(row)
      const body: Record<string, unknown> = typeof json === 'object' && json !== null ? { ...json } : {}
      if (timestamp) body[timestamp] = at
      this.waiting.push({ key: this.keyText ? this.keyText(row) : String(this.waiting.length), row, body })
    }
  }

  pending(): boolean {
    return this.waiting.length > 0
  }

  async flush(batchNo: number): Promise<void> {
    if (!this.index)
      throw new LabError('bug', { kind: 'bug', params: { message: 'an OpenSearch sink was used before it was opened' } })
    const rowOf = new Map<string, Row>()
    const documents: Document[] = this.waiting.map(({ key, row, body }) => {
      const id = this.idOf(key, batchNo)
      rowOf.set(id, row)
      return { id, body }
    })
    for (const { document, reason } of await this.index.put(documents)) {
      this.env.dead({
        row: rowOf.get(document.id) ?? {},
        reason: { code: 'document-refused', kind: 'data', params: { message: reason }, retry: false },
      })
    }
    this.written += documents.length
    this.waiting = []
  }

  private idOf(key: string, batchNo: number): string {
    const parts = this.settings.keep === 'latest' ? [this.env.node, key] : [this.env.runId, this.env.node, batchNo, key]
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
  }

  figures(): Readonly<Record<string, number>> {
    return { written: this.written }
  }

  async readBack(): Promise<ReadBack | undefined> {
    return this.index && { name: this.settings.index, rows: await this.index.documents() }
  }

  async clear(): Promise<void> {
    await this.open()
    await this.index?.drop()
  }

  async close(): Promise<void> {
    await this.index?.close()
    this.index = undefined
  }
}
