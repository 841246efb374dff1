// Cassandra's MurmurHash3 x64 128 (its own variant: tail bytes are sign-extended), of which the
// first half is the partition's token. 64-bit words are pairs of 32-bit halves: BigInt is many
// times slower and this runs for every row written.
let hi = 0
let lo = 0

/** (aHi:aLo) × (bHi:bLo) into hi:lo, modulo 2^64. */
function multiply(aHi: number, aLo: number, bHi: number, bLo: number): void {
  const a0 = aLo & 0xffff
  const a1 = aLo >>> 16
  const b0 = bLo & 0xffff
  const b1 = bLo >>> 16
  const p00 = a0 * b0
  const p01 = a0 * b1
  const p10 = a1 * b0
  const middle = (p00 >>> 16) + (p01 & 0xffff) + (p10 & 0xffff)
  const low = ((p00 & 0xffff) | (middle << 16)) >>> 0
  const high = a1 * b1 + (p01 >>> 16) + (p10 >>> 16) + (middle >>> 16)
  hi = (high + Math.imul(aHi, bLo) + Math.imul(aLo, bHi)) | 0
  lo = low | 0
}

function add(aHi: number, aLo: number, bHi: number, bLo: number): void {
  const low = (aLo >>> 0) + (bLo >>> 0)
  hi = (aHi + bHi + (low > 0xffffffff ? 1 : 0)) | 0
  lo = low | 0
}

function rotateLeft(aHi: number, aLo: number, by: number): void {
  if (by >= 32) {
    const swap = aHi
    aHi = aLo
    aLo = swap
    by -= 32
  }
  if (by === 0) {
    hi = aHi
    lo = aLo
    return
  }
  hi = (aHi << by) | (aLo >>> (32 - by))
  lo = (aLo << by) | (aHi >>> (32 - by))
}

function finalMix(aHi: number, aLo: number): void {
  // k ^= k >>> 33 moves the high half, shifted by one, onto the low half.
  aLo ^= aHi >>> 1
  multiply(aHi, aLo, 0xff51afd7, 0xed558ccd)
  lo ^= hi >>> 1
  multiply(hi, lo, 0xc4ceb9fe, 0x1a85ec53)
  lo ^= hi >>> 1
}

const C1H = 0x87c37b91 | 0
const C1L = 0x114253d5 | 0
const C2H = 0x4cf5ad43 | 0
const C2L = 0x2745937f | 0

export interface Token {
  readonly hi: number
  readonly lo: number
}

const half = (b: Uint8Array, i: number) =>
  b[i]! | (b[i + 1]! << 8) | (b[i + 2]! << 16) | (b[i + 3]! << 24) | 0

function mixK1(kHi: number, kLo: number): void {
  multiply(kHi, kLo, C1H, C1L)
  rotateLeft(hi, lo, 31)
  multiply(hi, lo, C2H, C2L)
}

function mixK2(kHi: number, kLo: number): void {
  multiply(kHi, kLo, C2H, C2L)
  rotateLeft(hi, lo, 33)
  multiply(hi, lo, C1H, C1L)
}

export function murmur3Token(data: Uint8Array): Token {
  const length = data.length
  let h1h = 0
  let h1l = 0
  let h2h = 0
  let h2l = 0
  const blocks = length & ~15
  for (let i = 0; i < blocks; i += 16) {
    mixK1(half(data, i + 4), half(data, i))
    rotateLeft(h1h ^ hi, h1l ^ lo, 27)
    add(hi, lo, h2h, h2l)
    multiply(hi, lo, 0, 5)
    add(hi, lo, 0, 0x52dce729)
    h1h = hi
    h1l = lo
    mixK2(half(data, i + 12), half(data, i + 8))
    rotateLeft(h2h ^ hi, h2l ^ lo, 31)
    add(hi, lo, h1h, h1l)
    multiply(hi, lo, 0, 5)
    add(hi, lo, 0, 0x38495ab5)
    h2h = hi
    h2l = lo
  }
  const tail = length & 15
  if (tail > 8) {
    tailWord(data, blocks + 8, tail - 8)
    mixK2(hi, lo)
    h2h ^= hi
    h2l ^= lo
  }
  if (tail > 0) {
    tailWord(data, blocks, Math.min(tail, 8))
    mixK1(hi, lo)
    h1h ^= hi
    h1l ^= lo
  }
  h1l ^= length
  h2l ^= length
  add(h1h, h1l, h2h, h2l)
  h1h = hi
  h1l = lo
  add(h2h, h2l, h1h, h1l)
  h2h = hi
  h2l = lo
  finalMix(h1h, h1l)
  h1h = hi
  h1l = lo
  finalMix(h2h, h2l)
  add(h1h, h1l, hi, lo)
  // Long.MIN_VALUE is kept as the minimum token: a key never has it.
  if (hi === -0x80000000 && lo === 0) return { hi: 0x7fffffff, lo: -1 }
  return { hi, lo }
}

/**
 * Up to eight bytes, little-endian, each sign-extended to 64 bits before it is shifted and xored
 * in: Cassandra's quirk.
 */
function tailWord(data: Uint8Array, at: number, count: number): void {
  let wordHi = 0
  let wordLo = 0
  for (let i = count - 1; i >= 0; i--) {
    const byte = (data[at + i]! << 24) >> 24
    const shift = i * 8
    const sign = byte < 0 ? -1 : 0
    if (shift >= 32) wordHi ^= byte << (shift - 32)
    else if (shift === 0) {
      wordLo ^= byte
      wordHi ^= sign
    } else {
      wordLo ^= byte << shift
      wordHi ^= (byte >>> (32 - shift)) | (sign << shift)
    }
  }
  hi = wordHi
  lo = wordLo
}

export function tokenToBigInt(token: Token): bigint {
  return (BigInt(token.hi) << 32n) | BigInt(token.lo >>> 0)
}

export function tokenFromBigInt(value: bigint): Token {
  return { hi: Number(BigInt.asIntN(32, value >> 32n)), lo: Number(BigInt.asIntN(32, value)) }
}
