// Labs that run: starting them, the controls that the host has a part in, their results and files.
import { z } from 'zod'
import { slugSchema, speedSchema, type Problem } from '../lab'
import { deadLetters } from './dead-letters'
import { command, feed, none, query } from './define'
import { SPARK_VERSIONS } from './labs'
import {
  rateInputSchema,
  runMethods,
  runSteering,
  type LabChange,
  type RunSummary,
  type StateFate,
} from './run'
import { topicBatchesSchema } from './topic-batches'
import { sparkSettingsSchema } from './spark'
import type { Redelivery, WrittenAgain } from './redelivery'
import type { KeyMoment } from './state'

/** A file that sinks of a lab wrote: a report, the e-mail log, a rolling file. */
export interface WrittenFile {
  /** Below the lab's folder of files, with `/`. */
  readonly path: string
  readonly sizeBytes: number
  readonly changedAt: number
}

export interface FileEnd {
  readonly text: string
  readonly sizeBytes: number
  /** The bytes before the text, which is the end of the file. */
  readonly skippedBytes: number
}

/** A piece of a `RunResult` as JSON text, and the length of the whole: see `readResult`. */
export interface ResultPart {
  readonly text: string
  readonly chars: number
}

/** What a lab has filled, and what a reset therefore takes. */
export interface ResetContents {
  readonly topics: readonly { readonly topic: string; readonly records: number }[]
  /** Their offsets. */
  readonly groups: readonly string[]
  /** Tables and indexes of sinks. */
  readonly tables: readonly string[]
  /** Files that its nodes wrote, and the names of the first of them. */
  readonly files: number
  readonly fileNames: readonly string[]
  /** Files beside them that the lab did not write: these stay. */
  readonly filesKept: number
  /** Positions, totals, windows and the clock of the last run. */
  readonly hasState: boolean
  readonly seed: number
  /** Where the clock begins again; the computer's time when absent. */
  readonly clock?: string
}

const lab = z.string().max(100)
/**
 * When results are given out: as fast as possible, every so many ms or records, or `available-now`: what
 * is in the topics at the start is worked through, then the run ends by itself; its sources make
 * nothing new meanwhile.
 */
export const triggerSchema = z.union([
  z.enum(['fast', 'available-now']),
  z.number().int().min(1).max(86_400_000),
  z.strictObject({ records: z.number().int().min(1).max(999_999_999) }),
])
export const runOverridesSchema = z.strictObject({
  events: z.number().int().min(1).optional(),
  forMs: z.number().int().min(1).optional(),
  rate: rateInputSchema.optional(),
  seed: z.number().int().min(0).optional(),
  trigger: triggerSchema.optional(),
  /** Where the lab's clock is set at the start (never back). */
  clockMs: z.number().int().min(0).optional(),
  speed: speedSchema.optional(),
  /** Keys of each node that stay in memory, in place of the lab's. */
  memoryKeys: z.number().int().min(1).optional(),
  /**
   * Another engine begins when the topics are full, and takes at most so many records of one in a batch:
   * the cut of a comparison.
   */
  batchRecords: z.number().int().min(1).optional(),
  /** The same batches once more, when the topics are full. */
  batches: topicBatchesSchema.optional(),
})
export type RunOverrides = z.infer<typeof runOverridesSchema>

const labText = z.string().max(2_000_000)
/** Which lab runs, and how. `text` runs an unsaved lab; otherwise the gallery's or file's. */
const runSchema = z.strictObject({
  ref: z.string().max(4096),
  text: labText.optional(),
  overrides: runOverridesSchema.optional(),
  /**
   * Forgets checkpoint, positions and totals first; topics and tables stay (`reset` empties
   * those too).
   */
  clean: z.boolean().optional(),
  /**
   * Profiles for this run by the lab's own connection names, instead of what the lab file says.
   */
  profiles: z.record(z.string(), z.string().max(100)).optional(),
  /** The Spark master that runs the lab's jobs (`local[*]`); absent: this program runs them. */
  spark: z.string().min(1).max(300).optional(),
  /** Of its Spark; 3.5 when absent. */
  sparkVersion: z.enum(SPARK_VERSIONS).optional(),
  /** For it: `spark.executor.memory`, `SHUFFLE_PARTITIONS`. */
  sparkSettings: sparkSettingsSchema.optional(),
  /** Flink reads the topics once, when the sources have made all: for a comparison. */
  flink: z.literal(true).optional(),
})

/**
 * `previous`, after `checkpoint-damaged`: goes on from the last checkpoint before the damage.
 * Otherwise one job goes back to a checkpoint that was kept, and does the batches after it again.
 */
const checkpointChoiceSchema = z.union([
  z.enum(['previous']),
  z.strictObject({ job: z.string().max(100), batch: z.number().int().min(0) }),
])
export type CheckpointChoice = z.infer<typeof checkpointChoiceSchema>

