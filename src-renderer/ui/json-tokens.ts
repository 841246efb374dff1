// JSON as coloured tokens, laid out with two spaces. It works on the text, so that
// 12345678901234567890 and 1.10 stay as stored. A text that is not JSON comes back as one plain
// token.
export interface JsonToken {
  readonly kind: 'key' | 'q' | 'nmb' | 'k' | undefined
  readonly text: string
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/g
const PRETTY_MAX = 200_000

export function jsonTokens(text: string): JsonToken[] {
  if (text.length > PRETTY_MAX || !looksLikeJson(text)) return [{ kind: undefined, text }]
  const raw = text.match(TOKEN) ?? []
  const out: JsonToken[] = []
  let depth = 0
  const line = () => `\n${'  '.repeat(depth)}`
  raw.forEach((token, at) => {
    const next = raw[at + 1]
    if (token === '{' || token === '[') {
      const closes = next === '}' || next === ']'
      depth++
      out.push({ kind: undefined, text: closes ? token : token + line() })
    } else if (token === '}' || token === ']') {
      depth--
      const opened = raw[at - 1]
      out.push({ kind: undefined, text: opened === '{' || opened === '[' ? token : line() + token })
    } else if (token === ',') out.push({ kind: undefined, text: `,${line()}` })
    else if (token === ':') out.push({ kind: undefined, text: ': ' })
    else if (token.startsWith('"'))
      out.push({ kind: next === ':' ? 'key' : 'q', text: readable(token) })
    else out.push({ kind: /^[-\d]/.test(token) ? 'nmb' : 'k', text: token })
  })
  return out
}

/**
 * Writers that keep to ASCII say \\u00ed for í: letters are shown as letters, control characters
 * stay escaped.
 */
export function readable(json: string): string {
  return json.replaceAll(
    /(\\\\)|\\u([0-9a-fA-F]{4})/g,
    (whole, pair: string | undefined, code: string | undefined) => {
      if (pair !== undefined || code === undefined) return whole
      const point = Number.parseInt(code, 16)
      return point >= 0xa0 ? String.fromCharCode(point) : whole
    },
  )
}

function looksLikeJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
