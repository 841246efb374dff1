// Makes version 1 uuids from a moment, and reads the moment back. `now()` and tracing sessions use
// them.
import { randomBytes } from 'node:crypto'

/** 100-nanosecond steps from 1582-10-15 to 1970-01-01. */
const GREGORIAN = 122_192_928_000_000_000n
const node = randomBytes(8)
node[0] = (node[0]! & 0x3f) | 0x80
node[2] = node[2]! | 1
let lastTick = 0n

/** A version 1 uuid of a moment in 100 ns steps since 1970. */
export function timeUuid(ticks: bigint, low: Buffer): Buffer {
  const time = ticks + GREGORIAN
  const out = Buffer.alloc(16)
  out.writeUInt32BE(Number(time & 0xffffffffn), 0)
  out.writeUInt16BE(Number((time >> 32n) & 0xffffn), 4)
  out.writeUInt16BE(Number((time >> 48n) & 0x0fffn) | 0x1000, 6)
  low.copy(out, 8)
  return out
}

/** Unique and ever increasing within this process. */
export function newTimeUuid(): Buffer {
  const now = BigInt(Date.now()) * 10_000n
  lastTick = now > lastTick ? now : lastTick + 1n
  return timeUuid(lastTick, node)
}

/** The moment that a time uuid names. */
export const timeUuidMs = (value: Buffer): number => {
  const time =
    (BigInt(value.readUInt16BE(6) & 0x0fff) << 48n) |
    (BigInt(value.readUInt16BE(4)) << 32n) |
    BigInt(value.readUInt32BE(0))
  return Number((time - GREGORIAN) / 10_000n)
}
