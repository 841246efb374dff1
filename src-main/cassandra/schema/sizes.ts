// Sizes as people write them in options (`512MiB`, `1.5GB`), read and printed as Cassandra's
// FBUtilities does.

/** A text that is not a size; the message is Java's. */
export class SizeError extends Error {}

const PREFIXES = 'qryzafpnum KMGTPEZYRQ'
const ONE = PREFIXES.indexOf(' ')
const number = /(?:NaN|[+-]?Infinity|[+-]?\d+(?:\.\d+)?([eE][+-]?\d+)?)/y
const binaryExponent = /\*2\^([+-]?\d+)/y

export function sizeInBytes(text: string): number {
  if (!text.endsWith('B')) throw new SizeError(`${text} does not end in unit B`)
  const end = text.length - 1
  const body = text.slice(0, end)
  number.lastIndex = 0
  const found = number.exec(body)
  if (!found) throw new SizeError('null')
  let size = Number(found[0])
  let at = found[0].length
  binaryExponent.lastIndex = at
  const power = found[1] === undefined ? binaryExponent.exec(body) : null
  if (power) {
    size *= 2 ** Number(power[1])
    at += power[0].length
  }
  while (/\s/.test(body[at] ?? '')) at++
  const prefix = at < end ? PREFIXES.indexOf(body[at]!) : -1
  if (prefix >= 0) {
    const isBinary = body[at + 1] === 'i'
    size *= (isBinary ? 1024 : 1000) ** (prefix - ONE)
    at += isBinary ? 2 : 1
  }
  if (at !== end)
    throw new SizeError(`Unexpected characters between pos ${at} and ${end} in ${text}`)
  return size
}

export function sizeText(bytes: number): string {
  const prefix = bytes === 0 ? 0 : Math.floor(Math.log2(Math.abs(bytes)) / 10)
  return prefix === 0
    ? `${bytes}B`
    : `${(bytes / 1024 ** prefix).toFixed(3)}${PREFIXES[ONE + prefix]}iB`
}
