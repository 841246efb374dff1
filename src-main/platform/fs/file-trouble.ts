// What the system says of a path that cannot be used, as a code that has words of ours. The most
// frequent ones alone: others keep the system's own message.
const KNOWN: Readonly<Record<string, string>> = {
  ENOENT: 'file-not-found',
  ENOTDIR: 'file-in-file',
  EEXIST: 'file-in-file',
  EISDIR: 'file-is-folder',
  EACCES: 'file-forbidden',
  EPERM: 'file-forbidden',
  EROFS: 'file-forbidden',
}

export const fileTrouble = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? KNOWN[String(error.code)] : undefined
