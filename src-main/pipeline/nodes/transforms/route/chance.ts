// A text's place in [0, 1): even over many texts, and always the same for one.

/** FNV-1a over UTF-16 units, then a finaliser (murmur3's), as a number in [0, 1). */
export function chanceOf(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ (text.charCodeAt(i) & 0xff), 0x01000193)
    h = Math.imul(h ^ (text.charCodeAt(i) >>> 8), 0x01000193)
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}
