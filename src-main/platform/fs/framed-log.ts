// An append-only log of opaque payloads: [length u32][crc32c u32][payload] each, the write-ahead
// log of the database and of checkpoints. Appends that arrive while a write is under way go out
// together in the next one (group commit). On opening, a torn tail (what a crash leaves) is cut and
// reported; a bad frame with good frames after it is damage, and damage is refused by name rather
// than dropped.
import { constants } from 'node:fs'
import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LabError } from '@shared/errors'
import { crc32c } from '../bytes/crc32c'
import { syncFolder } from './atomic-file'

const HEADER_BYTES = 8
/**
 * Not 0, so that a run of zeros is no frame: it is what a crash may leave in a file that was
 * extended but not written.
 */
const CRC_SEED = 1
/** Bigger lengths are damage, not records: nothing that we log comes near it. */
const PAYLOAD_BYTES_MAX = 256 * 1024 * 1024
const READ_CHUNK_BYTES = 1024 * 1024

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

  get sizeBytes(): number {
    return this.size
  }

  /** Resolves when the payload is as durable as the log's mode promises. */
  append(payload: Uint8Array): Promise<void> {
    if (this.failure) return Promise.reject(this.failure)
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

  /**
   * After a failed write nothing more is accepted: what stands on disk up to `goodBytes` is the
   * truth.
   */
  private fail(error: unknown, goodBytes: number, waiters: Waiter[]): void {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC'
    this.failure = new LabError(full ? 'disk-full' : 'write-failed', {
      kind: 'storage',
      params: { file: this.path, message: error instanceof Error ? error.message : String(error) },
      cause: error,
    })
    this.size = goodBytes
    for (const waiter of [...waiters, ...this.waiters]) waiter.reject(this.failure)
    this.waiters = []
    this.queue = []
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

async function replay(
  path: string,
  file: FileHandle,
  fileSize: number,
  onRecord: (payload: Buffer, offset: number) => void,
) {
  let goodBytes = 0
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
  const frameAt = async (
    at: number,
  ): Promise<{ payload: Buffer; end: number } | { badEnd: number } | undefined> => {
    const header = await bytesAt(at, HEADER_BYTES)
    if (!header) return undefined
    const length = header.readUInt32BE(0)
    const crc = header.readUInt32BE(4)
    if (length > PAYLOAD_BYTES_MAX) return undefined
    const payload = await bytesAt(at + HEADER_BYTES, length)
    if (!payload) return undefined
    const end = at + HEADER_BYTES + length
    return crc32c(payload, CRC_SEED) === crc ? { payload, end } : { badEnd: end }
  }
  while (goodBytes < fileSize) {
    const frame = await frameAt(goodBytes)
    if (frame && 'payload' in frame) {
      onRecord(Buffer.from(frame.payload), goodBytes)
      records++
      goodBytes = frame.end
      continue
    }
    const next = frame && (await frameAt(frame.badEnd))
    if (next && 'payload' in next)
      throw new LabError('log-damaged', {
        kind: 'storage',
        params: { file: path, offset: goodBytes },
      })
    break
  }
  return { goodBytes, records }
}
