// One client connection: bytes in, frames, requests, answers, bytes out. Requests run in the order
// they came; answers may overtake each other by stream. The answers of one turn of the event loop
// go out in one write. Nothing more is read from a client that does not read its answers, that has
// too many requests under way, or while all clients together hold too many bytes.
import type { Socket } from 'node:net'
import type { ByteBudget, HeldBytes } from '@main/platform'
import { CqlError, errorCode, protocolError } from '../errors'
import { flag, type Frame, MAX_VERSION } from '../wire/frame'
import { errorFrame } from '../wire/responses'
import type { CqlLimits } from '../limits'
import { toCqlError } from './failure'
import { BadFrame, FrameCutter } from './frame-cutter'

export interface Session {
  keyspace: string | undefined
  driver: string
  /** STARTUP was answered. */
  ready: boolean
  /** STARTUP asked for an error, instead of waiting, while the server is overloaded. */
  throwsOnOverload?: boolean
  events: Set<string>
  version: number
  requests: number
  readonly address: string
  readonly port: number
}

export type Handler = (session: Session, frame: Frame) => Buffer | Promise<Buffer>

/** What the connections of a server share. */
export interface ServerShared {
  readonly handler: Handler
  readonly limits: CqlLimits
  /** Large frames of which a part has come. */
  readonly readingBytes: ByteBudget
  /** Requests under way. */
  readonly requestBytes: ByteBudget
  /** Answers that clients have not read. */
  readonly answerBytes: ByteBudget
  onError(error: unknown, frame: Frame): void
}

/** Frames below this size are read without asking for room. */
const SMALL_BYTES = 64 * 1024

export class Connection {
  private readonly cutter: FrameCutter
  private out: Buffer[] = []
  private outBytes = 0
  private flushScheduled = false
  private inFlight = 0
  private paused = false
  private closing = false
  private advancing = false
  private reading: HeldBytes | undefined
  private readonly openedAt = Date.now()
  private lastUsedAt = Date.now()
  /** When the frame began that has not come whole; 0: there is none. */
  private frameSince = 0
  /** When the client last took some of what is unsent; 0: it has all. */
  private unreadSince = 0
  readonly session: Session

