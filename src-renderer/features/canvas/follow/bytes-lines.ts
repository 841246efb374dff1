// Bytes in lines of eight, as narrow as the panel: offset, the bytes, and the characters that can be
// printed.
const BYTES = 8

export function bytesLines(hex: string): string {
  const pairs = hex.match(/../g) ?? []
  const lines: string[] = []
  for (let at = 0; at < pairs.length; at += BYTES) {
    const part = pairs.slice(at, at + BYTES)
    const printed = part
      .map(pair => Number.parseInt(pair, 16))
      .map(byte => (byte >= 32 && byte < 127 ? String.fromCodePoint(byte) : '·'))
      .join('')
    const offset = at.toString(16).padStart(4, '0')
    lines.push(`${offset}  ${part.join(' ').padEnd(BYTES * 3 - 1)}  ${printed}`)
  }
  return lines.join('\n')
}
