// A text as a hex dump: offset, sixteen bytes, and the characters that can be printed.
const SHOWN_MAX = 16_384

export function hexLines(text: string): string {
  const bytes = new TextEncoder().encode(text).subarray(0, SHOWN_MAX)
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
