// Recovers a partition's files after a crash, as Kafka's LogSegment.recover does: reads and checks
// the last segment batch by batch, and cuts a torn write from its end. Unlike in Kafka, damage
// before good batches costs only the damaged batches: the file moves to `damaged/` as it was found,
// the good batches are written anew with their offsets, and the loss is reported.
import { readdir, readFile, rm, stat, truncate } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeFileAtomic } from '@main/platform'
import { moveAside } from './damaged'
import { ProducerState } from './producer-state'
import { readControlType } from './records'
import type { RecoveryNote } from './recovery-note'
import { salvage } from './salvage'
import { findGoodBatch, scanBatches } from './scan'
import { Segment, SEGMENT_NAME } from './segment'
import type { LogServices } from './services'
import { SparseIndex } from './sparse-index'

export interface RecoveryScope {
  /** Sealed segments are checked too while the partition is no larger than this. */
  readonly verifyBytes: number
  /** Where the log ended when it was whole: then a bad end is damage, not a torn write. */
  readonly endOffset: number | undefined
}

interface Recovered {
  readonly segments: Segment[]
  readonly producers: ProducerState
  readonly logEnd: number
}

type Note = (note: RecoveryNote) => void

export async function recoverPartition(
  dir: string,
  services: LogServices,
  { verifyBytes, endOffset }: RecoveryScope,
  note: Note,
): Promise<Recovered> {
  const segments = await listSegments(dir)
  if (segments.length === 0)
    return { segments, producers: ProducerState.from(undefined), logEnd: 0 }
  const total = segments.reduce((sum, segment) => sum + segment.sizeBytes, 0)
  const last = segments.length - 1
  // Back to the newest segment whose snapshot of producers can be read.
  let from = total <= verifyBytes ? 0 : last
  let producers = ProducerState.from(undefined)
  const withoutSnapshot = new Set<Segment>()
  for (; from >= 0; from--) {
    const snapshot = await segments[from]!.loadSnapshot()
    if (snapshot === 'damaged') withoutSnapshot.add(segments[from]!)
    if (typeof snapshot === 'string') continue
    producers = ProducerState.from(snapshot)
    break
  }
  let logEnd = segments[0]?.baseOffset ?? 0
  for (let i = Math.max(from, 0); i <= last; i++) {
    const segment = segments[i]!
    if (withoutSnapshot.has(segment)) await makeSnapshot(segment, producers, i === 0, note)
    const mayBeTorn = i === last && endOffset === undefined
    const before = segments[i + 1]?.baseOffset ?? endOffset ?? Infinity
    const end = await recoverSegment(segment, before, mayBeTorn, services, producers, note)
    logEnd = Math.max(logEnd, segment.baseOffset, end)
  }
  return { segments, producers, logEnd }
}

/** A damaged snapshot follows from the segments before it; before the first one there are none. */
async function makeSnapshot(
  segment: Segment,
  producers: ProducerState,
  isFirst: boolean,
  note: Note,
): Promise<void> {
  const file = segment.snapshotPath
  const { size: lostBytes } = await stat(file)
  const movedTo = await moveAside(file, topicsDirOf(segment))
  await segment.saveSnapshot(producers.snapshot())
  note(
    isFirst
      ? { kind: 'damaged', file, movedTo, offset: segment.baseOffset, lostBytes }
      : { kind: 'remade', file, movedTo },
  )
}

const topicsDirOf = ({ dir }: Segment) => dirname(dirname(dir))

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

/** `before`: where the next segment begins. `mayBeTorn`: it is not known where this one ended. */
async function recoverSegment(
  segment: Segment,
  before: number,
  mayBeTorn: boolean,
  services: LogServices,
  producers: ProducerState,
  note: Note,
): Promise<number> {
  const fileBytes = segment.sizeBytes
  const scan = async () => {
    let end = segment.baseOffset
    const index = new SparseIndex(segment.baseOffset)
    const goodBytes = await scanBatches(
      services.files,
      segment.path,
      segment.sizeBytes,
      { from: segment.baseOffset, before },
      (buffer, at, position, header) => {
        producers.note(header, readControlType(buffer.subarray(at, at + header.sizeBytes), header))
        index.add(header.baseOffset, position, header.maxTimestamp)
        end = header.baseOffset + header.lastOffsetDelta + 1
      },
    )
    segment.index = index
    segment.isChecked = true
    return { end, goodBytes }
  }
  const known = producers.snapshot()
  const first = await scan()
  if (first.goodBytes === fileBytes) return first.end
  services.files.forget(segment.path)
  const bytes = await readFile(segment.path)
  if (mayBeTorn && findGoodBatch(bytes, first.goodBytes) === undefined) {
    await truncate(segment.path, first.goodBytes)
    await services.files.sync(segment.path)
    segment.sizeBytes = segment.durableBytes = first.goodBytes
    note({ kind: 'cut', file: segment.path, bytes: fileBytes - first.goodBytes })
    return first.end
  }
  const { good, firstLost } = salvage(bytes, segment.baseOffset, before)
  const movedTo = await moveAside(segment.path, topicsDirOf(segment))
  await writeFileAtomic(segment.path, good)
  segment.sizeBytes = segment.durableBytes = good.length
  note({
    kind: 'damaged',
    file: segment.path,
    movedTo,
    offset: firstLost,
    lostBytes: fileBytes - good.length,
  })
  producers.reset(known)
  return (await scan()).end
}
