// Files where a person wants them: labs and exported projects. The system's errors get words of ours.
import { LabError } from '@shared/errors'
import { fileTrouble, writeFileAtomic } from '@main/platform'
import { storageError } from '../json-store'

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

export async function writePersonsFile(file: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(file, text)
  } catch (error) {
    const known = storageError(file, error)
    throw known.code === 'disk-full' ? known : fileError('file-unwritable', file, error)
  }
}

export function fileError(
  code: 'file-unreadable' | 'file-unwritable',
  file: string,
  error: unknown,
): LabError {
  return new LabError(fileTrouble(error) ?? code, {
    kind: 'usage',
    params: { field: 'path', file, message: messageOf(error) },
    cause: error,
  })
}
