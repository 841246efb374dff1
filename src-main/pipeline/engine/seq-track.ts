// The ledger's eyes: the lab's own producers number their records (header `sluice-seq`), and within a partition the numbers only
// rise. So one number a partition and run is enough to tell a record that came twice from one that is new, whatever the volume.
import type { Json } from './operator'
import type { RawRecord } from './batch'

export const RUN_HEADER = 'sluice-run'
export const SEQ_HEADER = 'sluice-seq'

export interface SeqCounts {
  readonly arrived: number
  readonly doubled: number
  /** Records of other producers: not ours to count. */
  readonly foreign: number
}

export class SeqTrack {
  private lastRun: string | undefined
  private lastRunBytes: Buffer | undefined
  private readonly highest = new Map<string, number>()
  private arrived = 0
  private doubled = 0
  private foreign = 0

  /** Only records of this run count: others may lie in the same topic. */
  constructor(private readonly runId: string) {}

  get counts(): SeqCounts {
    return { arrived: this.arrived, doubled: this.doubled, foreign: this.foreign }
  }

  see(records: readonly RawRecord[]): void {
    for (const record of records) {
      const run = record.headers[RUN_HEADER]
      const seq = seqOf(record)
      if (seq === undefined || !Buffer.isBuffer(run)) {
        this.foreign += 1
        continue
      }
      if (this.lastRunBytes === undefined || !this.lastRunBytes.equals(run)) {
        this.lastRunBytes = run
        const name = run.toString('latin1')
        this.lastRun = name.startsWith(`${this.runId}.`) ? name : undefined
      }
      if (this.lastRun === undefined) {
        this.foreign += 1
        continue
      }
      const key = `${record.partition} ${this.lastRun}`
      if (seq > (this.highest.get(key) ?? -1)) {
        this.highest.set(key, seq)
        this.arrived += 1
      } else {
        this.doubled += 1
      }
    }
  }

  save(): Json {
    return { highest: [...this.highest], arrived: this.arrived, doubled: this.doubled, foreign: this.foreign }
  }

  restore(saved: Json | undefined): void {
    if (typeof saved !== 'object' || saved === null || !('highest' in saved)) return
    // Our own snapshot, checked by the log's checksum: a parse boundary.
    const { highest, arrived, doubled, foreign } = saved as unknown as {
      highest: [string, number][]
      arrived: number
      doubled: number
      foreign: number
    }
    for (const [key, seq] of highest) this.highest.set(key, seq)
    this.arrived = arrived
    this.doubled = doubled
    this.foreign = foreign
  }
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
