// Loads topics at a start and saves their state at a stop. A clean stop leaves one file with the
// end of each partition, so the next start reads no logs. The start removes that file before
// anything is written: after a crash it is missing, and every partition is recovered from its log.
import { rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { readTextIfExists, sealText, unsealText, writeFileAtomic } from '@main/platform'
import { moveAside } from '../log/damaged'
import type { PartitionLog, PartitionState } from '../log/partition-log'
import type { RecoveryNote } from '../log/recovery-note'
import { segmentPath } from '../log/segment'
import type { Topics } from './topics'

const CLEAN_STOP_FILE = 'clean-stop.json'
/** Partitions that are read at once: enough to keep the disk busy, few enough for memory. */
const AT_ONCE = 8

export interface RecoveryReport {
  readonly cleanStop: boolean
  readonly topics: number
  readonly partitions: number
  readonly ms: number
  /** Torn ends that were cut: a crash interrupted these writes, so they were never acknowledged. */
  readonly cut: readonly { readonly file: string; readonly bytes: number }[]
  /**
   * Files with bad places before good ones, kept unchanged as `movedTo`; their good batches were
   * written anew.
   */
  readonly damaged: readonly {
    readonly file: string
    readonly movedTo: string
    readonly offset: number
    readonly lostBytes: number
  }[]
  /** Files that were made anew from the data beside them; the damaged one is `movedTo`. */
  readonly rebuilt: readonly { readonly file: string; readonly movedTo: string }[]
  /** Files that only sum up others, read from them anew: nothing is lost. */
  readonly remade: readonly { readonly file: string; readonly movedTo: string }[]
  /** Files that were there at the last stop, and are gone or shorter. */
  readonly missing: readonly { readonly file: string }[]
  /** Folders of topics and partitions that could not be read; left as they are. */
  readonly unreadable: readonly { readonly folder: string; readonly message: string }[]
}

type CleanStop = Readonly<Record<string, readonly PartitionState[]>>

export interface Loaded extends Omit<RecoveryReport, RecoveryNote['kind']> {
  readonly notes: readonly RecoveryNote[]
}

export async function loadTopics(
  dataDir: string,
  topics: Topics,
  verifyBytes: number,
): Promise<Loaded> {
  const startedAt = performance.now()
  const notes: RecoveryNote[] = []
  const clean = await takeCleanStop(dataDir, note => notes.push(note))
  const lastStop = Object.entries(clean ?? {}).map(([id, states]) => [id, states.length] as const)
  const { rebuilt, unreadable } = await topics.load(new Map(lastStop))
  let partitions = 0
  let verifyLeft = verifyBytes
  const work = [...topics.all].flatMap(topic =>
    topic.partitions.map((log, index) => ({ log, state: clean?.[topic.id]?.[index] })),
  )
  const next = async (): Promise<void> => {
    for (let item = work.pop(); item; item = work.pop()) {
      partitions++
      const { log, state } = item
      const size = state?.segments.reduce((sum, segment) => sum + segment.bytes, 0) ?? 0
      // A small lab is verified as a whole at each start, so damage is found before it is served.
      const trusted = state !== undefined && (size === 0 || size > verifyLeft)
      if (trusted && (await log.restore(state))) continue
      try {
        notes.push(...(await recover(log, state, verifyLeft)))
        verifyLeft -= log.sizeBytes
      } catch (error) {
        log.refuse(error)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  const ms = performance.now() - startedAt
  const cleanStop = clean !== undefined
  return { cleanStop, topics: topics.count, partitions, ms, notes, rebuilt, unreadable }
}

async function recover(
  log: PartitionLog,
  state: PartitionState | undefined,
  verifyBytes: number,
): Promise<RecoveryNote[]> {
  const notes: RecoveryNote[] = []
  await log.recover({ verifyBytes, endOffset: state?.end }, note => notes.push(note))
  if (!state) return notes
  // Offsets go on from where they were, even when the last segment's file is gone.
  log.atLeast(state)
  return [...notes, ...missing(log, state, notes)]
}

/** Files that are gone, or shorter than a clean stop has left them. */
function missing(
  log: PartitionLog,
  state: PartitionState,
  notes: readonly RecoveryNote[],
): RecoveryNote[] {
  return state.segments.flatMap(({ base, bytes }) => {
    const found = log.segments.find(({ baseOffset }) => baseOffset === base)
    const file = found?.path ?? segmentPath(log.dir, base)
    const isWhole = (found?.durableBytes ?? 0) >= bytes
    return isWhole || notes.some(note => note.file === file) ? [] : [{ kind: 'missing', file }]
  })
}

async function takeCleanStop(
  dataDir: string,
  note: (note: RecoveryNote) => void,
): Promise<CleanStop | undefined> {
  const path = join(dataDir, CLEAN_STOP_FILE)
  const text = await readTextIfExists(path)
  if (text === undefined) return undefined
  try {
    const state = JSON.parse(unsealText(text) ?? '') as CleanStop
    await rm(path)
    return state
  } catch {
    // The logs say it all.
    const movedTo = await moveAside(path, join(dataDir, 'topics'))
    note({ kind: 'remade', file: path, movedTo })
    return undefined
  }
}

/**
 * The notes as a person reads them: with paths within the data directory. `later`: of damage that
 * was found after the start, which may also make a partition unreadable.
 */
export function reportOf(
  { notes, ...loaded }: Loaded,
  later: readonly RecoveryNote[],
  topics: Topics,
  dataDir: string,
): RecoveryReport {
  const short = (path: string) => path && relative(dataDir, path)
  const all = [...notes, ...later]
  const of = <K extends RecoveryNote['kind']>(kind: K) =>
    all
      .filter((note): note is Extract<RecoveryNote, { kind: K }> => note.kind === kind)
      .map(note => ({ ...note, file: short(note.file) }))
  const moved = <T extends { readonly movedTo: string }>(note: T) => ({
    ...note,
    movedTo: short(note.movedTo),
  })
  const refused = [...topics.all].flatMap(({ partitions }) =>
    partitions.flatMap(({ dir, refusedFor: message }) =>
      message === undefined ? [] : [{ folder: short(dir), message }],
    ),
  )
  return {
    ...loaded,
    unreadable: [...loaded.unreadable, ...refused],
    cut: of('cut'),
    damaged: of('damaged').map(moved),
    remade: of('remade').map(moved),
    missing: of('missing'),
    rebuilt: loaded.rebuilt.map(one => moved({ ...one, file: short(one.file) })),
  }
}

export async function leaveCleanStop(dataDir: string, topics: Topics): Promise<void> {
  const state: Record<string, PartitionState[]> = {}
  for (const topic of topics.all) {
    // The next start must look again at a partition that could not be read.
    if (topic.partitions.some(log => log.isRefused)) continue
    state[topic.id] = topic.partitions.map(log => log.state())
  }
  await writeFileAtomic(join(dataDir, CLEAN_STOP_FILE), sealText(JSON.stringify(state)))
}
