// An append-only log of opaque payloads: [length u32][crc32c u32][payload] each, the write-ahead
// log of the database and of checkpoints. Appends that arrive while a write is under way go out
// together in the next one (group commit). On opening, a torn tail, as a crash leaves it, is cut
// and reported. A bad frame with a good one anywhere behind it is damage: we refuse the log by name
// and cut nothing, because what is behind was acknowledged.
import { constants } from 'node:fs'
import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LabError } from '@shared/errors'
import { crc32c } from '../bytes/crc32c'
import { syncFolder } from './atomic-file'

const HEADER_BYTES = 8
/** After a failed write the next attempt waits this long; appends until then fail at once. */
const RETRY_MS = 500
/**
 * Not 0: a crash can leave zeros in a file that was extended but not written, and zeros must not
 * pass as a valid frame.
 */
const CRC_SEED = 1
/** Bigger lengths are damage, not records: nothing that we log comes near it. */
const PAYLOAD_BYTES_MAX = 256 * 1024 * 1024
const READ_CHUNK_BYTES = 1024 * 1024
/** A log is searched for frames behind a bad one in memory, up to this size. */
const SEARCH_BYTES_MAX = 1024 * 1024 * 1024
/** Bytes that such a search may put through the checksum: about two seconds. */
const CHECKSUM_BYTES_MAX = 4 * 1024 * 1024 * 1024
/** A checksum over so few bytes is cheap enough to be tried on a weak suspicion. */
const SMALL_FRAME_BYTES = 1024 * 1024

export interface FramedLogOptions {
  /**
   * safe: an append is answered after fdatasync. fast: after write(), which survives a crash of the
   * process but not of the power.
   */
  readonly durability: 'safe' | 'fast'
  readonly onRecord?: (payload: Buffer, offset: number) => void
}

export interface Recovery {
  readonly records: number
  readonly cutBytes: number
}

interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

export class FramedLog {
  private queue: Uint8Array[] = []
  private waiters: Waiter[] = []
  private flushing: Promise<void> | undefined
  private failure: LabError | undefined
  private failedAt = 0

  private constructor(
    readonly path: string,
    private readonly file: FileHandle,
    private readonly durability: 'safe' | 'fast',
    private size: number,
    readonly recovery: Recovery,
  ) {}

  static async open(path: string, options: FramedLogOptions): Promise<FramedLog> {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
    try {
      const { size: fileSize } = await file.stat()
      const { goodBytes, records } = await replay(
        path,
        file,
        fileSize,
        options.onRecord ?? (() => {}),
      )
      if (goodBytes < fileSize) {
        await file.truncate(goodBytes)
        await file.datasync()
      }
      await syncFolder(dirname(path))
      return new FramedLog(path, file, options.durability, goodBytes, {
        records,
        cutBytes: fileSize - goodBytes,
      })
    } catch (error) {
      await file.close()
      throw error
    }
  }

  /**
   * The good frames up to the first bad one, of a log that `open` refuses or that somebody else
   * writes; nothing is changed. `from` is where a frame begins.
   */
  static async readGood(path: string, onRecord: OnRecord, from = 0): Promise<void> {
    const file = await open(path, constants.O_RDONLY)
    try {
      await readFrames(file, (await file.stat()).size, from, onRecord)
    } finally {
      await file.close()
    }
  }

  get sizeBytes(): number {
    return this.size
  }

  /** Why the last write failed, until one succeeds again. */
  get trouble(): LabError | undefined {
    return this.failure
  }

  /** Resolves when the payload is as durable as the log's mode promises. */
  append(payload: Uint8Array): Promise<void> {
    if (this.failure) {
      if (performance.now() - this.failedAt < RETRY_MS) return Promise.reject(this.failure)
      this.failedAt = performance.now()
      return this.cutToGood().then(() => this.append(payload))
    }
    const header = Buffer.allocUnsafe(HEADER_BYTES)
    header.writeUInt32BE(payload.length, 0)
    header.writeUInt32BE(crc32c(payload, CRC_SEED), 4)
    this.queue.push(header, payload)
    this.size += HEADER_BYTES + payload.length
    return new Promise((resolve, reject) => {
      this.waiters.push({ resolve, reject })
      this.flushing ??= this.flushAll()
    })
  }

  private async flushAll(): Promise<void> {
    // One turn of the loop later, so that requests of the same tick share one write and one sync.
    await new Promise(resolve => setImmediate(resolve))
    while (this.queue.length > 0) {
      const buffers = this.queue
      const waiters = this.waiters
      this.queue = []
      this.waiters = []
      const bytes = buffers.reduce((sum, b) => sum + b.length, 0)
      const end = this.size - this.queue.reduce((sum, b) => sum + b.length, 0)
      try {
        await writeAll(this.file, buffers, end - bytes)
        if (this.durability === 'safe') await this.file.datasync()
        for (const waiter of waiters) waiter.resolve()
      } catch (error) {
        this.fail(error, end - bytes, waiters)
        break
      }
    }
    this.flushing = undefined
  }

  /** After a failed write the file may hold part of a frame: the truth ends at `goodBytes`. */
  private fail(error: unknown, goodBytes: number, waiters: Waiter[]): void {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC'
    this.failure = new LabError(full ? 'disk-full' : 'write-failed', {
      kind: 'storage',
      params: { file: this.path, message: error instanceof Error ? error.message : String(error) },
      cause: error,
    })
    this.failedAt = performance.now()
    this.size = goodBytes
    for (const waiter of [...waiters, ...this.waiters]) waiter.reject(this.failure)
    this.waiters = []
    this.queue = []
  }

