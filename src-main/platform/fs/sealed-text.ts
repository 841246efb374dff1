// Small files of JSON with a checksum in a line of its own: a digit that flips would otherwise be
// another number, and nobody would know.
import { crc32c } from '../bytes/crc32c'

const sealOf = (text: string) => crc32c(Buffer.from(text)).toString(16)

/** The text of one line, with its checksum below it. */
export const sealText = (line: string) => `${line}\n${sealOf(line)}`

/** The line; undefined when it is damaged. One without a checksum is of a version before this one. */
export function unsealText(content: string): string | undefined {
  const end = content.lastIndexOf('\n')
  if (end < 0) return content
  const line = content.slice(0, end)
  return content.slice(end + 1) === sealOf(line) ? line : undefined
}