  constructor(
    private readonly socket: Socket,
    private readonly shared: ServerShared,
  ) {
    this.cutter = new FrameCutter(shared.limits.frameBytesMax)
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
    socket.on('drain', () => this.advance())
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.reading?.release())
  }

  destroy(): void {
    this.socket.destroy()
  }

  private receive(data: Buffer): void {
    if (this.closing) return
    this.lastUsedAt = Date.now()
    this.cutter.push(data)
    this.advance()
  }

  /** Starts the requests that may start now, and answers those that are too large. */
  advance(): void {
    if (this.closing || this.advancing || this.socket.destroyed) return
    this.advancing = true
    let isWaiting = false
    try {
      while (!this.closing && this.hasNext()) {
        isWaiting = this.mustWait()
        if (isWaiting) break
        this.begin(this.cutter.take())
      }
      isWaiting ||= !this.closing && !this.hasRoomToRead()
    } catch (error) {
      if (!(error instanceof BadFrame)) throw error
      this.refuse(error)
    } finally {
      this.advancing = false
    }
    this.frameSince = this.cutter.heldBytes > 0 && !isWaiting ? this.frameSince || Date.now() : 0
    this.setPaused(isWaiting || this.isFull())
  }

  /** As Cassandra, goes on behind a frame that is too long. */
  private hasNext(): boolean {
    for (;;) {
      try {
        return this.cutter.hasNext
      } catch (error) {
        if (!(error instanceof BadFrame) || error.lengthToSkip === undefined) throw error
        this.cutter.skip(error.lengthToSkip)
        this.send(refusalOf(error))
      }
    }
  }

  private mustWait(): boolean {
    return this.isFull() || (this.shared.requestBytes.isSpent && !this.session.throwsOnOverload)
  }

  private get unsentBytes(): number {
    return this.socket.writableLength + this.outBytes
  }

  private isFull(): boolean {
    const { limits, answerBytes } = this.shared
    return (
      this.unsentBytes > limits.unsentBytesMax ||
      this.inFlight > limits.requestsMax ||
      (this.unsentBytes > 0 && answerBytes.isSpent)
    )
  }

  /** A large frame is read when there is room for it; from then on it has its place. */
  private hasRoomToRead(): boolean {
    const length = this.cutter.nextLength
    const { readingBytes } = this.shared
    if (length === undefined || length <= SMALL_BYTES || this.reading) return true
    if (this.cutter.heldBytes >= length) return true
    if (readingBytes.isSpent) return false
    this.reading = readingBytes.take(length)
    return true
  }

  private setPaused(paused: boolean): void {
    if (paused === this.paused || this.socket.destroyed) return
    this.paused = paused
    if (paused) this.socket.pause()
    else this.socket.resume()
  }

  private begin(frame: Frame): void {
    const { session, shared } = this
    session.version = frame.version
    session.requests++
    this.reading?.release()
    this.reading = undefined
    try {
      if (frame.flags & flag.compressed) throw notCompressed()
      if (shared.requestBytes.isSpent) throw overloaded(shared)
      const answer = shared.handler(session, frame)
      if (!(answer instanceof Promise)) return this.send(answer)
      this.inFlight++
      const held = shared.requestBytes.take(frame.body.length)
      answer
        .catch((error: unknown) => this.failure(error, frame))
        .then(
          bytes => {
            this.inFlight--
            this.send(bytes)
            held.release()
            if (this.paused) this.advance()
          },
          () => held.release(),
        )
    } catch (error) {
      this.send(this.failure(error, frame))
    }
  }

  private failure(error: unknown, frame: Frame): Buffer {
    if (!(error instanceof CqlError)) this.shared.onError(error, frame)
    return errorFrame({ version: frame.version, stream: frame.stream }, toCqlError(error))
  }

  send(bytes: Buffer): void {
    if (this.socket.destroyed) return
    this.out.push(bytes)
    this.outBytes += bytes.length
    if (this.flushScheduled) return
    this.flushScheduled = true
    process.nextTick(() => this.flush())
  }

  private flush(): void {
    this.flushScheduled = false
    const { out, outBytes } = this
    this.out = []
    this.outBytes = 0
    if (out.length === 0 || this.socket.destroyed) return
    const held = this.shared.answerBytes.take(outBytes)
    this.unreadSince ||= Date.now()
    this.socket.write(out.length === 1 ? out[0]! : Buffer.concat(out), () => {
      held.release()
      this.unreadSince = this.socket.writableLength > 0 ? Date.now() : 0
      // The socket says `drain` only after large answers.
      if (this.paused) this.advance()
    })
    this.lastUsedAt = Date.now()
    if (this.closing) this.socket.end()
    else this.setPaused(this.paused || this.isFull())
  }

  /** An error after which nothing more is read. */
  private refuse(frame: BadFrame): void {
    this.closing = true
    this.cutter.clear()
    this.send(refusalOf(frame))
  }

  /** Called now and then: closes a connection that is idle or stuck. */
  sweep(now: number): void {
    const { startupMs, frameMs, idleMs, stalledMs } = this.shared.limits
    const { answerBytes } = this.shared
    const isStuck = this.frameSince > 0 && now - this.frameSince > frameMs
    const isSilent = !this.session.ready && now - this.openedAt > startupMs
    const isIdle = this.inFlight === 0 && now - this.lastUsedAt > idleMs
    // A slow reader may take its time while its answers are in nobody's way.
    const hasStalled =
      this.unreadSince > 0 &&
      now - this.unreadSince > stalledMs &&
      answerBytes.leftBytes < answerBytes.heldBytes / 4
    if (isStuck || isSilent || isIdle || hasStalled) this.destroy()
  }
}

const refusalOf = ({ error, stream, version }: BadFrame) => errorFrame({ version, stream }, error)

const notCompressed = () =>
  protocolError('Received frame with compression bit set, but no compression was negotiated')

function overloaded({ requestBytes, limits }: ServerShared): CqlError {
  const use = `${requestBytes.heldBytes}/${limits.requestBytesMax} bytes`
  return new CqlError(
    errorCode.overloaded,
    `Request breached limit on bytes in flight. (Endpoint: ${use}, Global: ${use}.)Server is currently in an overloaded state and cannot accept more requests.`,
  )
}
