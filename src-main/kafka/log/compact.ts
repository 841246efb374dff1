// Compaction (cleanup.policy=compact): of each key only the last record stays, with its offset.
// Only sealed segments are rewritten, each into a file beside it that takes its place in one step.
// As in Kafka, records of aborted transactions go, markers stay, and so does the last batch of a
// producer, even if it is empty: its sequence number is needed after a restart.
import { renameSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { syncFolder } from '@main/platform'
import {
  CONTROL,
  isCrcGood,
  makeBatch,
  readBatchHeader,
  setPlace,
  TRANSACTIONAL,
  type BatchHeader,
} from './batch'
import type { PartitionLog } from './partition-log'
import type { AbortedTxn } from './producer-state'
import { expand, pack, readRecords, writeRecords, type PlainRecord } from './records'
import { walkBatches } from './scan'
import { Segment } from './segment'

/**
 * Keys that one pass remembers: about 200 MB at most. A log with more keys is compacted in parts,
 * pass by pass.
 */
const KEYS_MAX = 1_000_000

export interface CompactRules {
  readonly minCleanableRatio: number
  readonly deleteRetentionMs: number
  readonly minCompactionLagMs: number
}

export async function compactLog(
  log: PartitionLog,
  rules: CompactRules,
  now: number,
): Promise<boolean> {
  const sealed = log.segments.slice(0, -1).filter(segment => segment.durableBytes > 0)
  const dirty = sealed.filter(segment => segment.baseOffset >= log.compactedUpTo)
  const sizeOf = (segments: readonly Segment[]) =>
    segments.reduce((sum, segment) => sum + segment.durableBytes, 0)
  if (dirty.length === 0 || sizeOf(dirty) / sizeOf(sealed) < rules.minCleanableRatio) return false
  for (const segment of sealed) await log.indexOf(segment)
  if (!sealed.every(segment => log.segments.includes(segment))) return false
  const aborted = log.producers.abortedBetween(0, log.lastStable)
  const { newest, upTo } = await lastOffsets(log, sealed, aborted, now - rules.minCompactionLagMs)
  for (const segment of sealed) {
    if (log.isClosed || !log.segments.includes(segment)) return true
    await rewrite(log, segment, (record, batch) => {
      if (record.offset >= upTo) return true
      if (isAborted(batch, aborted)) return false
      if (record.key === null || newest.get(record.key.toString('latin1')) !== record.offset)
        return false
      return record.value !== null || now - record.timestamp < rules.deleteRetentionMs
    })
  }
  log.compactedUpTo = upTo
  return true
}

async function lastOffsets(
  log: PartitionLog,
  sealed: readonly Segment[],
  aborted: readonly AbortedTxn[],
  youngest: number,
) {
  const newest = new Map<string, number>()
  let upTo = Math.min(log.active?.baseOffset ?? log.logStart, log.lastStable)
  for (const segment of sealed) {
    await eachBatch(log, segment, (batch, header) => {
      if (header.baseOffset >= upTo) return
      if (newest.size >= KEYS_MAX || header.maxTimestamp > youngest) upTo = header.baseOffset
      else if (!isAborted(header, aborted))
        for (const record of openRecords(batch, header) ?? [])
          if (record.key !== null) newest.set(record.key.toString('latin1'), record.offset)
    })
  }
  return { newest, upTo }
}

const isAborted = (batch: BatchHeader, aborted: readonly AbortedTxn[]) =>
  (batch.attributes & TRANSACTIONAL) !== 0 &&
  aborted.some(
    txn =>
      txn.producerId === batch.producerId &&
      batch.baseOffset >= txn.firstOffset &&
      batch.baseOffset <= txn.lastOffset,
  )

/** The records of a batch; nothing for one that stays whole: a marker, or an unreadable batch. */
function openRecords(batch: Buffer, header: BatchHeader): PlainRecord[] | undefined {
  // Damage must not get a checksum that says it is good.
  if (header.attributes & CONTROL || !isCrcGood(batch, 0, header.sizeBytes)) return undefined
  try {
    return [...readRecords(expand(batch, header), header)]
  } catch {
    return undefined
  }
}

async function eachBatch(
  log: PartitionLog,
  segment: Segment,
  visit: (batch: Buffer, header: BatchHeader) => void,
): Promise<void> {
  const { files } = log.services
  const places: { position: number; size: number }[] = []
  await walkBatches(
    files,
    segment.path,
    segment.durableBytes,
    (_buffer, _at, position, size) => void places.push({ position, size }),
  )
  for (const { position, size } of places) {
    const batch = Buffer.allocUnsafe(size)
    await files.read(segment.path, batch, size, position)
    visit(batch, readBatchHeader(batch, 0))
  }
}

async function rewrite(
  log: PartitionLog,
  segment: Segment,
  stays: (record: PlainRecord, batch: BatchHeader) => boolean,
): Promise<void> {
  const pieces: Buffer[] = []
  let changed = false
  await eachBatch(log, segment, (batch, header) => {
    const records = openRecords(batch, header)
    const kept = records?.filter(record => stays(record, header))
    if (!records || !kept || kept.length === records.length) return void pieces.push(batch)
    changed = true
    if (kept.length > 0 || log.producers.isLastBatch(header)) pieces.push(smaller(header, kept))
  })
  if (!changed) return
  const fresh = Segment.fresh(segment.dir, segment.baseOffset, segment.createdAt)
  for (const piece of pieces) {
    const { baseOffset, maxTimestamp } = readBatchHeader(piece, 0)
    fresh.add(baseOffset, maxTimestamp, piece.length)
  }
  fresh.durableBytes = fresh.sizeBytes
  const beside = `${segment.path}.cleaned`
  await writeFile(beside, pieces, { mode: 0o600, flush: true })
  await rm(segment.path.replace(/\.log$/, '.index'), { force: true })
  const at = log.segments.indexOf(segment)
  if (at < 0 || log.isClosed) return rm(beside, { force: true })
  // In one turn, so that nobody reads the old file by the new index. A reader in the middle of the
  // old file sees that its segment left the list, and begins again.
  log.services.files.forget(segment.path)
  renameSync(beside, segment.path)
  log.segments[at] = fresh
  log.hints.clear()
  await syncFolder(segment.dir)
}

/** The same batch with fewer records: its offsets, times and producer stay what they were. */
function smaller(header: BatchHeader, kept: readonly PlainRecord[]): Buffer {
  const records = kept.map(({ key, value, headers, timestamp, offset }) => ({
    key,
    value,
    headers,
    timestamp,
    offsetDelta: offset - header.baseOffset,
  }))
  const maxTimestamp = kept.reduce((max, { timestamp }) => Math.max(max, timestamp), -1)
  const batch = makeBatch(
    { ...header, recordCount: kept.length, maxTimestamp },
    pack(writeRecords(records, header.baseTimestamp), header.attributes),
  )
  setPlace(batch, 0, header.baseOffset, 0)
  return batch
}
