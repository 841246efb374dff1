// Small files of a run, with a checksum: a digit that flips in the seed or in the run's identity
// would otherwise make another run of it, and nobody would know.
import { readTextIfExists, sealText, unsealText, writeFileAtomic } from '@main/platform'
import { LabError } from '@shared/errors'
import type { z } from 'zod'

const runFileDamaged = (file: string, cause?: unknown) =>
  new LabError('run-file-damaged', { kind: 'storage', params: { file }, cause })

export function writeSealed(file: string, text: string): Promise<void> {
  return writeFileAtomic(file, sealText(text))
}

/** Undefined when there is no such file. */
export async function readSealed<T>(file: string, as: z.ZodType<T>): Promise<T | undefined> {
  const content = await readTextIfExists(file)
  if (content === undefined) return undefined
  const text = unsealText(content)
  if (text === undefined) throw runFileDamaged(file)
  try {
    return as.parse(JSON.parse(text))
  } catch (cause) {
    throw runFileDamaged(file, cause)
  }
}
