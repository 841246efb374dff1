// One client's connection: frames in, answers out in the order of the requests. Requests run one
// after another, as in Kafka, with one exception: consecutive produce requests run together, so
// that they share a write and a sync. While too much is in flight or the client does not read its
// answers, nothing more is read from it. What a client sent before it went is still done.
import type { Socket } from 'node:net'
import type { HeldBytes } from '@main/platform'
import { API_VERSIONS_KEY, readRequestHeader, skipTags, type RequestHeader } from '../wire/api'
import { apiKeysOf } from '../serving/api-keys'
import { otherProtocol } from '../serving/sightings'
import { NO_ANSWER, type Api, type RequestContext } from '../serving/context'
import { answerOf, ApiError, ErrorCode, errorName } from '../wire/errors'
import { MalformedFrame, Reader } from '../wire/reader'
import { AnswerWriter, encodeAnswer } from './answer-writer'
import { FrameCutter } from './frames'
import type { OpenConnection, ServerShared } from './shared'

const PRODUCE_KEY = 0
const JOIN_GROUP_KEY = 11
const LEAVE_GROUP_KEY = 13
const SYNC_GROUP_KEY = 14
const FETCH_KEY = 1

/** Requests and answers below this size are not worth counting. */
const SMALL_BYTES = 64 * 1024

interface Slot {
  readonly apiKey: number
  readonly request: HeldBytes
  answer: Buffer[] | undefined
  done: boolean
  /** Counted as finished, once: by its answer or by the end of the connection. */
  ended: boolean
  readonly releases: (() => void)[]
}

/** Enough to tell another protocol. */
const FIRST_BYTES = 16
let connectionsMade = 0

export class Connection implements OpenConnection {
  private first: Buffer | undefined
  private readonly number = ++connectionsMade
  private readonly cutter: FrameCutter
  private readonly answers: AnswerWriter
  private readonly slots: Slot[] = []
  private readonly goneCallbacks = new Set<() => void>()
  /** The client has gone: nobody reads answers, and no more requests come. */
  private isGone = false
  private closed = false
  private paused = false
  lastUsedMs = Date.now()
  private frameSinceMs = 0
  /** The frame that is being read, when it is large. */
  private reading: HeldBytes | undefined
  readonly clientHost: string

