// How full the disk of a folder is, and when that matters: a person is warned at a tenth, and what
// makes new data stops before nothing can be written any more, because an engine that meets a full
// disk fails every client.
import { statfs } from 'node:fs/promises'

export interface FreeSpace {
  readonly freeBytes: number
  readonly totalBytes: number
}

/** Undefined where the system does not say. */
export type FreeSpaceOf = (folder: string) => Promise<FreeSpace | undefined>

export const freeSpaceOf: FreeSpaceOf = async folder => {
  const found = await statfs(folder).catch(() => undefined)
  return found && { freeBytes: found.bavail * found.bsize, totalBytes: found.blocks * found.bsize }
}

const LOW_SHARE = 0.1
const FULL_SHARE = 0.02
const MIB = 1024 ** 2
/** A large disk need not keep 2 % free for us, a small one needs more than that. */
const FULL_BYTES_MIN = 256 * MIB
const FULL_BYTES_MAX = 1024 * MIB
/** Going on needs this much more than stopping: not a stop at every record. */
const ROOM_FACTOR = 1.5

export type DiskState = 'ok' | 'low' | 'full'

export function diskState({ freeBytes, totalBytes }: FreeSpace, before: DiskState): DiskState {
  const share = Math.max(FULL_BYTES_MIN, Math.min(FULL_BYTES_MAX, totalBytes * FULL_SHARE))
  const full = before === 'full' ? share * ROOM_FACTOR : share
  if (freeBytes < full) return 'full'
  return freeBytes < totalBytes * LOW_SHARE ? 'low' : 'ok'
}
