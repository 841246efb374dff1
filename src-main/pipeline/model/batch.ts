// Rows flow along an edge in batches, because a call per row would cost more than the work.
// A stream is either a list of events (rows only ever come) or a table under change (rows replace
// earlier ones of the same key; `removed` names keys that are gone).
import type { Row, StructType } from '@shared/expr'

/** A record as it lay in its topic: what `parse` reads and what a dead letter keeps. */
export interface RawRecord {
  readonly partition: number
  readonly offset: number
  readonly timeMs: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, Buffer | Buffer[] | undefined>>
}

export interface Batch {
  readonly rows: readonly Row[]
  readonly removed?: readonly Row[]
  /** Instead of rows, for nodes that take records as they lay in the topic. */
  readonly records?: readonly RawRecord[]
}

export type OutputMode = 'append' | 'update' | 'complete'

/** The shape of a stream, known before the run. */
export interface StreamType {
  readonly row: StructType
  /** Key fields of a table under change; absent for a list of events. */
  readonly keys?: readonly string[]
  /** How the aggregate before it gives its table out. */
  readonly mode?: OutputMode
  /** Straight out of a topic: `records` are to be had. */
  readonly raw?: boolean
  /**
   * What the values of raw records hold as JSON, as far as the lab tells. A field of type `null` is
   * there, but only a sample can tell its type.
   */
  readonly content?: StructType
  /** The values are a schema registry's, not JSON. */
  readonly encoding?: {
    readonly format: 'avro' | 'protobuf' | 'json-schema'
    readonly registry: string
    readonly subject: string
    /** What the lab's own job writes them by; another program's schema is only in the registry. */
    readonly schema?: string
  }
}

export type Emit = (port: string, batch: Batch) => void
