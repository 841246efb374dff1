// Packs values one after another, each with its length in front. Collections, tuples, user types
// and vectors travel in this form.
import { invalid } from '../errors'

/** [count] then each value with its length, as collections are on the wire. */
export function packList(values: readonly (Buffer | null)[], perEntry = 1): Buffer {
  let bytes = 4
  for (const value of values) bytes += 4 + (value?.length ?? 0)
  const out = Buffer.allocUnsafe(bytes)
  out.writeInt32BE(values.length / perEntry)
  return fill(out, 4, values)
}

/** Values with their lengths, without a count: tuples and user types. */
export function packTuple(values: readonly (Buffer | null)[]): Buffer {
  let bytes = 0
  for (const value of values) bytes += 4 + (value?.length ?? 0)
  return fill(Buffer.allocUnsafe(bytes), 0, values)
}

function fill(out: Buffer, at: number, values: readonly (Buffer | null)[]): Buffer {
  for (const value of values) {
    out.writeInt32BE(value?.length ?? -1, at)
    at += 4
    if (value) {
      out.set(value, at)
      at += value.length
    }
  }
  return out
}

const tooShort = () => invalid('Not enough bytes to read a value')

export function unpackTuple(
  bytes: Buffer,
  from = 0,
  most = Number.MAX_SAFE_INTEGER,
): (Buffer | null)[] {
  const values: (Buffer | null)[] = []
  for (let at = from; at < bytes.length && values.length < most;) {
    if (at + 4 > bytes.length) throw tooShort()
    const length = bytes.readInt32BE(at)
    at += 4
    if (length < 0) values.push(null)
    else {
      if (at + length > bytes.length) throw tooShort()
      values.push(bytes.subarray(at, at + length))
      at += length
    }
  }
  return values
}

/** The elements of a list or set; for a map, keys and values in turn. */
export function unpackList(bytes: Buffer, perEntry = 1): Buffer[] {
  if (bytes.length < 4) throw invalid('Not enough bytes to read a collection')
  const count = bytes.readInt32BE(0) * perEntry
  const values = unpackTuple(bytes, 4, Math.max(count, 0))
  if (values.length < count) throw tooShort()
  return values.map(value => {
    if (value === null) throw invalid('null is not supported inside collections')
    return value
  })
}

export function unsignedVint(n: number): Buffer {
  if (n < 0x80) return Buffer.from([n])
  if (n < 0x4000) return Buffer.from([0x80 | (n >> 8), n & 0xff])
  if (n < 0x200000) return Buffer.from([0xc0 | (n >> 16), (n >> 8) & 0xff, n & 0xff])
  return Buffer.from([0xe0 | (n >>> 24), (n >> 16) & 0xff, (n >> 8) & 0xff, n & 0xff])
}

export function unpackVariable(bytes: Buffer, count: number): Buffer[] {
  const out: Buffer[] = []
  for (let at = 0; out.length < count;) {
    const first = bytes[at]
    if (first === undefined) throw tooShort()
    let extra = 0
    while (extra < 4 && first & (0x80 >> extra)) extra++
    let length = first & (0xff >> (extra + 1))
    for (let i = 1; i <= extra; i++) length = length * 256 + (bytes[at + i] ?? 0)
    at += 1 + extra
    if (at + length > bytes.length) throw tooShort()
    out.push(bytes.subarray(at, at + length))
    at += length
  }
  return out
}
