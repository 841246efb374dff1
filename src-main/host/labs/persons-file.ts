// Files where a person wants them: labs and exported projects. The system's errors get words of ours.
import { LabError } from '@shared/errors'
import { writeFileAtomic } from '@main/platform'
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

/** The system's most frequent errors have words of ours. */
const KNOWN: Readonly<Record<string, string>> = {
  ENOENT: 'file-not-found',
  ENOTDIR: 'file-in-file',
  EEXIST: 'file-in-file',
  EISDIR: 'file-is-folder',
  EACCES: 'file-forbidden',
  EPERM: 'file-forbidden',
  EROFS: 'file-forbidden',
}
export function fileError(
  code: 'file-unreadable' | 'file-unwritable',
  file: string,
  error: unknown,
): LabError {
  const known = error instanceof Error && 'code' in error ? KNOWN[String(error.code)] : undefined
  return new LabError(known ?? code, {
    kind: 'usage',
    params: { field: 'path', file, message: messageOf(error) },
    cause: error,
  })
}
