// PEM text as people paste it (RFC 7468): with its lines run together, with blanks in their place,
// or with the two characters \n that a .env file has for them. TLS libraries take none of these;
// its lines are made anew.

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g
const LINE_CHARACTERS = 64

export function wholePem(text: string): string {
  return madeAnew(text, () => true)
}

// Certificates and the private key stand in one file with many a tool; what is kept of a
// certificate is no secret, so they must part.

export const hasPrivateKey = (text: string) => /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)
export const certificatesIn = (text: string) =>
  madeAnew(text, label => !label.endsWith('PRIVATE KEY'))
export const privateKeysIn = (text: string) =>
  madeAnew(text, label => label.endsWith('PRIVATE KEY'))

/** Text without any block is left as it is: who reads it says what is wrong with it. */
function madeAnew(text: string, isWanted: (label: string) => boolean): string {
  const blocks = [...text.replaceAll('\\r', '').replaceAll('\\n', '\n').matchAll(BLOCK)]
  if (blocks.length === 0) return text.trim()
  const wanted = blocks.filter(([, label = '']) => isWanted(label))
  return wanted
    .map(([whole, label = '', body = '']) => `${blockOf(label, body) ?? whole}\n`)
    .join('')
}

/** Nothing for a block with headers (old encrypted keys): there, lines mean something. */
function blockOf(label: string, body: string): string | undefined {
  const data = body.replaceAll(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+=*$/.test(data)) return undefined
  const lines = data.match(new RegExp(`.{1,${LINE_CHARACTERS}}`, 'g')) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n')
}
