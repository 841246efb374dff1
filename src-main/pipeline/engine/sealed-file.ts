// Small files of a run, with a checksum in a line of its own: a digit that flips in the seed or in
// the run's identity would otherwise make another run of it, and nobody would know.
import { crc32c, readTextIfExists, writeFileAtomic } from '@main/platform'
import { LabError } from '@shared/errors'
import type { z } from 'zod'

const runFileDamaged = (file: string, cause?: unknown) =>
  new LabError('run-file-damaged', { kind: 'storage', params: { file }, cause })

const sealOf = (text: string) => crc32c(Buffer.from(text)).toString(16)

export function writeSealed(file: string, text: string): Promise<void> {
  return writeFileAtomic(file, `${text}\n${sealOf(text)}`)
}

/** Undefined when there is no such file. One line is the form of versions before this one. */
export async function readSealed<T>(file: string, as: z.ZodType<T>): Promise<T | undefined> {
  const content = await readTextIfExists(file)
  if (content === undefined) return undefined
  const end = content.lastIndexOf('\n')
  const text = end < 0 ? content : content.slice(0, end)
  if (end >= 0 && content.slice(end + 1) !== sealOf(text)) throw runFileDamaged(file)
  try {
    return as.parse(JSON.parse(text))
  } catch (cause) {
    throw runFileDamaged(file, cause)
  }
}
