// A partition on disk for tests of the log alone.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '@main/platform'
import { BATCH_HEADER_BYTES, makeBatch, readBatchHeader } from '../log/batch'
import { BufferPool } from '../log/buffer-pool'
import { FilePool } from '../log/file-pool'
import { PartitionLog } from '../log/partition-log'
import { batchOf, pack, readRecords, type BatchOptions, type NewRecord } from '../log/records'
import { readLog } from '../log/read'
import type { RecoveryNote } from '../log/recovery-note'
import type { LogServices, LogSettings } from '../log/services'

export const settings: LogSettings = {
  segmentBytes: 1024 * 1024,
  segmentMs: 604_800_000,
  retentionMs: -1,
  retentionBytes: -1,
  cleanup: 'delete',
}

export function services(
  durability: 'safe' | 'fast' = 'fast',
  files = new FilePool(),
): LogServices {
  return {
    files,
    buffers: new BufferPool(),
    durability,
    log: createLog(),
    onStorageError: () => {},
    onRecovered: () => {},
  }
}

export async function newDir(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'sluice-log-')), 'topics', 'topic', '0')
}

export function openEmpty(
  dir: string,
  change: Partial<LogSettings> = {},
  use = services(),
): PartitionLog {
  return PartitionLog.empty(dir, () => ({ ...settings, ...change }), use)
}

/** Opens the files as a start after a crash does. */
export async function reopen(
  dir: string,
  change: Partial<LogSettings> = {},
  verifyBytes = 0,
): Promise<{ log: PartitionLog; notes: RecoveryNote[] }> {
  const log = openEmpty(dir, change)
  const notes: RecoveryNote[] = []
  await log.recover({ verifyBytes, endOffset: undefined }, note => notes.push(note))
  return { log, notes }
}

export function put(
  log: PartitionLog,
  records: readonly NewRecord[],
  options: BatchOptions = {},
  now = Date.now(),
) {
  const batch = packedBatch(records, options)
  return log.append(batch, readBatchHeader(batch, 0), now)
}

/** A batch whose records are compressed as its attributes say. */
export function packedBatch(records: readonly NewRecord[], options: BatchOptions): Buffer {
  const plain = batchOf(records, options)
  const header = readBatchHeader(plain, 0)
  return makeBatch(header, pack(plain.subarray(BATCH_HEADER_BYTES), header.attributes))
}

export const values = (...texts: string[]): NewRecord[] =>
  texts.map(text => ({ value: Buffer.from(text), timestamp: 1000 }))

/** All records from an offset on, as `offset:value`. */
export async function readAll(
  log: PartitionLog,
  from: number,
  upTo = log.highWatermark,
  bytesMax = 64 * 1024,
): Promise<string[]> {
  const found: string[] = []
  for (let offset = from; offset < upTo;) {
    const { records, release } = await readLog(log, { offset, upTo, bytesMax, atLeastOne: true })
    if (records.length === 0) break
    for (let at = 0; at < records.length;) {
      const header = readBatchHeader(records, at)
      const body = records.subarray(at + 61, at + header.sizeBytes)
      for (const record of readRecords(body, header))
        if (record.offset >= from) found.push(`${record.offset}:${record.value?.toString()}`)
      offset = header.baseOffset + header.lastOffsetDelta + 1
      at += header.sizeBytes
    }
    release()
  }
  return found
}
