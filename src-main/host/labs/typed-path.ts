// Reads a path as people type or paste it: with quotes around it, as a file's address, or with ~
// for their own folder.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export function typedPath(written: string): string {
  const bare = written.trim().replace(/^(["'])(.*)\1$/, '$2')
  if (bare.startsWith('file://')) {
    try {
      return fileURLToPath(bare)
    } catch {
      return bare
    }
  }
  return bare === '~' || /^~[/\\]/.test(bare) ? join(homedir(), bare.slice(1)) : bare
}