/** What a sink is given again when a job goes back. */
export interface SinkAgain {
  readonly node: string
  readonly rows: number
  readonly how: WrittenAgain
}

/** A checkpoint of a job that is kept, and what going back to it would do again. */
export interface KeptCheckpoint {
  readonly job: string
  /** Its batch, which is also its name. */
  readonly batch: number
  readonly at: number
  /** The lab's clock. */
  readonly clockMs: number
  /** What is read to restore it. */
  readonly sizeBytes: number
  readonly keys: number
  /** Where the job reads on: input, partition, next offset. */
  readonly offsets: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly again: {
    readonly batches: number
    readonly records: number
    readonly sinks: readonly SinkAgain[]
  }
}

/** A run in a file: what is in it, and what stays elsewhere. */
export interface RunArchive {
  readonly lab: string
  readonly path: string
  readonly sizeBytes: number
  readonly jobs: number
  readonly checkpoints: number
  readonly keys: number
  /** Their records are not inside. */
  readonly topics: readonly string[]
  /** Their rows are not inside. */
  readonly tables: readonly string[]
}

const archivePath = z.string().min(1).max(4096)

/** `text` and `profiles` count when the lab has not run here yet. */
const resetSchema = z.strictObject({
  lab,
  text: labText.optional(),
  profiles: runSchema.shape.profiles,
})

export const runs = {
  list: query<RunSummary[]>()(none),
  /**
   * What a person should know before this start: records that would not stay where they go, and what
   * becomes of each node's state where the lab has changed since it ran.
   */
  doubts: query<{ problems: Problem[]; state: StateFate[] }>()(runSchema),
  /** Starts, or goes on from the checkpoint. */
  start: command<RunSummary>()(
    runSchema.extend({
      /**
       * Ends by itself once every limited source has made all and everything has been read and
       * written.
       */
      endWhenDrained: z.boolean().optional(),
      checkpoint: checkpointChoiceSchema.optional(),
    }),
  ),
  /** Of a run that has ended, from a place in its text on; `conflict` while it goes on. */
  result: query<ResultPart>()(z.strictObject({ lab, from: z.number().int().min(0).default(0) })),
  /**
   * The changes of a new text against the lab that runs, or that ran last in this data directory,
   * and what each change needs.
   */
  changes: query<{ running: boolean; changes: LabChange[] }>()(
    z.strictObject({ lab, text: labText }),
  ),
  /**
   * Takes over every `live` change of a running lab at once; the others are refused with their
   * reason and change nothing.
   */
  patch: command<{ applied: LabChange[]; refused: LabChange[] }>()(
    z.strictObject({ lab, text: labText }),
  ),
  /** Those that are kept of each job, newest first; also of a lab that does not run now. */
  checkpoints: query<KeptCheckpoint[]>()(z.strictObject({ lab: slugSchema })),
  /** What its jobs read twice after a crash or a way back, newest first; also of a lab that does not run now. */
  redelivered: query<Redelivery[]>()(z.strictObject({ lab: slugSchema })),
  /** One key of a node at each checkpoint that is kept, newest first; also of a lab that does not run. */
  keyHistory: query<KeyMoment[]>()(
    z.strictObject({
      lab: slugSchema,
      node: z.string().max(100),
      key: z.array(z.string().max(10_000).nullable()).min(1).max(50),
    }),
  ),
  /** Writes a run that is stopped into a file: the lab's text, checkpoints, offsets, clock, seed. */
  export: command<RunArchive>()(
    z.strictObject({ lab: slugSchema, path: archivePath, replace: z.boolean().default(false) }),
  ),
  /**
   * The other way. A run that is there gives way only with `replace`. The lab is saved beside the
   * data when it is not known here, or not the same.
   */
  import: command<RunArchive & { labPath?: string }>()(
    z.strictObject({ path: archivePath, replace: z.boolean().default(false) }),
  ),
  /** Newest first; also of a lab that does not run now. */
  files: query<WrittenFile[]>()(
    z.strictObject({ lab: slugSchema, node: z.string().max(100).optional() }),
  ),
  /** The last bytes of one of them. */
  file: query<FileEnd>()(
    z.strictObject({
      lab: slugSchema,
      path: z.string().max(400),
      bytesMax: z.number().int().min(1).max(1_000_000).default(64_000),
    }),
  ),
  /** Of all labs: one row each. */
  /** `lab`: of one alone. */
  summary: feed<RunSummary>()(z.object({ lab: z.string().optional() })),
  ...runSteering,
  ...runMethods,
  ...deadLetters,
  /** What a reset would take now. */
  contents: query<ResetContents>()(resetSchema),
  /**
   * Back to the lab's start, stopped: topics, offsets, state, tables, files and clock of this lab.
   * Says what went.
   */
  reset: command<RunSummary & { went: ResetContents }>()(resetSchema),
}
