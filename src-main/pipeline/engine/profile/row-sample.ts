// A fair sample of the rows that pass an edge while somebody looks: each row has the same chance. It
// costs next to nothing per row, because it says in advance which row it takes next (Li, 1994,
// "Algorithm L"). Nobody asks any more: it takes nothing more.
import type { Row } from '@shared/expr'
import type { Batch, RawRecord } from '../../model/batch'
import { recordAsRow } from '../../model/rows'

const SAMPLE_ROWS = 2000
/** Of a value of a topic. */
const VALUE_BYTES = 2000

export class RowSample {
  readonly rows: Row[] = []
  seen = 0
  /** The number of the next row to be taken, once the sample is full. */
  private next = 0
  private weight = 1

  constructor(
    readonly since: number,
    private readonly random: () => number = Math.random,
    private readonly most = SAMPLE_ROWS,
  ) {}

  take({ rows, records }: Batch): void {
    const count = (records ?? rows).length
    const rowAt = (at: number): Row => {
      const record = records?.[at]
      return record ? rowOf(record) : (rows[at] ?? {})
    }
    let at = 0
    while (at < count && this.rows.length < this.most) {
      this.rows.push(rowAt(at++))
      if (this.rows.length === this.most) this.skip(this.seen + at)
    }
    while (this.rows.length === this.most && this.next < this.seen + count) {
      this.rows[Math.floor(this.random() * this.most)] = rowAt(this.next - this.seen)
      this.skip(this.next + 1)
    }
    this.seen += count
  }

  private skip(from: number): void {
    // Never 0, whose logarithm is not a number of rows.
    const chance = () => 1 - this.random()
    this.weight *= Math.exp(Math.log(chance()) / this.most)
    this.next = from + Math.floor(Math.log(chance()) / Math.log(1 - this.weight))
  }
}

/** A record lies in the memory of its whole fetch: texts are copies. */
const rowOf = (record: RawRecord): Row =>
  recordAsRow({ ...record, value: record.value && record.value.subarray(0, VALUE_BYTES) })
