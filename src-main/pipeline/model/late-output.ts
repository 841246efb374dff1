// The output of rows that came too late. It is there only where a node refuses rows, so that a lab
// does not wait at an output through which nothing can come.
import { LATE_PORT } from '@shared/lab'
import type { StructType } from '@shared/expr'
import type { StreamType } from './batch'

/** Rows go on as they came in. */
export const lateOutput = (
  refuses: boolean,
  row: StructType,
  port: string = LATE_PORT,
): Readonly<Record<string, StreamType>> => (refuses ? { [port]: { row } } : {})
