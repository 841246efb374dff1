// What goes out of a node, field by field, as people look at it: from a bounded sample of the rows that
// passed since somebody looks.
import type { FieldProfile } from './queries'

/** Counts are of the sample; so is the least number of different values. */
export interface OutputField extends FieldProfile {
  /** Of all rows that passed, reckoned from the sample; absent where the sample is all of them. */
  readonly distinctAbout?: number
}

export interface OutputProfile {
  /** The edge that was looked at: `edge:<id>`. */
  readonly at: string
  /** Rows in the sample. */
  readonly rows: number
  /** Rows that passed since somebody looks, and those before that were still at hand. */
  readonly seen: number
  /** Computer's clock: since when. */
  readonly since: number
  readonly fields: readonly OutputField[]
  /** Fields beyond the bound. */
  readonly fieldsMore: number
}

/** The share of one partition in what a run read of a topic. */
export interface PartitionShare {
  readonly partition: number
  /** 0…1 */
  readonly share: number
  readonly partitions: number
}

/** The share of one key in the rows that came to a node last, of some that were looked at. */
export interface KeyShare {
  readonly key: string
  /** 0…1 */
  readonly share: number
  /** Different keys among them. */
  readonly keys: number
}
