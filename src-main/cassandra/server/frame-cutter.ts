// Cuts a connection's bytes into frames. A frame in many pieces is put together once it is whole, so
// a claimed length alone costs nothing.
import { CqlError, errorCode, protocolError } from '../errors'
import { type Frame, HEADER_BYTES, MAX_VERSION, MIN_VERSION } from '../wire/frame'

/** Bytes that cannot be a request. */
export class BadFrame extends Error {
  constructor(
    readonly error: CqlError,
    readonly stream: number,
    readonly version: number,
    /** Its length, when all else is well; otherwise nobody knows where the next frame begins. */
    readonly lengthToSkip?: number,
  ) {
    super(error.message)
  }
}

export class FrameCutter {
  private pieces: Buffer[] = []
  private bytes = 0
  private bytesToSkip = 0

  constructor(private readonly frameBytesMax: number) {}

  push(piece: Buffer): void {
    const skipped = Math.min(this.bytesToSkip, piece.length)
    this.bytesToSkip -= skipped
    if (skipped === piece.length) return
    this.pieces.push(piece.subarray(skipped))
    this.bytes += piece.length - skipped
  }

  /** Leaves out the frame that begins here, also what is still to come of it. */
  skip(length: number): void {
    const all = this.joined()
    this.clear()
    this.bytesToSkip = length
    this.push(all)
  }

  get heldBytes(): number {
    return this.bytes
  }

  /** The length of the next frame with its header, once its header has come. */
  get nextLength(): number | undefined {
    const head = this.head()
    return head && HEADER_BYTES + lengthIn(head, this.frameBytesMax)
  }

  get hasNext(): boolean {
    const length = this.nextLength
    return length !== undefined && this.bytes >= length
  }

  /** The next frame, which must have come whole. */
  take(): Frame {
    const all = this.joined()
    const end = HEADER_BYTES + all.readInt32BE(5)
    const rest = all.subarray(end)
    this.pieces = rest.length > 0 ? [rest] : []
    this.bytes = rest.length
    return {
      version: all[0]! & 0x7f,
      flags: all[1]!,
      stream: all.readInt16BE(2),
      opcode: all[4]!,
      body: all.subarray(HEADER_BYTES, end),
    }
  }

  clear(): void {
    this.pieces = []
    this.bytes = 0
  }

  private head(): Buffer | undefined {
    if (this.bytes < HEADER_BYTES) return undefined
    const [first] = this.pieces
    return first && first.length >= HEADER_BYTES ? first : this.joined()
  }

  private joined(): Buffer {
    const [first] = this.pieces
    if (first && this.pieces.length === 1) return first
    const all = Buffer.concat(this.pieces)
    this.pieces = [all]
    return all
  }
}

/** The length of the body, after the checks that a header must pass. */
function lengthIn(head: Buffer, frameBytesMax: number): number {
  const version = head[0]! & 0x7f
  const stream = head.readInt16BE(2)
  if (head[0]! & 0x80)
    throw new BadFrame(protocolError('Invalid message: it is a response'), 0, MAX_VERSION)
  if (version < MIN_VERSION || version > MAX_VERSION) {
    const message = `Invalid or unsupported protocol version (${version}); supported versions are (3/v3, 4/v4)`
    throw new BadFrame(protocolError(message), Math.max(stream, 0), MAX_VERSION)
  }
  const length = head.readInt32BE(5)
  if (length < 0 || length > frameBytesMax) {
    const message = `Request is too big: length ${length} exceeds maximum allowed length ${frameBytesMax}.`
    const toSkip = length < 0 ? undefined : HEADER_BYTES + length
    throw new BadFrame(new CqlError(errorCode.invalid, message), stream, version, toSkip)
  }
  return length
}
