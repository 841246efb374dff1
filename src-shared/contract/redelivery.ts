// What a job did again when it went on after it had ended in the middle, or went back to a checkpoint:
// which offsets it read twice, and what became of the rows of its sinks.
import type { FollowedCells, FollowedColumn } from './follow'

/**
 * What becomes of a sink's rows when it is given them again. `same`: they are written over those with
 * their key. `once`: the sink takes back or leaves out what it has already; `rolled`: so too, but going
 * back is refused where a file has become whole since. `twice`: it can only append, so the rows will be
 * there twice.
 */
export type WrittenAgain = 'same' | 'once' | 'rolled' | 'twice'

/**
 * `crash`: it had ended in the middle of its work. `checkpoint`: a person went back to one. `damage`: its
 * newest checkpoint could not be read, so it went on from the one before.
 */
export type RedeliveryCause = 'crash' | 'checkpoint' | 'damage'

/** Offsets of one partition that one reader read twice. */
export interface RedeliveredRange {
  /** The node that the records come from; its topic, and who reads, where it has them. */
  readonly from: string
  readonly topic?: string
  readonly group?: string
  readonly partition: number
  readonly first: number
  /** The offset after the last. */
  readonly end: number
}

/**
 * A row as its table had it before it was written again, and as it has it afterwards. `same`: the same
 * value was written over it. `given`: the sink was given it again, and its table has no key to look for
 * it by.
 */
export interface RedeliveredRow {
  readonly what: 'same' | 'changed' | 'added' | 'removed' | 'given'
  readonly before?: FollowedCells
  readonly after?: FollowedCells
}

export interface RedeliveredSink {
  readonly node: string
  readonly how: WrittenAgain
  /** Rows that it was given again. */
  readonly rows: number
  /** Of a table with a key: different rows that were compared, and what of them was not the same afterwards. */
  readonly compared?: number
  readonly changed?: number
  /** Rows that are there twice now. */
  readonly doubled: number
  readonly columns: readonly FollowedColumn[]
  /** Some of them: those that changed first. */
  readonly items: readonly RedeliveredRow[]
}

export interface Redelivery {
  readonly job: string
  /** When it was over, by the computer's clock. */
  readonly at: number
  readonly cause: RedeliveryCause
  /** The batch of the checkpoint that it went on from; 0 for the start. */
  readonly from: number
  readonly batches: number
  readonly records: number
  readonly ranges: readonly RedeliveredRange[]
  readonly sinks: readonly RedeliveredSink[]
}
