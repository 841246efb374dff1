// OpenSearch over HTTP: documents by deterministic ids, so that sending a batch again changes
// nothing.
import type { Client } from '@opensearch-project/opensearch'
import { LabError } from '@shared/errors'
import { lazyModule } from '@main/platform'
import { tlsOptions } from '../tls'
import { addressOf, type ResolvedOf } from '../profiles'

const opensearch = lazyModule<typeof import('@opensearch-project/opensearch')>(
  '@opensearch-project/opensearch',
)

export interface Document {
  readonly id: string
  /** Undefined: delete the document. */
  readonly body: Readonly<Record<string, unknown>> | undefined
}

const DOCUMENTS_A_REQUEST = 1000
/** The most that a search gives without scrolling (index.max_result_window). */
const DOCUMENTS_MAX = 10_000

/** Field types of a new index. */
export type Mappings = Record<
  string,
  { type: 'keyword' | 'text' | 'double' | 'long' | 'date' | 'boolean' }
>

interface BulkItem {
  readonly status?: number
  readonly error?: { readonly type?: string; readonly reason?: string }
}

export class OpenSearchIndex {
  private constructor(
    private readonly client: Client,
    private readonly address: string,
    readonly index: string,
  ) {}

  static async open(
    connection: ResolvedOf<'opensearch'>,
    index: string,
    mappings: Mappings,
  ): Promise<OpenSearchIndex> {
    const address = addressOf(connection)
    const client = openSearchClient(connection)
    try {
      const there = await client.indices.exists({ index })
      if (!there.body) {
        await client.indices
          .create({
            index,
            body: { settings: { number_of_replicas: 0 }, mappings: { properties: mappings } },
          })
          .catch(error => {
            // Another run made it in the same moment.
            if (!/resource_already_exists/.test(String(error))) throw error
          })
      }
      return new OpenSearchIndex(client, address, index)
    } catch (error) {
      await client.close().catch(() => {})
      throw openSearchError(error, address)
    }
  }

  /** Returns the documents that OpenSearch will never take, with its reason. */
  async put(documents: readonly Document[]): Promise<{ document: Document; reason: string }[]> {
    const refused: { document: Document; reason: string }[] = []
    for (let at = 0; at < documents.length; at += DOCUMENTS_A_REQUEST) {
      const part = documents.slice(at, at + DOCUMENTS_A_REQUEST)
      const items = await this.bulk(part.flatMap(({ id, body }) => linesOf(this.index, id, body)))
      for (const [i, item] of items.entries()) {
        const document = part[i]
        if (!item.error || !document) continue
        const reason = `${item.error.type ?? ''}: ${item.error.reason ?? ''}`
        if (item.status === 429 || (item.status ?? 0) >= 500) {
          throw new LabError('opensearch-remote', {
            kind: 'remote',
            retry: true,
            params: { address: this.address, code: String(item.status), message: reason },
          })
        }
        refused.push({ document, reason })
      }
    }
    return refused
  }

  private async bulk(lines: Record<string, unknown>[]): Promise<BulkItem[]> {
    try {
      const { body } = await this.client.bulk({ body: lines })
      return body.items.map(item => {
        const { status, error } = Object.values(item)[0] ?? {}
        return {
          status,
          ...(error ? { error: { type: error.type, reason: error.reason ?? undefined } } : {}),
        }
      })
    } catch (error) {
      throw openSearchError(error, this.address)
    }
  }

  /** Those of these that are there, also what no search finds yet. */
  async find(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
    const found = new Map<string, Readonly<Record<string, unknown>>>()
    if (ids.length === 0) return found
    try {
      const { body } = await this.client.mget({ index: this.index, body: { ids: [...ids] } })
      for (const doc of body.docs)
        if ('_source' in doc && typeof doc._source === 'object') found.set(doc._id, doc._source)
      return found
    } catch (error) {
      throw openSearchError(error, this.address)
    }
  }

  /** As many as one search gives, and how many there are. */
  async documents(): Promise<{ documents: Record<string, unknown>[]; inAll: number }> {
    try {
      await this.client.indices.refresh({ index: this.index })
      const { body } = await this.client.search({
        index: this.index,
        body: { size: DOCUMENTS_MAX, track_total_hits: true, query: { match_all: {} } },
      })
      const documents = body.hits.hits.map(hit => ({
        _id: hit._id,
        ...(typeof hit._source === 'object' ? hit._source : {}),
      }))
      const { total } = body.hits
      return {
        documents,
        inAll: typeof total === 'object' ? total.value : (total ?? documents.length),
      }
    } catch (error) {
      throw openSearchError(error, this.address)
    }
  }

  async drop(): Promise<void> {
    await this.client.indices
      .delete({ index: this.index, ignore_unavailable: true })
      .catch(error => {
        throw openSearchError(error, this.address)
      })
  }

  async close(): Promise<void> {
    await this.client.close().catch(() => {})
  }
}

function linesOf(index: string, id: string, body: Document['body']): Record<string, unknown>[] {
  const at = { _index: index, _id: id }
  return body ? [{ index: at }, body] : [{ delete: at }]
}

export function openSearchClient(connection: ResolvedOf<'opensearch'>): Client {
  const { profile, secret } = connection
  return new opensearch.Client({
    node: profile.url,
    ...(profile.username
      ? { auth: { username: profile.username, password: secret.password ?? '' } }
      : {}),
    ...(profile.url.startsWith('https') ? { ssl: tlsOptions({ profile, secret }) } : {}),
    compression: 'gzip',
    maxRetries: 0,
    requestTimeout: 20_000,
  })
}

export function openSearchError(error: unknown, address: string): LabError {
  if (error instanceof LabError) return error
  const message = error instanceof Error ? error.message : String(error)
  const name = error instanceof Error ? error.name : ''
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error
      ? Number(error.statusCode)
      : 0
  const params = { address, message }
  if (status === 401 || status === 403)
    return new LabError('opensearch-login', { kind: 'auth', params, cause: error })
  if (/self.signed|certificate|unable to verify|CERT_/i.test(message))
    return new LabError('opensearch-certificate', { kind: 'auth', params, cause: error })
  if (
    name === 'ConnectionError' ||
    name === 'TimeoutError' ||
    name === 'NoLivingConnectionsError'
  ) {
    return new LabError('opensearch-unreachable', { kind: 'unreachable', params, cause: error })
  }
  const retry = status === 429 || status >= 500
  return new LabError('opensearch-remote', {
    kind: 'remote',
    retry,
    params: { ...params, code: String(status || name) },
    cause: error,
  })
}
