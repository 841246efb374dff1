// Writes rows as OpenSearch documents. A document's id is made of the run, the batch and the row's
// key, so a batch that is sent again writes the same documents again; `keep: latest` leaves the
// batch out, so that each key has one document, its newest, as long as the table before it has the
// key.
import { createHash } from 'node:crypto'
import { OpenSearchIndex, type Document, type ResolvedOf } from '@main/connections'
import { LabError } from '@shared/errors'
import { compileWriter, type DataType, type Row, type StructField } from '@shared/expr'
import { z } from 'zod'
import type { StreamType } from '../../../model/batch'
import type { NodeEnv, Operator, ReadBack } from '../../../model/operator'
import { BindContext, defineNode } from '../../../model/define-node'
import { keyTextOf } from '../../../model/rows'

const config = z.strictObject({
  connection: z.string(),
  index: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,200}$/, 'lab-form-index'),
  /** Fields that name a document; the stream's own key when absent. */
  id: z.array(z.string()).optional(),
  keep: z.enum(['all', 'latest']).default('all'),
  /** Name of a field for the lab's time of the batch (ISO, UTC). */
  timestamp: z.string().optional(),
  /** Only these fields of the rows; all when absent. */
  fields: z.array(z.string()).optional(),
  /** Does nothing while nobody has said where OpenSearch is. */
  optional: z.boolean().default(false),
  /** Writes nothing, wherever OpenSearch is: the figures are for the screen alone. */
  off: z.boolean().default(false),
})
type Config = z.output<typeof config>

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

interface Part {
  readonly fields: readonly StructField[]
  readonly toJson: (row: Row) => Record<string, unknown>
  readonly keyText: ((row: Row) => string) | undefined
}

function partOf({ row, keys }: StreamType, settings: Config): Part {
  const fields = row.fields.filter(f => settings.fields?.includes(f.name) ?? true)
  const writers = fields.map(({ name, type }) => ({
    name,
    write: compileWriter(type, { decimals: 'number' }),
  }))
  const id = settings.id ?? keys ?? []
  return {
    fields,
    toJson: r =>
      Object.fromEntries(writers.map(({ name, write }) => [name, write(r[name] ?? null)])),
    keyText: id.length > 0 ? keyTextOf(id, row) : undefined,
  }
}

function mappingOf(type: DataType): { type: 'keyword' | 'double' | 'long' | 'date' | 'boolean' } {
  if (type.kind === 'decimal' || type.kind === 'double') return { type: 'double' }
  if (type.kind === 'int' || type.kind === 'long') return { type: 'long' }
  if (type.kind === 'timestamp' || type.kind === 'date') return { type: 'date' }
  return { type: type.kind === 'boolean' ? 'boolean' : 'keyword' }
}

class OpenSearchSink implements Operator {
  private index: OpenSearchIndex | undefined
  /** Without a body: the document is to go. */
  private waiting: { key: string; row: Row; body: Record<string, unknown> | undefined }[] = []
  private written = 0
  private off: boolean

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: Config,
    private readonly parts: readonly Part[],
    private readonly now: BindContext['now'],
  ) {
    this.off = settings.off
  }

  async open(): Promise<void> {
    if (this.off) return
    const connection = this.connectionOrOff()
    if (!connection) return
    const { timestamp, index } = this.settings
    const mappings = Object.fromEntries(
      this.parts.flatMap(part => part.fields.map(f => [f.name, mappingOf(f.type)] as const)),
    )
    this.index ??= await OpenSearchIndex.open(connection, index, {
      ...mappings,
      ...(timestamp ? { [timestamp]: { type: 'date' as const } } : {}),
    })
  }

  private connectionOrOff(): ResolvedOf<'opensearch'> | undefined {
    try {
      const connection = this.env.connection(this.settings.connection)
      if (connection.type === 'opensearch') return connection
      throw new LabError('bug', {
        kind: 'bug',
        params: { message: `${this.settings.connection} is no OpenSearch` },
      })
    } catch (error) {
      if (LabError.from(error).code !== 'run-no-connection') throw error
      if (!this.settings.optional)
        throw new LabError('opensearch-nowhere', {
          kind: 'config',
          params: { name: this.settings.connection },
        })
      this.off = true
      return undefined
    }
  }

  batch: Operator['batch'] = (input, { rows, removed = [] }) => {
    const part = this.parts[input]
    if (this.off || !part) return
    const { timestamp } = this.settings
    const at = new Date(this.now()).toISOString()
    for (const row of rows) {
      const body = part.toJson(row)
      if (timestamp) body[timestamp] = at
      const key = part.keyText ? part.keyText(row) : String(this.waiting.length)
      this.waiting.push({ key: `${input}/${key}`, row, body })
    }
    // What is gone from a table is gone from the index that mirrors it; an index of all that ever
    // was keeps it.
    if (part.keyText && this.settings.keep === 'latest')
      for (const row of removed)
        this.waiting.push({ key: `${input}/${part.keyText(row)}`, row, body: undefined })
  }

  pending(): boolean {
    return this.waiting.length > 0
  }

  async flush(batchNo: number): Promise<void> {
    if (!this.index)
      throw new LabError('bug', {
        kind: 'bug',
        params: { message: 'an OpenSearch sink was used before it was opened' },
      })
    const rowOf = new Map<string, Row>()
    const documents: Document[] = this.waiting.map(({ key, row, body }) => {
      const id = this.idOf(key, batchNo)
      rowOf.set(id, row)
      return { id, body }
    })
    for (const { document, reason } of await this.index.put(documents)) {
      this.env.dead({
        row: rowOf.get(document.id) ?? {},
        reason: {
          code: 'document-refused',
          kind: 'data',
          params: { message: reason },
          retry: false,
        },
      })
    }
    this.written += documents.length
    this.waiting = []
  }

  private idOf(key: string, batchNo: number): string {
    const parts =
      this.settings.keep === 'latest'
        ? [this.env.node, key]
        : [this.env.runId, this.env.node, batchNo, key]
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
  }

  figures(): Readonly<Record<string, number | string>> {
    return this.off ? { off: 'no connection' } : { written: this.written }
  }

  async readBack(): Promise<ReadBack | undefined> {
    if (!this.index) return undefined
    const { documents, inAll } = await this.index.documents()
    return {
      name: this.settings.index,
      rows: documents,
      ...(inAll > documents.length ? { rowsInAll: inAll } : {}),
    }
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
