// A job as the run sees it, whoever does it: the micro-batches of this program, or another engine.
import type { TopicBatches } from '@shared/contract'
import type { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import type { JobPlan } from '../../plan/tasks'
import type { Tracer } from '../follow/tracer'
import type { SourceInput } from '../source-input'
import type { GraphNode } from './graph'

/** A topic that a job reads. */
export interface ReadTopic {
  /** Its edge. */
  readonly id: string
  readonly connectionName: string
  readonly group: string
  readonly lag: number
  /** Records that retention deleted before the job read them. */
  readonly deletedUnread: number
  readonly seen: { readonly counts: { readonly arrived: number; readonly doubled: number } }
  caughtUp(): Promise<boolean>
}

export interface RunJob {
  readonly plan: JobPlan
  readonly nodes: ReadonlyMap<string, GraphNode>
  readonly topicInputs: readonly ReadTopic[]
  readonly sourceInputs: readonly SourceInput[]
  readonly checkpointAt: number | undefined
  /** It read and wrote all. */
  readonly complete: boolean
  readonly failure: LabError | undefined
  /** It cannot do its work at all: the run ends. */
  readonly couldNotOpen: boolean
  readonly done: Promise<void>
  start(): void
  stop(): Promise<void>
  pause(): void
  resume(): void
  /** Absent where another engine does the job: its batches are its triggers. */
  keptBy?(nodes: readonly string[], inputs: Iterable<string>): number
  /** How another engine cut the topics that sources fill. */
  cuts?(): TopicBatches
  canHold(node: string): boolean
  hold(node: string, held: boolean): void
  patch(lab: LabFile, ids: readonly string[]): Promise<void>
  /** The clock was moved. */
  poke(): void
  /** Absent where another engine does the job: its records are not seen one by one. */
  readonly tracer?: Tracer
  /** Of one edge into the job: partition → next offset. */
  positionsOf?(edge: string): ReadonlyMap<number, number>
  refreshStats(): void
  closeSinks(): Promise<void>
}
