// The running OpenSearch sink. Document ids follow from the key or from run and batch, so a batch
// that is written again replaces its own documents.
import { createHash } from 'node:crypto'
import { LabError } from '@shared/errors'
import { type StructField, type Row, compileWriter, type DataType } from '@shared/expr'
import { OpenSearchIndex, type ResolvedOf, type Document } from '@main/connections'
import type { StreamType } from '../../../model/batch'
import type { BindContext } from '../../../model/define-node'
import type { Operator, NodeEnv, ReadBack } from '../../../model/operator'
import { keyTextOf } from '../../../model/rows'
import type { Config } from './config'

interface Part {
  readonly fields: readonly StructField[]
  readonly toJson: (row: Row) => Record<string, unknown>
  readonly keyText: ((row: Row) => string) | undefined
}

export function partOf({ row, keys }: StreamType, settings: Config): Part {
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

export class OpenSearchSink implements Operator {
  private index: OpenSearchIndex | undefined
  /** Without a body: the document is to go. */
  private waiting: { key: string; row: Row; body: Record<string, unknown> | undefined }[] = []
  /** With `keep: all` a row's document has a name of its own once its batch is known. */
  private readonly idOfRow = new WeakMap<Row, string>()
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
    // A row that is gone from a table is gone from the index that mirrors it; an index of all that
    // ever was keeps it.
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
      this.idOfRow.set(row, id)
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

  get stored(): Operator['stored'] {
    const { index } = this
    if (!index) return undefined
    return async (rows, input) => {
      const ids = rows.map(row => this.documentOf(row, input))
      const found = await index.find(ids)
      return ids.map(id => found.get(id))
    }
  }

  /** Absent where rows do not replace each other. */
  get storedKey(): Operator['storedKey'] {
    return this.settings.keep === 'latest' ? (row, input) => this.keyOf(row, input) : undefined
  }

  private keyOf(row: Row, input: number): string {
    return `${input}/${this.parts[input]?.keyText?.(row) ?? ''}`
  }

  private documentOf(row: Row, input: number): string {
    if (this.settings.keep === 'latest') return this.idOf(this.keyOf(row, input), 0)
    const id = this.idOfRow.get(row)
    if (id === undefined) throw new Error('the row is in no document yet')
    return id
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
