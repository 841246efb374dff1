// Loads topics at a start and saves their state at a stop. A clean stop leaves one file with the
// end of each partition, so the next start reads no logs. The start removes that file before
// anything is written: after a crash it is missing, and every partition is recovered from its log.
import { readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { writeFileAtomic } from '@main/platform'
import type { PartitionState } from '../log/partition-log'
import type { RecoveryNote } from '../log/recovery'
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
  /** Topic folders that could not be read; left as they are. */
  readonly unreadable: readonly { readonly folder: string; readonly message: string }[]
}

type CleanStop = Readonly<Record<string, readonly PartitionState[]>>

export async function loadTopics(
  dataDir: string,
  topics: Topics,
  verifyBytes: number,
): Promise<RecoveryReport> {
  const startedAt = performance.now()
  const clean = await takeCleanStop(dataDir)
  const lastStop = Object.entries(clean ?? {}).map(([id, states]) => [id, states.length] as const)
  const loaded = await topics.load(new Map(lastStop))
  const unreadable = [...loaded.unreadable]
  const notes: RecoveryNote[] = []
  let partitions = 0
  let verifyLeft = verifyBytes
  const work = [...topics.all].flatMap(topic =>
    topic.partitions.map((log, index) => ({ topic, log, index })),
  )
  const next = async (): Promise<void> => {
    for (let item = work.pop(); item; item = work.pop()) {
      partitions++
      const { topic, log, index } = item
      const state = clean?.[topic.id]?.[index]
      const size = state?.segments.reduce((sum, segment) => sum + segment.bytes, 0) ?? 0
      // A small lab is verified as a whole at each start, so damage is found before it is served.
      const trusted = state !== undefined && (size === 0 || size > verifyLeft)
      if (trusted && (await log.restore(state))) continue
      try {
        await log.recover(verifyLeft, note => notes.push(note))
        verifyLeft -= log.sizeBytes
        // Offsets go on from where they were, even when the last segment's file is gone.
        if (state) log.atLeast(state)
      } catch (error) {
        unreadable.push({
          folder: relative(dataDir, log.dir),
          message: error instanceof Error ? error.message : String(error),
        })
        log.refuse(error)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  return {
    cleanStop: clean !== undefined,
    topics: topics.count,
    partitions,
    ms: performance.now() - startedAt,
    cut: notes.flatMap(note =>
      note.kind === 'cut' ? [{ file: relative(dataDir, note.file), bytes: note.bytes }] : [],
    ),
    damaged: notes.flatMap(note =>
      note.kind === 'damaged'
        ? [
            {
              file: relative(dataDir, note.file),
              movedTo: relative(dataDir, note.movedTo),
              offset: note.offset,
              lostBytes: note.lostBytes,
            },
          ]
        : [],
    ),
    rebuilt: loaded.rebuilt.map(({ file, movedTo }) => ({
      file: relative(dataDir, file),
      movedTo: movedTo && relative(dataDir, movedTo),
    })),
    unreadable,
  }
}

async function takeCleanStop(dataDir: string): Promise<CleanStop | undefined> {
  const path = join(dataDir, CLEAN_STOP_FILE)
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  await rm(path)
  try {
    return JSON.parse(text) as CleanStop
  } catch {
    return undefined
  }
}

export async function leaveCleanStop(dataDir: string, topics: Topics): Promise<void> {
  const state: Record<string, PartitionState[]> = {}
  for (const topic of topics.all) {
    // The next start must look again at a partition that could not be read.
    if (topic.partitions.some(log => log.isRefused)) continue
    state[topic.id] = topic.partitions.map(log => log.state())
  }
  await writeFileAtomic(join(dataDir, CLEAN_STOP_FILE), JSON.stringify(state))
}