  /** Takes the rest of a failed write away, so that the next one may follow the good frames. */
  private async cutToGood(): Promise<void> {
    try {
      await this.file.truncate(this.size)
      await this.file.datasync()
      this.failure = undefined
    } catch {
      if (this.failure) throw this.failure
    }
  }

  /** Empties the log, for an owner that has written its state elsewhere. */
  async reset(): Promise<void> {
    await this.flushing
    await this.file.truncate(0)
    await this.file.datasync()
    this.size = 0
    this.failure = undefined
  }

  async close(): Promise<void> {
    await this.flushing
    if (!this.failure) await this.file.datasync()
    await this.file.close()
  }
}

async function writeAll(file: FileHandle, buffers: Uint8Array[], position: number): Promise<void> {
  const IOV_MAX = 512
  for (let i = 0; i < buffers.length; i += IOV_MAX) {
    const slice = buffers.slice(i, i + IOV_MAX)
    const wanted = slice.reduce((sum, b) => sum + b.length, 0)
    const { bytesWritten } = await file.writev(slice, position)
    if (bytesWritten < wanted)
      await file.write(
        Buffer.concat(slice).subarray(bytesWritten),
        0,
        wanted - bytesWritten,
        position + bytesWritten,
      )
    position += wanted
  }
}

type OnRecord = (payload: Buffer, offset: number) => void

/** Gives the good frames from the start; damage before a good frame is refused by name. */
async function replay(path: string, file: FileHandle, fileSize: number, onRecord: OnRecord) {
  const { goodBytes, records } = await readFrames(file, fileSize, 0, onRecord)
  if (goodBytes < fileSize && (await frameBehind(file, fileSize, goodBytes)) !== undefined)
    throw new LabError('log-damaged', {
      kind: 'storage',
      params: { file: path, offset: goodBytes },
    })
  return { goodBytes, records }
}

/** Good frames from an offset on, up to the first bad one. */
async function readFrames(
  file: FileHandle,
  fileSize: number,
  from: number,
  onRecord: OnRecord,
): Promise<{ goodBytes: number; records: number }> {
  let goodBytes = from
  let records = 0
  let chunk = Buffer.alloc(0)
  let chunkAt = 0
  const bytesAt = async (at: number, length: number): Promise<Buffer | undefined> => {
    if (at + length > fileSize) return undefined
    if (at < chunkAt || at + length > chunkAt + chunk.length) {
      chunk = Buffer.alloc(Math.min(Math.max(length, READ_CHUNK_BYTES), fileSize - at))
      chunkAt = at
      await file.read(chunk, 0, chunk.length, at)
    }
    return chunk.subarray(at - chunkAt, at - chunkAt + length)
  }
  for (;;) {
    const header = await bytesAt(goodBytes, HEADER_BYTES)
    const length = header?.readUInt32BE(0)
    const crc = header?.readUInt32BE(4)
    if (length === undefined || length > PAYLOAD_BYTES_MAX) break
    const payload = await bytesAt(goodBytes + HEADER_BYTES, length)
    if (!payload || crc32c(payload, CRC_SEED) !== crc) break
    onRecord(Buffer.from(payload), goodBytes)
    records++
    goodBytes += HEADER_BYTES + length
  }
  return { goodBytes, records }
}

/**
 * The first good frame behind a bad one. The bad one's length cannot be trusted, so every offset is
 * tried; checksums are only computed where the lengths make sense. When that takes too long the
 * answer is the end of the file: possible damage is not cut.
 */
async function frameBehind(
  file: FileHandle,
  fileSize: number,
  bad: number,
): Promise<number | undefined> {
  if (fileSize - bad > SEARCH_BYTES_MAX) return fileSize
  const rest = Buffer.alloc(fileSize - bad)
  await file.read(rest, 0, rest.length, bad)
  let budget = CHECKSUM_BYTES_MAX
  for (let at = 1; at + HEADER_BYTES <= rest.length; at++) {
    const length = lengthAt(rest, at)
    if (length === undefined || !isPlausible(rest, at, length)) continue
    budget -= length
    if (budget < 0) return fileSize
    const start = at + HEADER_BYTES
    const payload = rest.subarray(start, start + length)
    if (crc32c(payload, CRC_SEED) === rest.readUInt32BE(at + 4)) return bad + at
  }
  return undefined
}

/** The length of the frame at an offset, where it fits. */
function lengthAt(bytes: Buffer, at: number): number | undefined {
  if (at + HEADER_BYTES > bytes.length) return undefined
  const length = bytes.readUInt32BE(at)
  return length <= PAYLOAD_BYTES_MAX && at + HEADER_BYTES + length <= bytes.length
    ? length
    : undefined
}

/** A frame is followed by another or by the end; a small one may also come before a torn tail. */
function isPlausible(bytes: Buffer, at: number, length: number): boolean {
  const end = at + HEADER_BYTES + length
  return length <= SMALL_FRAME_BYTES || end === bytes.length || lengthAt(bytes, end) !== undefined
}

/**
 * Reads every good frame of a damaged log, on both sides of the damage, for an owner that has moved
 * the file aside. Gives the bytes that are lost.
 */
export async function rescueFrames(path: string, onRecord: OnRecord): Promise<number> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    let lostBytes = 0
    for (let at: number | undefined = 0; at !== undefined && at < size;) {
      const { goodBytes } = await readFrames(file, size, at, onRecord)
      if (goodBytes >= size) break
      at = await frameBehind(file, size, goodBytes)
      lostBytes += (at ?? size) - goodBytes
    }
    return lostBytes
  } finally {
    await file.close()
  }
}
