// A chunk of fetched batches. Its records are made when they are worked on, a few at a time: those of
// a whole chunk would fill the young generation of the heap, and each collection would copy them.
import type { FetchedBatch, FetchedRecord } from '@main/connections'
import type { Batch } from '../model/batch'
import type { Chunk } from './input'

export class FetchedChunk implements Chunk {
  readonly count: number
  readonly sizeBytes: number

  constructor(
    readonly partition: number,
    readonly from: number,
    readonly to: number,
    private readonly batches: readonly FetchedBatch[],
  ) {
    const within = (batch: FetchedBatch) => batch.countFrom(from) - batch.countFrom(to)
    this.count = sum(batches, within)
    // Two chunks may share a batch: each has its share, so that the queue takes off what it put on.
    this.sizeBytes = sum(
      batches,
      batch => (batch.sizeBytes * within(batch)) / Math.max(1, batch.countFrom(0)),
    )
  }

  get batch(): Batch {
    const records = [...this.slices(Infinity)].flatMap(slice => slice.records ?? [])
    return { rows: [], records }
  }

  *slices(countMax: number): Generator<Batch> {
    let records: FetchedRecord[] = []
    for (const batch of this.batches) {
      const reader = batch.reader(this.partition, this.from, this.to)
      while (reader.readInto(records, countMax)) {
        yield { rows: [], records }
        records = []
      }
    }
    if (records.length > 0) yield { rows: [], records }
  }

  offsetOf(n: number): number {
    let before = 0
    for (const batch of this.batches) {
      const count = batch.countFrom(this.from)
      if (n < before + count) return batch.offsetOf(n - before, this.from) ?? this.to
      before += count
    }
    return this.to
  }

  cutAt(at: number): [Chunk, Chunk] {
    const { partition, from, to, batches } = this
    return [
      new FetchedChunk(
        partition,
        from,
        at,
        batches.filter(batch => batch.firstOffset < at),
      ),
      new FetchedChunk(
        partition,
        at,
        to,
        batches.filter(batch => batch.lastOffset >= at),
      ),
    ]
  }
}

function sum(batches: readonly FetchedBatch[], figure: (batch: FetchedBatch) => number): number {
  return batches.reduce((total, batch) => total + figure(batch), 0)
}
