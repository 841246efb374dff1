// Bounds the bytes of one answer. A page ends early when it is big enough: its size in rows is only
// a wish, and a table of a thousand columns would fill memory before it is met. A client that asks
// for everything at once is refused beyond what a frame of the protocol can hold.
import { CqlError, errorCode } from '../../errors'
import type { Table } from '../../schema/model'

const PAGE_BYTES_MAX = 8 * 1024 * 1024
/** The longest body of a frame (protocol v4, section 2.5). */
const ANSWER_BYTES_MAX = 256 * 1024 * 1024
/** Each value has its length in front. */
const LENGTH_BYTES = 4

type Row = readonly (Buffer | null)[]

export class AnswerSize {
  private bytes = 0

  constructor(private readonly table: Table) {}

  /** True when the page has enough with this row. */
  add(row: Row): boolean {
    for (const value of row) this.bytes += LENGTH_BYTES + (value?.length ?? 0)
    if (this.bytes > ANSWER_BYTES_MAX) {
      const { keyspace, name } = this.table
      const shown = ANSWER_BYTES_MAX.toLocaleString('en')
      throw new CqlError(
        errorCode.readFailure,
        `Read on table ${keyspace}.${name} has exceeded the size failure threshold of ${shown} bytes`,
      )
    }
    return this.bytes >= PAGE_BYTES_MAX
  }
}
