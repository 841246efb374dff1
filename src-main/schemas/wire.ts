// Confluent's wire format: a zero, the schema's id in four bytes, and the value. Protobuf has the
// place of its message in the file in between.
// https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format

const MAGIC = 0
const HEADER_BYTES = 5
/** No file nests its messages deeper. */
const PATH_LENGTH_MAX = 64

export interface Framed {
  readonly id: number
  readonly body: Buffer
}

/** Undefined for bytes that do not begin like a record of a registry. */
export function unframed(value: Buffer | null): Framed | undefined {
  if (!value || value.length < HEADER_BYTES || value[0] !== MAGIC) return undefined
  return { id: value.readUInt32BE(1), body: value.subarray(HEADER_BYTES) }
}

export function framed(id: number, body: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + body.length)
  bytes[0] = MAGIC
  bytes.writeUInt32BE(id, 1)
  body.copy(bytes, HEADER_BYTES)
  return bytes
}

/** The first message of a file, which is what we write, is a single zero. */
export const FIRST_MESSAGE = Buffer.from([0])

/** The place of a Protobuf message, and what is behind it. */
export function messagePath(body: Buffer): { path: number[]; rest: Buffer } {
  const cursor = { at: 0 }
  const count = zigzag(body, cursor)
  if (count === 0) return { path: [0], rest: body.subarray(cursor.at) }
  if (count < 0 || count > PATH_LENGTH_MAX) throw new RangeError('the place of a message is wrong')
  const path = Array.from({ length: count }, () => zigzag(body, cursor))
  return { path, rest: body.subarray(cursor.at) }
}

function zigzag(bytes: Buffer, cursor: { at: number }): number {
  let value = 0
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[cursor.at++]
    if (byte === undefined) break
    value += (byte & 127) * 2 ** shift
    if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
  throw new RangeError('a number does not end')
}
