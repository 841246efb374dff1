// PEM text as people paste it (RFC 7468): with its lines run together, with blanks in their place, or with the two characters \n that a .env
// file has for them. TLS libraries take none of these; its lines are made anew.

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g
const LINE_CHARACTERS = 64

export function wholePem(text: string): string {
  const blocks = [...text.replaceAll('\\r', '').replaceAll('\\n', '\n').matchAll(BLOCK)]
  if (blocks.length === 0) return text.trim()
  return blocks.map(([whole, label = '', body = '']) => blockOf(label, body) ?? whole).join('\n') + '\n'
}

/** Nothing for a block with headers (old encrypted keys): there, lines mean something. */
function blockOf(label: string, body: string): string | undefined {
  const data = body.replaceAll(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+=*$/.test(data)) return undefined
  const lines = data.match(new RegExp(`.{1,${LINE_CHARACTERS}}`, 'g')) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n')
}
