// Open files, lent and kept while there is room: a thousand topics must not need a thousand
// descriptors. A file is opened when it is first needed; when there are too many, the one that was
// idle longest is closed.
import { closeSync, constants, fdatasync, openSync, read, writev } from 'node:fs'

const OPEN_FILES_MAX = 256
/** Below the smallest IOV_MAX in practice (1024). */
const PIECES_MAX = 512

interface OpenFile {
  readonly fd: number
  borrowed: number
  /** Forgotten while borrowed: closed when it comes back. */
  doomed: boolean
}

export class FilePool {
  /** In order of last use: a Map keeps the order of insertion. */
  private readonly files = new Map<string, OpenFile>()

  private readonly waiting: (() => void)[] = []

  constructor(private readonly openMax = OPEN_FILES_MAX) {}

  get openCount(): number {
    return this.files.size
  }

  private async borrow(path: string, mayMake: boolean): Promise<OpenFile> {
    while (!this.files.has(path) && !this.makeRoom())
      await new Promise<void>(resolve => this.waiting.push(resolve))
    const known = this.files.get(path)
    if (known) this.files.delete(path)
    const file = known ?? this.open(path, mayMake)
    this.files.set(path, file)
    file.borrowed++
    return file
  }

  private open(path: string, mayMake: boolean): OpenFile {
    try {
      // Not 'a': appending ignores positions. Only a write may make a file: a reader that comes too
      // late must not.
      return {
        fd: openSync(path, constants.O_RDWR | (mayMake ? constants.O_CREAT : 0), 0o600),
        borrowed: 0,
        doomed: false,
      }
    } catch (error) {
      // The room that was made is somebody else's now.
      this.waiting.shift()?.()
      throw error
    }
  }

  private giveBack(file: OpenFile): void {
    file.borrowed--
    if (file.borrowed > 0) return
    if (file.doomed) closeSync(file.fd)
    this.waiting.shift()?.()
  }

  /** False when all open files are in use; more than these would not keep a disk busier. */
  private makeRoom(): boolean {
    if (this.files.size < this.openMax) return true
    for (const [path, file] of this.files) {
      if (file.borrowed > 0) continue
      this.files.delete(path)
      closeSync(file.fd)
      return true
    }
    return false
  }

  /** Reads up to `length` bytes; fewer only at the end of the file. */
  async read(path: string, into: Buffer, length: number, position: number): Promise<number> {
    const file = await this.borrow(path, false)
    try {
      let done = 0
      while (done < length) {
        const got = await new Promise<number>((resolve, reject) =>
          read(file.fd, into, done, length - done, position + done, (error, bytes) =>
            error ? reject(error) : resolve(bytes),
          ),
        )
        if (got === 0) break
        done += got
      }
      return done
    } finally {
      this.giveBack(file)
    }
  }

  async write(
    path: string,
    pieces: readonly Buffer[],
    position: number,
    sync: boolean,
  ): Promise<void> {
    const file = await this.borrow(path, true)
    try {
      let at = position
      for (let i = 0; i < pieces.length; i += PIECES_MAX)
        at += await writeFully(file.fd, pieces.slice(i, i + PIECES_MAX), at)
      if (sync) await syncData(file.fd)
    } finally {
      this.giveBack(file)
    }
  }

  async sync(path: string): Promise<void> {
    const file = await this.borrow(path, false)
    try {
      await syncData(file.fd)
    } finally {
      this.giveBack(file)
    }
  }

  /** Closes a file that is about to be removed, renamed or truncated. */
  forget(path: string): void {
    const file = this.files.get(path)
    if (!file) return
    this.files.delete(path)
    if (file.borrowed === 0) closeSync(file.fd)
    else file.doomed = true
    this.waiting.shift()?.()
  }

  close(): void {
    for (const path of [...this.files.keys()]) this.forget(path)
  }
}

async function writeFully(
  fd: number,
  pieces: readonly Buffer[],
  position: number,
): Promise<number> {
  let left = [...pieces]
  let done = 0
  while (left.length > 0) {
    const views = left
    let wrote = await new Promise<number>((resolve, reject) =>
      writev(fd, views, position + done, (error, bytes) =>
        error ? reject(error) : resolve(bytes),
      ),
    )
    done += wrote
    // A disk that is about to be full writes less than asked: the next try fails with the reason.
    while (left.length > 0 && wrote >= left[0]!.length) wrote -= left.shift()!.length
    if (left.length > 0 && wrote > 0) left = [left[0]!.subarray(wrote), ...left.slice(1)]
  }
  return done
}

const syncData = (fd: number) =>
  new Promise<void>((resolve, reject) =>
    fdatasync(fd, error => (error ? reject(error) : resolve())),
  )
