// A chunk of fetched batches. Its records are made when it is worked on: those of a whole queue
// would fill the young generation of the heap, and each collection would copy them.
import type { FetchedBatch, FetchedRecord } from '@main/connections'
import type { Batch } from '../model/batch'
import type { Chunk } from './input'

export class FetchedChunk implements Chunk {
  readonly count: number
  readonly sizeBytes: number
  private made: Batch | undefined

  constructor(
    readonly partition: number,
    readonly from: number,
    readonly to: number,
    private readonly batches: readonly FetchedBatch[],
  ) {
    this.count = sum(batches, batch => batch.countFrom(from))
    this.sizeBytes = sum(batches, batch => batch.sizeBytes)
  }

  get batch(): Batch {
    if (this.made) return this.made
    const records: FetchedRecord[] = []
    for (const batch of this.batches) batch.readInto(records, this.partition, this.from)
    return (this.made = { rows: [], records })
  }
}

function sum(batches: readonly FetchedBatch[], figure: (batch: FetchedBatch) => number): number {
  return batches.reduce((total, batch) => total + figure(batch), 0)
}
