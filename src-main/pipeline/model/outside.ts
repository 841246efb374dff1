// Another engine that does the jobs of a run, such as Spark. The run keeps what is its own anywhere
// (sources, topics, tables, views, figures); the other engine gets the lab, and tells what its
// batches did.
import type { ResolvedConnection } from '@main/connections'
import type { OutsideFacts } from '@shared/contract'
import type { LabFile } from '@shared/lab'

/** One batch of one of its queries. A batch that is done again has the same number. */
export interface OutsideBatch {
  readonly query: string
  readonly batch: number
  /** Rows that came out of a node by a port (`node|port`), or into a sink (`node|in`). */
  readonly counts: Readonly<Record<string, number>>
  /** Records that it has not read, of each of its topics. */
  readonly unread?: Readonly<Record<string, number>>
  /** Where it ended in each topic of which it read anything, by partition. */
  readonly ends?: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly stateRows?: number
  /** Rows that came behind the watermark. */
  readonly tooLate?: number
  /** For people: how long it took, and the watermark. */
  readonly figures?: Readonly<Record<string, number | string>>
}

export interface OutsideLetter {
  readonly node: string
  readonly reason: string
  readonly value: string
  readonly key?: string
  readonly partition?: number
  readonly offset?: string
}

/** Takes what the other engine tells. */
export interface OutsideEar {
  batch(batch: OutsideBatch): void
  /** Rows for a view, as JSON.parse gave them. */
  rows(node: string, rows: readonly unknown[]): void
  letter(letter: OutsideLetter): void
  log(level: 'info' | 'warn' | 'error', code: string, text: string): void
}

export interface OutsideWork {
  readonly lab: LabFile
  /** Its own folder: what is there, it goes on from. */
  readonly dir: string
  readonly filesDir: string
  readonly connections: Readonly<Record<string, ResolvedConnection>>
  /** The most records of a topic that a batch reads, and no batch waits for its time. */
  readonly batchRecords?: number | undefined
  readonly ear: OutsideEar
}

export interface OutsideEngine {
  readonly facts: OutsideFacts
  /** What its earlier lives on this folder told, in order. */
  past(dir: string): Promise<readonly OutsideBatch[]>
  /**
   * Works until it is stopped, or has read all after `drain`. Rejects with the reason when it fails;
   * then nothing of it is left running.
   */
  work(work: OutsideWork): Promise<void>
  /**
   * Nothing more comes into the topics: it reads what is there and ends. May be said before `work`
   * has begun to read.
   */
  drain(): Promise<void>
  stop(): Promise<void>
}