  constructor(
    private readonly socket: Socket,
    private readonly shared: ServerShared,
  ) {
    this.cutter = new FrameCutter(key => {
      const { frameBytesMax, smallFrameBytesMax } = shared.broker.limits
      return key === PRODUCE_KEY ? frameBytesMax : Math.min(frameBytesMax, smallFrameBytesMax)
    })
    this.answers = new AnswerWriter(socket, shared.stats)
    this.clientHost = socket.remoteAddress ?? ''
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.onData(chunk))
    socket.on('drain', () => this.advance())
    socket.on('error', () => this.onGone())
    socket.on('close', () => this.onGone())
  }

  private onData(chunk: Buffer): void {
    this.shared.stats.bytesIn += chunk.length
    this.first ??= Buffer.from(chunk.subarray(0, FIRST_BYTES))
    this.lastUsedMs = Date.now()
    this.cutter.push(chunk)
    this.advance()
  }

  /**
   * Starts the requests that may start now. Called when bytes arrive, an answer is written, or the
   * client has read some.
   */
  advance(): void {
    if (this.closed) return
    try {
      for (
        let key = this.cutter.peek();
        key !== undefined && this.mayStart(key);
        key = this.cutter.peek()
      )
        this.begin(this.cutter.take())
    } catch (error) {
      this.fail(error)
      return
    }
    if (this.isGone) return this.cutter.peek() === undefined ? this.onClosed() : undefined
    const mustWait = !this.closed && !this.hasRoomForNext()
    const isReading = this.cutter.isHolding && this.slots.length === 0 && !mustWait
    this.frameSinceMs = isReading ? this.frameSinceMs || Date.now() : 0
    this.setPaused(this.cutter.peek() !== undefined || mustWait)
  }

  /**
   * A large frame is read only when there is room for it; from then on it has its place. Small ones
   * are always read: half-sent large frames of others must not stop them.
   */
  private hasRoomForNext(): boolean {
    const size = this.cutter.unfinished
    const { requestBytes } = this.shared
    if (size === undefined || size <= SMALL_BYTES || this.reading) return true
    if (requestBytes.isSpent) return false
    this.reading = requestBytes.take(size)
    return true
  }

  private mayStart(apiKey: number): boolean {
    if (this.closed || this.socket.writableNeedDrain) return false
    if (this.slots.length === 0) return true
    // A LeaveGroup may overtake a waiting JoinGroup or SyncGroup: leaving answers that request as
    // well.
    if (apiKey === LEAVE_GROUP_KEY)
      return this.slots.every(
        slot => slot.apiKey === JOIN_GROUP_KEY || slot.apiKey === SYNC_GROUP_KEY,
      )
    if (
      apiKey !== PRODUCE_KEY ||
      this.slots.length >= this.shared.broker.limits.pipelinedPerConnectionMax
    )
      return false
    return (
      this.slots.every(slot => slot.apiKey === PRODUCE_KEY) && !this.shared.requestBytes.isSpent
    )
  }

  private setPaused(paused: boolean): void {
    if (paused === this.paused) return
    this.paused = paused
    if (paused) this.socket.pause()
    else this.socket.resume()
  }

  private begin(frame: Buffer): void {
    const reader = new Reader(frame)
    const header = readRequestHeader(reader)
    const api = this.shared.apis.get(header.apiKey)
    if (!api) throw new MalformedFrame(`API ${header.apiKey} is not served`)
    const slot: Slot = {
      apiKey: header.apiKey,
      request: this.reading ?? this.shared.requestBytes.take(frame.length),
      answer: undefined,
      done: false,
      ended: false,
      releases: [],
    }
    const [first, last] = api.versions
    const known = header.version >= first && header.version <= last
    if (!known && header.apiKey !== API_VERSIONS_KEY)
      throw new MalformedFrame(
        `${api.name} version ${header.version} is not served (${first} to ${last})`,
      )
    this.reading = undefined
    this.slots.push(slot)
    this.shared.stats.begin(api.name)
    if (!known) {
      const answer = {
        errorCode: ErrorCode.UNSUPPORTED_VERSION,
        apiKeys: apiKeysOf(this.shared.broker),
      }
      return this.finish(slot, encodeAnswer(api, { ...header, version: 0 }, answer))
    }
    if (header.version >= api.flexibleSince) skipTags(reader)
    const request = api.request.read(reader, header.version)
    void this.serve(api, header, request, slot)
  }

  private async serve(
    api: Api,
    header: RequestHeader,
    request: Record<string, unknown>,
    slot: Slot,
  ): Promise<void> {
    try {
      const answer = await this.answerFor(api, header, request, slot)
      if (answer === 'disconnect') return this.close()
      this.finish(slot, answer === NO_ANSWER ? [] : encodeAnswer(api, header, answer))
    } catch (error) {
      // An ApiError is an answer like others; anything else is a bug, and we keep it.
      if (!(error instanceof ApiError)) this.shared.stats.fail(api.name, error)
      try {
        const refusal = api.refuse(request, answerOf(error).errorCode, header.version)
        this.finish(slot, refusal === NO_ANSWER ? [] : encodeAnswer(api, header, refusal))
      } catch (second) {
        this.fail(second)
      }
    }
  }

  private async answerFor(
    api: Api,
    header: RequestHeader,
    request: Record<string, unknown>,
    slot: Slot,
  ) {
    const { fault } = this.shared
    const clientId = header.clientId ?? ''
    const injected = fault?.({
      apiKey: api.key,
      apiName: api.name,
      version: header.version,
      clientId,
    })
    if (injected?.kind === 'disconnect') return 'disconnect' as const
    if (injected?.kind === 'delay') await new Promise(resolve => setTimeout(resolve, injected.ms))
    if (injected?.kind === 'error') return api.refuse(request, injected.errorCode, header.version)
    const pending = api.handle(request, this.contextFor(header, clientId, slot))
    return pending instanceof Promise ? await pending : pending
  }

  private contextFor(header: RequestHeader, clientId: string, slot: Slot): RequestContext {
    return {
      broker: this.shared.broker,
      version: header.version,
      clientId,
      clientHost: this.clientHost,
      connection: this.number,
      host: this.shared.advertisedHost ?? this.socket.localAddress ?? '127.0.0.1',
      afterSent: release => void slot.releases.push(release),
      onGone: callback => {
        if (this.isGone) callback()
        this.goneCallbacks.add(callback)
        return () => this.goneCallbacks.delete(callback)
      },
    }
  }

  private finish(slot: Slot, answer: Buffer[]): void {
    slot.answer = answer
    slot.done = true
    this.end(slot)
    this.countAnswer(slot, answer)
    while (this.slots[0]?.done) this.send(this.slots.shift()!)
    this.advance()
  }

  /** A fetch has counted what it read. */
  private countAnswer(slot: Slot, answer: readonly Buffer[]): void {
    if (slot.apiKey === FETCH_KEY) return
    const size = answer.reduce((sum, chunk) => sum + chunk.length, 0)
    if (size > SMALL_BYTES) slot.releases.push(this.shared.broker.answerBytes.take(size).release)
  }

  private end(slot: Slot): void {
    if (slot.ended) return
    slot.ended = true
    this.shared.stats.end()
    slot.request.release()
  }

  private send(slot: Slot): void {
    const chunks = slot.answer ?? []
    const release = () => slot.releases.forEach(run => run())
    if (this.isGone || chunks.length === 0) return release()
    this.lastUsedMs = Date.now()
    this.answers.write(chunks, slot.releases.length > 0 ? release : undefined)
  }

  /** Malformed bytes: closes the connection, as Kafka does, and logs the reason. */
  private fail(error: unknown): void {
    const { remoteAddress: client } = this.socket
    if (error instanceof MalformedFrame || error instanceof RangeError)
      this.shared.broker.log.warn({ client, reason: error.message }, 'kafka.malformed-request')
    else this.shared.broker.log.error({ client, err: error }, 'kafka.request-failed')
    this.shared.stats.fail(errorName(ErrorCode.INVALID_REQUEST), error)
    const what = this.first && otherProtocol(this.first)
    if (what) this.shared.broker.sightings.see({ what, client: client ?? '' })
    this.close()
  }

  /**
   * Called periodically: closes a connection that is idle, or that began a frame and does not end
   * it.
   */
  sweep(now: number): void {
    const { idleMs, frameMs, stalledMs } = this.shared.broker.limits
    const isStuck = this.frameSinceMs > 0 && now - this.frameSinceMs > frameMs
    const { unreadSinceMs } = this.answers
    const hasStalled = unreadSinceMs > 0 && now - unreadSinceMs > stalledMs
    const { answerBytes } = this.shared.broker
    if (this.isGone) return
    if (hasStalled && answerBytes.leftBytes < answerBytes.heldBytes / 4) return this.close()
    if (isStuck || (this.slots.length === 0 && now - this.lastUsedMs > idleMs)) this.close()
  }

  close(): void {
    this.onClosed()
  }

  /**
   * What it sent before is done all the same, in order, as Kafka does it: a producer that wants no answers
   * (acks=0) goes as soon as it has sent all.
   */
  private onGone(): void {
    if (this.isGone) return
    // Node has read further than it gave out while we wanted no more.
    for (let left = this.readLeft(); left; left = this.readLeft()) this.cutter.push(left)
    this.leave()
    this.advance()
  }

  private readLeft(): Buffer | null {
    const left: Buffer | null = this.socket.read()
    this.shared.stats.bytesIn += left?.length ?? 0
    return left
  }

  /** Requests that wait for something end now. */
  private leave(): void {
    this.isGone = true
    this.socket.destroy()
    for (const callback of this.goneCallbacks) callback()
    this.goneCallbacks.clear()
  }

  private onClosed(): void {
    if (this.closed) return
    this.closed = true
    for (const slot of this.slots) this.end(slot)
    this.reading?.release()
    // Requests that still run release their buffers when they finish, in send().
    this.leave()
    this.shared.connections.delete(this)
  }
}
