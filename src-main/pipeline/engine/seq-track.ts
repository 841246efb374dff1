// The ledger's eyes: the lab's own producers number their records (header `sluice-seq`), and within
// a partition the numbers only rise. So one number a partition and run is enough to tell a record
// that came twice from one that is new, whatever the volume.
import { FetchedRecord, NumberedHeaders } from '@main/connections'
import type { Json } from '../model/operator'
import type { RawRecord } from '../model/batch'
import { RUN_HEADER, SEQ_HEADER, seqOf } from '../topics/sequence-headers'

export interface SeqCounts {
  readonly arrived: number
  readonly doubled: number
  /** Records of other producers: not ours to count. */
  readonly foreign: number
}

export class SeqTrack {
  private lastRun: string | undefined
  private lastRunBytes: Buffer | undefined
  /** How the last run's headers begin. */
  private start: Buffer = Buffer.alloc(0)
  /** The same, four bytes at once; the last word may begin inside the one before. */
  private words = new Int32Array(0)
  private view: DataView = new DataView(new ArrayBuffer(0))
  private bytes: Buffer | undefined
  /** Where the last record was: partitions come in long stretches. */
  private at = { partition: -1, run: '', highest: -1 }
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
      const quick = record instanceof FetchedRecord ? this.quickSeq(record) : -1
      const seq = quick >= 0 ? quick : this.seqAndRun(record)
      if (seq === undefined || this.lastRun === undefined) {
        this.foreign += 1
        continue
      }
      const { partition } = record
      if (partition !== this.at.partition || this.lastRun !== this.at.run)
        this.goTo(partition, this.lastRun)
      if (seq > this.at.highest) {
        this.at.highest = seq
        this.arrived += 1
      } else {
        this.doubled += 1
      }
    }
    this.keep()
  }

  /** Reads the headers as they are; undefined when the record is not of a lab's producer. */
  private seqAndRun(record: RawRecord): number | undefined {
    const { headers } = record
    const run = headers[RUN_HEADER]
    const seq = seqOf({ headers })
    if (seq === undefined || !Buffer.isBuffer(run)) return undefined
    if (this.lastRunBytes === undefined || !this.lastRunBytes.equals(run)) {
      this.lastRunBytes = run
      const { start } = new NumberedHeaders({ [RUN_HEADER]: run }, SEQ_HEADER)
      this.start = start
      this.words = Int32Array.from({ length: Math.ceil(start.length / 4) }, (_, i) =>
        start.readInt32BE(Math.min(i * 4, start.length - 4)),
      )
      const name = run.toString('latin1')
      this.lastRun = name.startsWith(`${this.runId}.`) ? name : undefined
    }
    return seq
  }

  /**
   * The number of a record whose headers begin as the last one's did; -1 when they do not.
   */
  private quickSeq({ bytes, headersAt, end }: FetchedRecord): number {
    const { start } = this
    const from = headersAt + start.length
    if (start.length === 0 || from >= end) return -1
    if (!this.beginsAsBefore(bytes, headersAt)) return -1
    // Its length, in zigzag, and then the digits up to the end of the record.
    if ((bytes[from] ?? 0) !== (end - from - 1) * 2 || end - from - 1 > 16) return -1
    let seq = 0
    for (let i = from + 1; i < end; i++) {
      const digit = (bytes[i] ?? 0) - 48
      if (digit < 0 || digit > 9) return -1
      seq = seq * 10 + digit
    }
    return end - from > 1 ? seq : -1
  }

  private beginsAsBefore(bytes: Buffer, at: number): boolean {
    if (bytes !== this.bytes) {
      this.bytes = bytes
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    }
    const { view, words } = this
    const last = words.length - 1
    for (let i = 0; i < last; i++) if (view.getInt32(at + i * 4) !== words[i]) return false
    return view.getInt32(at + this.start.length - 4) === words[last]
  }

  private goTo(partition: number, run: string): void {
    this.keep()
    this.at = { partition, run, highest: this.highest.get(`${partition} ${run}`) ?? -1 }
  }

  private keep(): void {
    const { partition, run, highest } = this.at
    if (partition >= 0 && highest >= 0) this.highest.set(`${partition} ${run}`, highest)
  }

  save(): { readonly [name: string]: Json } {
    return {
      highest: [...this.highest],
      arrived: this.arrived,
      doubled: this.doubled,
      foreign: this.foreign,
    }
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
    this.at = { partition: -1, run: '', highest: -1 }
    this.arrived = arrived
    this.doubled = doubled
    this.foreign = foreign
  }
}
