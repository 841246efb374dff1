// Frames of CQL's protocol v4, written by hand: what a fuzz test damages must not pass through a
// driver that mends it.
import { opcode } from '../../../src-main/cassandra/wire/frame'

export function cqlFrame(op: number, body: Buffer, stream = 1): Buffer {
  const head = Buffer.from([4, 0, 0, 0, op, 0, 0, 0, 0])
  head.writeInt16BE(stream, 2)
  head.writeInt32BE(body.length, 5)
  return Buffer.concat([head, body])
}

export function shortString(text: string): Buffer {
  const bytes = Buffer.from(text)
  const size = Buffer.alloc(2)
  size.writeUInt16BE(bytes.length)
  return Buffer.concat([size, bytes])
}

export function longString(text: string): Buffer {
  const bytes = Buffer.from(text)
  const size = Buffer.alloc(4)
  size.writeInt32BE(bytes.length)
  return Buffer.concat([size, bytes])
}

export const startupFrame = (): Buffer =>
  cqlFrame(
    opcode.startup,
    Buffer.concat([Buffer.from([0, 1]), shortString('CQL_VERSION'), shortString('3.0.0')]),
  )

/** QUERY at consistency ONE without parameters. */
export const queryFrame = (text: string, stream: number): Buffer =>
  cqlFrame(opcode.query, Buffer.concat([longString(text), Buffer.from([0, 1, 0])]), stream)
