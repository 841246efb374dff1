// As much of an OpenSearch as its sink asks for, for tests: documents of one index by their ids.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { resolveConnection } from '@main/connections'

export class TestSearchServer {
  readonly documents = new Map<string, unknown>()
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const bytes = Buffer.concat(chunks)
      const isZipped = request.headers['content-encoding'] === 'gzip'
      const text = (isZipped ? gunzipSync(bytes) : bytes).toString('utf8')
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(this.answer(request.url ?? '', text)))
    })
  })

  async listen() {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
    const { port } = this.server.address() as AddressInfo
    return resolveConnection('opensearch', { url: `http://127.0.0.1:${port}` })
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise(resolve => this.server.close(resolve))
  }

  private answer(url: string, text: string): object {
    if (url.includes('_mget')) return { docs: this.found(JSON.parse(text).ids) }
    return {
      errors: false,
      items: url.includes('_bulk') ? this.took(text) : [],
      acknowledged: true,
    }
  }

  private found(ids: readonly string[]): object[] {
    return ids.map(_id => {
      const _source = this.documents.get(_id)
      return _source === undefined ? { _id, found: false } : { _id, found: true, _source }
    })
  }

  private took(text: string): object[] {
    const lines = text.split('\n').filter(Boolean)
    const items: object[] = []
    for (let i = 0; i < lines.length; i++) {
      const action = JSON.parse(lines[i] ?? '')
      if (action.delete) this.documents.delete(action.delete._id)
      else this.documents.set(action.index._id, JSON.parse(lines[++i] ?? ''))
      items.push(
        action.delete
          ? { delete: { ...action.delete, status: 200 } }
          : { index: { ...action.index, status: 201 } },
      )
    }
    return items
  }
}
