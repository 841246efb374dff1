// CRC-32C (Castagnoli), the checksum of Kafka's record batches and of our own framed logs. The
// prebuilt package is 2-8 times faster than JavaScript; where its binary does not load, slice-by-8
// gives the same answers (a test holds the two together). It is loaded when it begins to pay: an
// engine's start has little to check.
import { requirePackage } from '../lazy-module'

type Crc32c = (bytes: Uint8Array, seed?: number) => number

const POLYNOMIAL = 0x82f63b78

function makeTables(): Uint32Array[] {
  const tables = Array.from({ length: 8 }, () => new Uint32Array(256))
  for (let i = 0; i < 256; i++) {
    let crc = i
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
    tables[0]![i] = crc
  }
  for (let t = 1; t < 8; t++)
    for (let i = 0; i < 256; i++)
      tables[t]![i] = (tables[t - 1]![i]! >>> 8) ^ tables[0]![tables[t - 1]![i]! & 0xff]!
  return tables
}

let tables: Uint32Array[] | undefined

export const crc32cPlain: Crc32c = (bytes, seed = 0) => {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = (tables ??= makeTables()) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ]
  let crc = ~seed
  let i = 0
  for (const end = bytes.length - 7; i < end; i += 8) {
    const low =
      crc ^ (bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24))
    crc =
      t7[low & 0xff]! ^
      t6[(low >>> 8) & 0xff]! ^
      t5[(low >>> 16) & 0xff]! ^
      t4[low >>> 24]! ^
      t3[bytes[i + 4]!]! ^
      t2[bytes[i + 5]!]! ^
      t1[bytes[i + 6]!]! ^
      t0[bytes[i + 7]!]!
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]!) & 0xff]!
  return ~crc >>> 0
}

function loadNative(): Crc32c | undefined {
  try {
    const native = requirePackage<typeof import('@node-rs/crc32')>('@node-rs/crc32')
    return native.crc32c(new Uint8Array([49, 50, 51, 52, 53, 54, 55, 56, 57])) === 0xe3069283
      ? native.crc32c
      : undefined
  } catch {
    return undefined
  }
}

/** So many bytes cost by JavaScript what the loading does. */
const PLAIN_BYTES = 64 * 1024
let plainBytes = 0
let fastest: Crc32c | undefined

export const crc32c: Crc32c = (bytes, seed) => {
  if (fastest) return fastest(bytes, seed)
  plainBytes += bytes.length
  if (plainBytes <= PLAIN_BYTES) return crc32cPlain(bytes, seed)
  fastest = loadNative() ?? crc32cPlain
  return fastest(bytes, seed)
}
