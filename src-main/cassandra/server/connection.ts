// One client connection: bytes in, frames, requests, answers, bytes out. Requests run in the order
// they came; answers may overtake each other by stream. The answers of one turn of the event loop
// go out in one write. We stop reading from a client that does not read its answers or has too many
// requests under way.
import type { Socket } from 'node:net'
import { isStackOverflow } from '@shared/cql'
import { LabError } from '@shared/errors'
import { CqlError, errorCode, protocolError } from '../errors'
import { flag, type Frame, HEADER_BYTES, MAX_VERSION, MIN_VERSION } from '../wire/frame'
import { errorFrame, type Reply } from '../wire/responses'
import type { CqlLimits } from '../limits'

export interface Session {
  keyspace: string | undefined
  driver: string
  /** STARTUP was answered. */
  ready: boolean
  events: Set<string>
  version: number
  requests: number
  readonly address: string
  readonly port: number
}

export type Handler = (session: Session, frame: Frame) => Buffer | Promise<Buffer>

export class Connection {
  private chunks: Buffer[] = []
  private chunkBytes = 0
  private out: Buffer[] = []
  private flushScheduled = false
  private inFlight = 0
  private paused = false
  private closing = false
  readonly session: Session

  constructor(
    private readonly socket: Socket,
    private readonly handler: Handler,
    private readonly limits: CqlLimits,
    private readonly onError: (error: unknown, frame: Frame | undefined) => void,
  ) {
    this.session = {
      keyspace: undefined,
      driver: '',
      ready: false,
      events: new Set(),
      version: MAX_VERSION,
      requests: 0,
      address: (socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
      port: socket.remotePort ?? 0,
    }
    socket.setNoDelay(true)
    socket.on('data', data => this.receive(data))
    socket.on('drain', () => this.reconsider())
    socket.on('error', () => socket.destroy())
  }

  destroy(): void {
    this.socket.destroy()
  }

  private receive(data: Buffer): void {
    if (this.closing) return
    this.chunks.push(data)
    this.chunkBytes += data.length
    let buffer = this.chunks.length === 1 ? data : this.joinIfComplete()
    if (!buffer) return
    let at = 0
    while (!this.closing && buffer.length - at >= HEADER_BYTES) {
      const version = buffer[at]! & 0x7f
      if (buffer[at]! & 0x80)
        return this.refuse(protocolError('Invalid message: it is a response'), 0, MAX_VERSION)
      if (version < MIN_VERSION || version > MAX_VERSION)
        return this.refuseVersion(version, buffer.readInt16BE(at + 2))
      const length = buffer.readInt32BE(at + 5)
      if (length < 0 || length > this.limits.frameBytesMax) {
        const message = `Request is too big: length ${length} exceeds maximum allowed length ${this.limits.frameBytesMax}.`
        return this.refuse(
          new CqlError(errorCode.invalid, message),
          buffer.readInt16BE(at + 2),
          version,
        )
      }
      if (buffer.length - at < HEADER_BYTES + length) break
      const frame: Frame = {
        version,
        flags: buffer[at + 1]!,
        stream: buffer.readInt16BE(at + 2),
        opcode: buffer[at + 4]!,
        body: buffer.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length),
      }
      at += HEADER_BYTES + length
      this.handle(frame)
    }
    buffer = buffer.subarray(at)
    this.chunks = buffer.length > 0 ? [buffer] : []
    this.chunkBytes = buffer.length
    this.reconsider()
  }

  /** Chunks of a frame that has not come whole are only joined when it has. */
  private joinIfComplete(): Buffer | undefined {
    const first = this.chunks[0]!
    if (first.length >= HEADER_BYTES) {
      const length = first.readInt32BE(5)
      if (
        length >= 0 &&
        length <= this.limits.frameBytesMax &&
        this.chunkBytes < HEADER_BYTES + length
      )
        return undefined
    }
    return Buffer.concat(this.chunks)
  }

  private handle(frame: Frame): void {
    const { session } = this
    session.version = frame.version
    session.requests++
    if (frame.flags & flag.compressed) {
      return this.send(
        this.failure(
          protocolError(
            'Received frame with compression bit set, but no compression was negotiated',
          ),
          frame,
        ),
      )
    }
    try {
      const answer = this.handler(session, frame)
      if (!(answer instanceof Promise)) return this.send(answer)
      this.inFlight++
      answer.then(
        bytes => this.settled(bytes),
        (error: unknown) => this.settled(this.failure(error, frame)),
      )
    } catch (error) {
      this.send(this.failure(error, frame))
    }
  }

  private settled(bytes: Buffer): void {
    this.inFlight--
    this.send(bytes)
    if (this.paused) this.reconsider()
  }

  private failure(error: unknown, frame: Frame): Buffer {
    const reply: Reply = { version: frame.version, stream: frame.stream }
    if (error instanceof CqlError) return errorFrame(reply, error)
    this.onError(error, frame)
    if (error instanceof LabError && error.kind === 'storage') {
      return errorFrame(
        reply,
        new CqlError(
          errorCode.serverError,
          `Storage failed: ${error.code} ${String(error.params.file ?? '')}`,
        ),
      )
    }
    const message = isStackOverflow(error)
      ? 'java.lang.StackOverflowError'
      : `java.lang.RuntimeException: ${error instanceof Error ? error.message : String(error)}`
    return errorFrame(reply, new CqlError(errorCode.serverError, message))
  }

  send(bytes: Buffer): void {
    if (this.socket.destroyed) return
    this.out.push(bytes)
    if (this.flushScheduled) return
    this.flushScheduled = true
    process.nextTick(() => this.flush())
  }

  private flush(): void {
    this.flushScheduled = false
    const { out } = this
    this.out = []
    if (out.length === 0 || this.socket.destroyed) return
    this.socket.write(out.length === 1 ? out[0]! : Buffer.concat(out))
    if (this.closing) this.socket.end()
    else this.reconsider()
  }

  /** Back-pressure: reads from the client only while its answers get through. */
  private reconsider(): void {
    const full =
      this.socket.writableLength > this.limits.unsentBytesMax ||
      this.inFlight > this.limits.requestsMax
    if (full === this.paused || this.socket.destroyed) return
    this.paused = full
    if (full) this.socket.pause()
    else this.socket.resume()
  }

  /** An error after which nothing more is read: where the next frame begins is not known. */
  private refuse(error: CqlError, stream: number, version: number): void {
    this.closing = true
    this.chunks = []
    this.send(errorFrame({ version, stream }, error))
  }

  private refuseVersion(version: number, stream: number): void {
    const message = `Invalid or unsupported protocol version (${version}); supported versions are (3/v3, 4/v4)`
    this.refuse(protocolError(message), stream >= 0 ? stream : 0, MAX_VERSION)
  }
}
