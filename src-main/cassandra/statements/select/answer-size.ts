// Bounds the bytes of one answer. A page ends early when it is big enough: its size in rows is only
// a wish, and a table of a thousand columns would fill memory before it is met. It ends earlier when
// the answers that other clients have not read leave no room. A client that asks for everything at
// once is refused then, and beyond what a frame of the protocol can hold.
import { CqlError, errorCode } from '../../errors'
import type { Table } from '../../schema/model'
import type { Request } from '../context'

const PAGE_BYTES_MAX = 8 * 1024 * 1024
/** The longest body of a frame (protocol v4, section 2.5). */
const ANSWER_BYTES_MAX = 256 * 1024 * 1024
/** Each value has its length in front. */
const LENGTH_BYTES = 4
/** How often room is asked for; a page of so much is always given. */
const STEP_BYTES = 64 * 1024

type Row = readonly (Buffer | null)[]

export class AnswerSize {
  private bytes = 0
  private askAtBytes = STEP_BYTES

  constructor(
    private readonly table: Table,
    private readonly request: Pick<Request, 'room' | 'pageSize'>,
  ) {}

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
    return this.bytes >= PAGE_BYTES_MAX || !this.hasRoom()
  }

  private hasRoom(): boolean {
    const { room, pageSize } = this.request
    if (room === undefined || this.bytes < this.askAtBytes) return true
    this.askAtBytes = this.bytes + STEP_BYTES
    if (room.grow(this.bytes)) return true
    if (pageSize !== Infinity) return false
    throw new CqlError(
      errorCode.overloaded,
      'Answers that clients have not read yet leave no room for another one without pages.',
    )
  }
}
