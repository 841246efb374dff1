// Files that a lab's sinks wrote, below its own folder in the data directory: reports, the e-mail
// log, rolling files. They are listed and read, never changed, and nothing outside that folder is
// reached, whatever a caller names.
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileEnd, WrittenFile } from '@shared/contract'
import { LabError } from '@shared/errors'
import { filesBelow, insideFolder } from '@main/pipeline'

const FILES_MAX = 500
/** UTF-8 has at most three bytes after the first one of a character. */
const TAIL_BITS = 0xc0
const TAIL_MARK = 0x80

export const folderOf = (dataDir: string, lab: string) => insideFolder(join(dataDir, 'files'), lab)

/** `wanted`: which of them, by their path; all without it. Newest first. */
export async function listWritten(
  dataDir: string,
  lab: string,
  wanted?: (path: string) => boolean,
): Promise<WrittenFile[]> {
  const folder = folderOf(dataDir, lab)
  const paths = (await filesBelow(folder)).filter(path => wanted?.(path) ?? true)
  const found = await Promise.all(
    paths.map(async path => {
      // A file may be renamed or removed between the list and the look.
      const facts = await stat(join(folder, path)).catch(() => undefined)
      return facts === undefined ? [] : [{ path, sizeBytes: facts.size, changedAt: facts.mtimeMs }]
    }),
  )
  return found
    .flat()
    .sort((a, b) => b.changedAt - a.changedAt || (a.path < b.path ? -1 : 1))
    .slice(0, FILES_MAX)
}

/** The last bytes as text, from the first whole character on. */
export async function readEnd(
  dataDir: string,
  lab: string,
  path: string,
  bytesMax: number,
): Promise<FileEnd> {
  const full = insideFolder(folderOf(dataDir, lab), path)
  const file = await open(full, 'r').catch((cause: unknown) => {
    throw new LabError('file-not-there', { kind: 'usage', params: { file: path }, cause })
  })
  try {
    const { size } = await file.stat()
    const bytes = Buffer.alloc(Math.min(size, bytesMax))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, size - bytes.length)
    let from = 0
    if (size > bytes.length)
      while (from < bytesRead && ((bytes[from] ?? 0) & TAIL_BITS) === TAIL_MARK) from++
    return {
      text: bytes.subarray(from, bytesRead).toString('utf8'),
      sizeBytes: size,
      skippedBytes: size - bytes.length + from,
    }
  } finally {
    await file.close()
  }
}
