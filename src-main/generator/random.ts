// The generator's randomness. Each event has a stream of its own, seeded from (seed, stream name,
// sequence number), so that event n can be made without its n-1 predecessors: that is what makes a
// resumed run continue exactly where it was. sfc32 (Chris Doty-Humphrey, PractRand) seeded
// through murmur3's finalizer, a bijection: different events never share a state.

/** murmur3's 32-bit finalizer. */
function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** A 32-bit hash of a text (FNV-1a, then mixed). */
export function hashText(text: string, start = 0x811c9dc5): number {
  let h = start | 0
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix(h)
}

const TWO_32 = 4294967296

export class Random {
  private a = 0
  private b = 0
  private c = 0
  private counter = 1
  private readonly one: number
  private readonly two: number
  private spare: number | undefined

  constructor(seed: number, stream: string) {
    this.one = hashText(`${seed}/${stream}`)
    this.two = hashText(`${stream}/${seed}`, 0x9e3779b9)
  }

  /** Begins the stream of one event. */
  at(seq: number): this {
    const low = seq >>> 0
    const high = Math.floor(seq / TWO_32)
    this.a = mix(low ^ this.one)
    this.b = mix((low + this.two) ^ high)
    this.c = mix(this.one ^ Math.imul(high + 1, 0x9e3779b9))
    this.counter = 1
    this.spare = undefined
    for (let i = 0; i < 6; i++) this.u32()
    return this
  }

  u32(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (this.c << 21) | (this.c >>> 11)
    this.c = (this.c + t) | 0
    return t >>> 0
  }

  /** In [0, 1), with 32 bits. */
  unit(): number {
    return this.u32() / TWO_32
  }

  /** In [0, 1), with 53 bits. */
  real(): number {
    return ((this.u32() >>> 5) * 67108864 + (this.u32() >>> 6)) / 9007199254740992
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return n <= 65536 ? Math.floor((this.u32() / TWO_32) * n) : Math.floor(this.real() * n)
  }

  /** A whole number between two, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  /** Standard normal (Marsaglia's polar method gives two; the second is kept within the event). */
  normal(): number {
    if (this.spare !== undefined) {
      const value = this.spare
      this.spare = undefined
      return value
    }
    for (;;) {
      const x = this.real() * 2 - 1
      const y = this.real() * 2 - 1
      const s = x * x + y * y
      if (s === 0 || s >= 1) continue
      const scale = Math.sqrt((-2 * Math.log(s)) / s)
      this.spare = y * scale
      return x * scale
    }
  }
}

/** Draws an index by weights in constant time (Walker's alias method). */
export function weightedIndex(weights: readonly number[]): (random: Random) => number {
  const n = weights.length
  const total = weights.reduce((a, b) => a + b, 0)
  const scaled = weights.map(w => (w * n) / total)
  const alias = new Uint32Array(n)
  const share = new Float64Array(n)
  const small: number[] = []
  const large: number[] = []
  for (const [i, w] of scaled.entries()) (w < 1 ? small : large).push(i)
  while (small.length > 0 && large.length > 0) {
    const [s, l] = [small.pop() ?? 0, large.pop() ?? 0]
    share[s] = scaled[s] ?? 1
    alias[s] = l
    scaled[l] = (scaled[l] ?? 1) + (scaled[s] ?? 0) - 1
    ;((scaled[l] ?? 1) < 1 ? small : large).push(l)
  }
  for (const i of [...small, ...large]) {
    share[i] = 1
    alias[i] = i
  }
  return random => {
    const i = random.below(n)
    return random.real() < (share[i] ?? 1) ? i : (alias[i] ?? i)
  }
}

const TABLE_MAX = 100_000

/**
 * A rank in [0, n) by Zipf's law. Beyond a table's size the tail is drawn by inverting the
 * integral, which is close enough there.
 */
export function zipfIndex(n: number, exponent: number): (random: Random) => number {
  if (n <= TABLE_MAX)
    return weightedIndex(Array.from({ length: n }, (_, i) => (i + 1) ** -exponent))
  return random => zipfBelow(random, n, exponent)
}

/** A rank in [0, n) for an n that changes from draw to draw. */
export function zipfBelow(random: Random, n: number, exponent: number): number {
  if (exponent === 0) return random.below(n)
  const power = 1 - exponent
  const u = random.real()
  const x =
    Math.abs(power) < 1e-9
      ? Math.exp(u * Math.log(n + 1))
      : (u * ((n + 1) ** power - 1) + 1) ** (1 / power)
  return Math.min(n - 1, Math.floor(x) - 1)
}
