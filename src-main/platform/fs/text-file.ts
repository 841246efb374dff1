// Reads a file that a person named and that should hold a text. A device such as /dev/zero has no
// end, so it is refused before it is opened, also behind a link. Bytes that are not UTF-8 are refused
// too: read on with replacement characters, they would be saved that way.
import { isUtf8 } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import { LabError } from '@shared/errors'

/** Errors of the system are thrown as they are: the caller has words for them. */
export async function readTextFile(file: string, sizeBytesMax: number): Promise<string> {
  const found = await stat(file)
  if (!found.isFile() && !found.isDirectory())
    throw new LabError('file-not-regular', { kind: 'usage', params: { field: 'path', file } })
  if (found.size > sizeBytesMax)
    throw new LabError('file-too-big', {
      kind: 'limit',
      params: { file, sizeBytes: found.size, sizeBytesMax },
    })
  const bytes = await readFile(file)
  if (!isUtf8(bytes))
    throw new LabError('file-not-utf8', {
      kind: 'usage',
      params: { field: 'path', file, line: firstBadLine(bytes) },
    })
  return bytes.toString('utf8')
}

const NEWLINE = 0x0a

function firstBadLine(bytes: Buffer): number {
  let line = 1
  for (let from = 0; from < bytes.length; line++) {
    const newline = bytes.indexOf(NEWLINE, from)
    const to = newline < 0 ? bytes.length : newline + 1
    if (!isUtf8(bytes.subarray(from, to))) return line
    from = to
  }
  return line
}
