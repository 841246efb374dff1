// Restores the lines of PEM text (RFC 7468) as people paste it: on one line, with blanks between,
// or with the two characters \n of a .env file. TLS libraries accept none of these.

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g
const LINE_CHARACTERS = 64

export function wholePem(text: string): string {
  return madeAnew(text, () => true)
}

// Many tools put certificates and the private key into one file. Only the key is a secret, so we
// separate them.

export const hasPrivateKey = (text: string) => /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)
export const certificatesIn = (text: string) =>
  madeAnew(text, label => !label.endsWith('PRIVATE KEY'))
export const privateKeysIn = (text: string) =>
  madeAnew(text, label => label.endsWith('PRIVATE KEY'))

/** Text without a block stays as it is, and its reader reports the error. */
function madeAnew(text: string, isWanted: (label: string) => boolean): string {
  const blocks = [...text.replaceAll('\\r', '').replaceAll('\\n', '\n').matchAll(BLOCK)]
  if (blocks.length === 0) return text.trim()
  const wanted = blocks.filter(([, label = '']) => isWanted(label))
  return wanted
    .map(([whole, label = '', body = '']) => `${blockOf(label, body) ?? whole}\n`)
    .join('')
}

/** Nothing for a block with headers (old encrypted keys): their lines have a meaning. */
function blockOf(label: string, body: string): string | undefined {
  const data = body.replaceAll(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+=*$/.test(data)) return undefined
  const lines = data.match(new RegExp(`.{1,${LINE_CHARACTERS}}`, 'g')) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n')
}
