// A disk that a test fills up.
import { FilePool } from '../log/file-pool'

/** Writes half of what it is given and then fails, as a disk does that fills up. */
export class FullDisk extends FilePool {
  isFull = false

  override async write(
    path: string,
    pieces: readonly Buffer[],
    position: number,
    sync: boolean,
  ): Promise<void> {
    if (!this.isFull) return super.write(path, pieces, position, sync)
    const [first] = pieces
    if (first) await super.write(path, [first.subarray(0, first.length >> 1)], position, false)
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }
}
