// Frames of the native protocol v4 (and v3, whose frames are the same): a nine-byte header and a
// body.
import type { Writer } from '../bytes/writer'

export const HEADER_BYTES = 9
export const MAX_VERSION = 4
export const MIN_VERSION = 3

export const opcode = {
  error: 0x00,
  startup: 0x01,
  ready: 0x02,
  options: 0x05,
  supported: 0x06,
  query: 0x07,
  result: 0x08,
  prepare: 0x09,
  execute: 0x0a,
  register: 0x0b,
  event: 0x0c,
  batch: 0x0d,
  authResponse: 0x0f,
} as const

export const flag = { compressed: 0x01, tracing: 0x02, customPayload: 0x04, warning: 0x08 } as const

export interface Frame {
  readonly version: number
  readonly flags: number
  readonly stream: number
  readonly opcode: number
  readonly body: Buffer
}

/** Leaves room for the header at the start of a writer. */
export function beginFrame(writer: Writer): void {
  writer.reserve(HEADER_BYTES)
}

export function finishFrame(
  writer: Writer,
  version: number,
  flags: number,
  stream: number,
  op: number,
): Buffer {
  const bytes = writer.finish()
  bytes[0] = 0x80 | version
  bytes[1] = flags
  bytes.writeInt16BE(stream, 2)
  bytes[4] = op
  bytes.writeInt32BE(bytes.length - HEADER_BYTES, 5)
  return bytes
}
