// Recovers a partition's files after a crash, as Kafka's LogSegment.recover does: reads and checks
// the last segment batch by batch, and cuts a torn write from its end. Unlike in Kafka, damage
// before good batches costs only the damaged batches: the file moves to `damaged/` as it was found,
// the good batches are written anew with their offsets, and the loss is reported.
import { readdir, readFile, rm, stat, truncate } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeFileAtomic } from '@main/platform'
import { goodBatchAt, setPlace, type BatchHeader } from './batch'
import { moveAside } from './damaged'
import { ProducerState } from './producer-state'
import { readControlType } from './records'
import { findGoodBatch, OFFSETS_MAX, scanBatches } from './scan'
import { Segment, SEGMENT_NAME } from './segment'
import type { LogServices } from './services'
import { SparseIndex } from './sparse-index'

export type RecoveryNote =
  | { readonly kind: 'cut'; readonly file: string; readonly bytes: number }
  | {
      readonly kind: 'damaged'
      readonly file: string
      readonly movedTo: string
      readonly offset: number
      readonly lostBytes: number
    }

interface Recovered {
  readonly segments: Segment[]
  readonly producers: ProducerState
  readonly logEnd: number
}

/** `verifyBytes`: sealed segments are checked too while the partition is no larger than this. */
export async function recoverPartition(
  dir: string,
  services: LogServices,
  verifyBytes: number,
  note: (note: RecoveryNote) => void,
): Promise<Recovered> {
  const segments = await listSegments(dir)
  const total = segments.reduce((sum, segment) => sum + segment.sizeBytes, 0)
  const last = segments.length - 1
  // Back to the newest segment whose snapshot of producers can be read; the first one needs none.
  let from = total <= verifyBytes ? 0 : last
  let producers = ProducerState.from(undefined)
  for (; from > 0; from--) {
    const snapshot = await segments[from]!.loadSnapshot()
    if (!snapshot) continue
    producers = ProducerState.from(snapshot)
    break
  }
  let logEnd = segments[0]?.baseOffset ?? 0
  for (let i = Math.max(from, 0); i <= last; i++) {
    const segment = segments[i]!
    logEnd = Math.max(logEnd, segment.baseOffset)
    logEnd = Math.max(logEnd, await recoverSegment(segment, i === last, services, producers, note))
  }
  return { segments, producers, logEnd }
}

async function listSegments(dir: string): Promise<Segment[]> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const segments: Segment[] = []
  for (const name of names.sort()) {
    if (name.endsWith('.cleaned') || name.endsWith('.tmp'))
      await rm(join(dir, name), { force: true })
    const found = SEGMENT_NAME.exec(name)
    if (!found) continue
    const { size, birthtimeMs } = await stat(join(dir, name))
    const segment = new Segment(dir, Number(found[1]), birthtimeMs)
    segment.sizeBytes = segment.durableBytes = size
    segments.push(segment)
  }
  return segments
}

async function recoverSegment(
  segment: Segment,
  isLast: boolean,
  services: LogServices,
  producers: ProducerState,
  note: (note: RecoveryNote) => void,
): Promise<number> {
  const fileBytes = segment.sizeBytes
  const scan = async () => {
    let end = segment.baseOffset
    const index = new SparseIndex(segment.baseOffset)
    const goodBytes = await scanBatches(
      services.files,
      segment.path,
      segment.sizeBytes,
      segment.baseOffset,
      (buffer, at, position, header) => {
        producers.note(header, readControlType(buffer.subarray(at, at + header.sizeBytes), header))
        index.add(header.baseOffset, position, header.maxTimestamp)
        end = header.baseOffset + header.lastOffsetDelta + 1
      },
    )
    segment.index = index
    return { end, goodBytes }
  }
  const before = producers.snapshot()
  const first = await scan()
  if (first.goodBytes === fileBytes) return first.end
  services.files.forget(segment.path)
  const bytes = await readFile(segment.path)
  const next = findGoodBatch(bytes, first.goodBytes + 1)
  if (next === undefined && isLast) {
    await truncate(segment.path, first.goodBytes)
    await services.files.sync(segment.path)
    segment.sizeBytes = segment.durableBytes = first.goodBytes
    note({ kind: 'cut', file: segment.path, bytes: fileBytes - first.goodBytes })
    return first.end
  }
  const { good, firstLost } = collectGood(bytes, segment.baseOffset)
  const movedTo = await moveAside(segment.path, dirname(dirname(segment.dir)))
  await writeFileAtomic(segment.path, good)
  segment.sizeBytes = segment.durableBytes = good.length
  note({
    kind: 'damaged',
    file: segment.path,
    movedTo,
    offset: firstLost,
    lostBytes: fileBytes - good.length,
  })
  producers.reset(before)
  return (await scan()).end
}

/**
 * The batches of a damaged file that can be kept. Base offsets are not covered by the checksum, so
 * a batch that is good in itself may carry a wrong offset. The batches after it reveal that, and it
 * is corrected where the gap is exactly as large as the batch.
 */
function collectGood(bytes: Buffer, baseOffset: number): { good: Buffer; firstLost: number } {
  const found: BatchHeader[] = []
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const header = goodBatchAt(bytes, at)
    if (!header) {
      const next = findGoodBatch(bytes, at + 1)
      if (next === undefined) break
      at = next
      continue
    }
    found.push(header)
    pieces.push(bytes.subarray(at, at + header.sizeBytes))
    at += header.sizeBytes
  }
  const isRight: boolean[] = []
  for (let i = found.length - 1, before = baseOffset + OFFSETS_MAX; i >= 0; i--) {
    const { baseOffset: base, lastOffsetDelta } = found[i]!
    isRight[i] = base >= baseOffset && base + lastOffsetDelta < before
    if (isRight[i]) before = base
  }
  const kept: Buffer[] = []
  let expected = baseOffset
  let firstLost: number | undefined
  found.forEach(({ baseOffset: base, lastOffsetDelta }, i) => {
    const piece = pieces[i]!
    const next = found.find((_, k) => k > i && isRight[k])
    const fits = next !== undefined && next.baseOffset === expected + lastOffsetDelta + 1
    if (!isRight[i] && fits) setPlace(piece, 0, expected, 0)
    if (isRight[i] || fits) {
      if (isRight[i] && base > expected) firstLost ??= expected
      kept.push(piece)
      expected = (isRight[i] ? base : expected) + lastOffsetDelta + 1
    }
  })
  return { good: Buffer.concat(kept), firstLost: firstLost ?? expected }
}
