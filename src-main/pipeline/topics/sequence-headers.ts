// The headers that a lab's own producers put on each record: the run, and the record's number in it.
// The writer uses them to send nothing twice, the ledger to count.
import type { RawRecord } from '../model/batch'

export const RUN_HEADER = 'sluice-run'
export const SEQ_HEADER = 'sluice-seq'

/** A record that somebody else sends must not carry them. */
export const OWN_HEADERS: ReadonlySet<string> = new Set([RUN_HEADER, SEQ_HEADER])

/** Whether a producer of this run made the record. */
export function isOwn({ headers }: Pick<RawRecord, 'headers'>, runId: string): boolean {
  const run = headers[RUN_HEADER]
  return Buffer.isBuffer(run) && run.toString('latin1').startsWith(`${runId}.`)
}

/** The number of a record: decimal digits in its header. */
export function seqOf(record: Pick<RawRecord, 'headers'>): number | undefined {
  const bytes = record.headers[SEQ_HEADER]
  if (!Buffer.isBuffer(bytes) || bytes.length === 0 || bytes.length > 16) return undefined
  let seq = 0
  for (const byte of bytes) {
    if (byte < 48 || byte > 57) return undefined
    seq = seq * 10 + (byte - 48)
  }
  return seq
}
