// A bare client that speaks any version of any API, by the broker's own declarations: for tests
// that control every byte on the wire.
import { connect, type Socket } from 'node:net'
import { hasResponseTags, skipTags, writeRequestHeader, type ApiSpec } from '../wire/api'
import type { Fields, ReadOf, WriteOf } from '../wire/fields'
import { Reader } from '../wire/reader'
import { Writer } from '../wire/writer'

export class WireClient {
  private nextId = 1
  private held = Buffer.alloc(0)
  private readonly waiting = new Map<number, (frame: Buffer) => void>()
  private readonly endings: (() => void)[] = []
  isClosed = false

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.onData(chunk))
    socket.on('error', () => {})
    socket.on('close', () => {
      this.isClosed = true
      for (const end of this.endings) end()
    })
  }

  static open(port: number): Promise<WireClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => resolve(new WireClient(socket)))
      socket.once('error', reject)
    })
  }

  private onData(chunk: Buffer): void {
    this.held = Buffer.concat([this.held, chunk])
    while (this.held.length >= 4 && this.held.length >= 4 + this.held.readInt32BE(0)) {
      const size = this.held.readInt32BE(0)
      const frame = this.held.subarray(4, 4 + size)
      this.held = this.held.subarray(4 + size)
      this.waiting.get(frame.readInt32BE(0))?.(frame)
    }
  }

  encode<Q extends Fields, S extends Fields>(
    api: ApiSpec<Q, S>,
    version: number,
    request: WriteOf<Q>,
    correlationId: number,
  ): Buffer {
    const writer = new Writer()
    writer.int32(0)
    writeRequestHeader(
      writer,
      { apiKey: api.key, version, correlationId, clientId: 'wire-client' },
      version >= api.flexibleSince,
    )
    api.request.write(writer, version, request)
    const bytes = Buffer.concat(writer.finish())
    bytes.writeInt32BE(bytes.length - 4, 0)
    return bytes
  }

  send<Q extends Fields, S extends Fields>(
    api: ApiSpec<Q, S>,
    version: number,
    request: WriteOf<Q>,
  ): Promise<ReadOf<S>> {
    const id = this.nextId++
    const bytes = this.encode(api, version, request, id)
    return new Promise((resolve, reject) => {
      const gone = () =>
        reject(new Error(`the connection was closed instead of an answer to ${api.name}`))
      if (this.isClosed) return gone()
      this.endings.push(gone)
      this.waiting.set(id, frame => {
        this.endings.splice(this.endings.indexOf(gone), 1)
        this.waiting.delete(id)
        const reader = new Reader(frame)
        reader.int32()
        if (hasResponseTags(api.key, version, api.flexibleSince)) skipTags(reader)
        resolve(api.response.read(reader, version))
      })
      this.socket.write(bytes)
    })
  }

  closed(): Promise<void> {
    return this.isClosed ? Promise.resolve() : new Promise(resolve => this.endings.push(resolve))
  }

  close(): void {
    this.socket.destroy()
  }
}
