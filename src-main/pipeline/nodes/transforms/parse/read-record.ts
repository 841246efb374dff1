// How the readers of each format meet: a function from a record to its row. It throws `Unreadable`
// for a record that does not read as its fields; that becomes the reason of the dead letter.
import type { ErrorParams } from '@shared/errors'
import type { Row } from '@shared/expr'
import type { RawRecord } from '../../../model/batch'

export type ReadRecord = (record: RawRecord) => Row

export class Unreadable extends Error {
  constructor(
    readonly code: string,
    readonly params: ErrorParams,
  ) {
    super(code)
  }
}

export function bytesOf({ value }: RawRecord): Buffer {
  if (value === null) throw new Unreadable('record-empty', {})
  return value
}
