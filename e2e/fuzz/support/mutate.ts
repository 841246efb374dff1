// Small damage to bytes and to texts, seeded, so that a failure can be had again.
import type { SeededRandom } from '../../support/seeded-random'

const EDGES = [0x00, 0x01, 0x7f, 0x80, 0xff]

/** Changes a few places from `from` on: single bytes, a run of one byte, a cut, a piece twice. */
export function mutateBytes(bytes: Buffer, from: number, random: SeededRandom): Buffer {
  let out = Buffer.from(bytes)
  for (let changes = 1 + random.below(4); changes > 0 && out.length > from; changes--) {
    const at = from + random.below(out.length - from)
    switch (random.below(8)) {
      case 0:
        out = out.subarray(0, at)
        break
      case 1:
        out.fill(random.pick(EDGES), at, Math.min(out.length, at + 4))
        break
      case 2:
        out = Buffer.concat([out.subarray(0, at), out.subarray(from, at), out.subarray(at)])
        break
      case 3:
        out[at] = random.pick(EDGES)
        break
      default:
        out[at] = random.below(256)
    }
  }
  return out
}

const KINDS = [/^\d/, /^[A-Z]+$/, /^\w/]
const kindOf = (word: string) => KINDS.findIndex(kind => kind.test(word))

/** Drops, doubles, swaps or replaces a few words; most often by a word of the same kind. */
export function mutateWords(text: string, words: readonly string[], random: SeededRandom): string {
  const parts = text.split(/(\s+|[(),;=<>[\]{}:])/).filter(part => part !== '')
  for (let changes = 1 + random.below(2); changes > 0 && parts.length > 0; changes--) {
    const at = random.below(parts.length)
    const part = parts[at] ?? ''
    const alike = words.filter(word => kindOf(word) === kindOf(part))
    switch (random.below(8)) {
      case 0:
        parts.splice(at, 1)
        break
      case 1:
        parts.splice(at, 0, part, ' ')
        break
      case 2:
        parts[at] = random.pick(words)
        break
      case 3:
        parts.splice(at, 0, ' ', random.pick(words), ' ')
        break
      case 4:
        parts[at] = parts[random.below(parts.length)] ?? part
        break
      default:
        if (/\S/.test(part) && alike.length > 0) parts[at] = random.pick(alike)
    }
  }
  return parts.join('')
}
