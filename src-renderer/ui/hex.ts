// Bytes as a hex dump: offset, sixteen bytes, and the characters that can be printed.
const SHOWN_MAX = 16_384

export const hexLines = (text: string): string => dump(new TextEncoder().encode(text))

/** Of bytes that are written as hexadecimal digits. */
export const hexDump = (hex: string): string =>
  dump(Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16)))

function dump(all: Uint8Array): string {
  const bytes = all.subarray(0, SHOWN_MAX)
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const part = [...bytes.subarray(at, at + 16)]
    const hex = part.map(byte => byte.toString(16).padStart(2, '0'))
    const left = hex.slice(0, 8).join(' ')
    const right = hex.slice(8).join(' ')
    const printed = part
      .map(byte => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·'))
      .join('')
    lines.push(
      `${at.toString(16).padStart(6, '0')}  ${left.padEnd(23)}  ${right.padEnd(23)}  ${printed}`,
    )
  }
  return lines.join('\n')
}
