// A partition's memory of its producers: the last five batches of each, to recognise a repeated one
// (KIP-98), and the open and the aborted transactions. All of it follows from batch headers, so a
// restart rebuilds it from the snapshot at the start of the last segment and that segment's
// batches. Rules as in Kafka 3.4's ProducerAppendInfo: a producer that is not remembered may begin
// with any sequence number (KIP-360).
import { ApiError } from '../wire/errors'
import { CONTROL, TRANSACTIONAL, type BatchHeader } from './batch'

const BATCHES_KEPT = 5
const SEQUENCES = 2 ** 31

interface KeptBatch {
  readonly firstSequence: number
  readonly lastSequence: number
  readonly baseOffset: number
  readonly timestamp: number
}

export interface ProducerEntry {
  readonly id: number
  epoch: number
  batches: KeptBatch[]
  lastTimestamp: number
  /** Where its open transaction begins in this partition; -1 when none is open. */
  txnStart: number
}

export interface AbortedTxn {
  readonly producerId: number
  readonly firstOffset: number
  readonly lastOffset: number
}

export interface ProducerSnapshot {
  readonly producers: readonly ProducerEntry[]
  readonly aborted: readonly AbortedTxn[]
}

/** By the delta, not by the count of records: compaction takes records out of a batch. */
const lastSequenceOf = (batch: BatchHeader) =>
  (batch.baseSequence + batch.lastOffsetDelta) % SEQUENCES

/** The lowest sequence number that a producer tried while it had no transaction here. */
interface Attempt {
  epoch: number
  sequence: number
  readonly since: number
}

export class ProducerState {
  private readonly producers = new Map<number, ProducerEntry>()
  private readonly attempts = new Map<number, Attempt>()
  private aborted: AbortedTxn[] = []
  private readonly open = new Set<ProducerEntry>()

  get all(): Iterable<ProducerEntry> {
    return this.producers.values()
  }

  get count(): number {
    return this.producers.size
  }

  /**
   * Remembers a transactional batch before anything else about it is checked: if it is refused,
   * the batches behind it must not get in before it (KIP-890).
   */
  noteAttempt({ producerId, producerEpoch: epoch, baseSequence }: BatchHeader, now: number): void {
    const known = this.producers.get(producerId)
    if (known && known.txnStart >= 0 && known.epoch === epoch) return
    const earlier = this.attempts.get(producerId)
    if (!earlier || epoch > earlier.epoch)
      this.attempts.set(producerId, { epoch, sequence: baseSequence, since: now })
    else if (epoch === earlier.epoch) earlier.sequence = Math.min(earlier.sequence, baseSequence)
  }

  /**
   * Refuses a batch that is out of order or fenced. For a repeated batch, gives the first one's
   * offset.
   */
  check(batch: BatchHeader): { duplicateOf: number } | undefined {
    const known = this.producers.get(batch.producerId)
    if (known && batch.producerEpoch < known.epoch)
      throw new ApiError(
        'INVALID_PRODUCER_EPOCH',
        `epoch ${batch.producerEpoch} is older than ${known.epoch}`,
      )
    const lastSequence = lastSequenceOf(batch)
    const same =
      known?.epoch === batch.producerEpoch
        ? known.batches.find(
            b => b.firstSequence === batch.baseSequence && b.lastSequence === lastSequence,
          )
        : undefined
    if (same) return { duplicateOf: same.baseOffset }
    const attempt = this.attempts.get(batch.producerId)
    if (attempt && batch.baseSequence > attempt.sequence)
      throw new ApiError(
        'OUT_OF_ORDER_SEQUENCE_NUMBER',
        `sequence ${batch.baseSequence} where ${attempt.sequence} was refused`,
      )
    if (known) this.checkOrder(batch, known)
    return undefined
  }

  private checkOrder(batch: BatchHeader, known: ProducerEntry): void {
    if (batch.producerEpoch > known.epoch) {
      if (batch.baseSequence === 0) return
      throw new ApiError(
        'OUT_OF_ORDER_SEQUENCE_NUMBER',
        `a new epoch begins with 0, not with ${batch.baseSequence}`,
      )
    }
    const last = known.batches.at(-1)
    if (!last) {
      if (batch.baseSequence === 0) return
      throw new ApiError(
        'OUT_OF_ORDER_SEQUENCE_NUMBER',
        `sequence ${batch.baseSequence} where 0 was expected`,
      )
    }
    const expected = (last.lastSequence + 1) % SEQUENCES
    if (batch.baseSequence === expected) return
    throw new ApiError(
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
      `sequence ${batch.baseSequence} where ${expected} was expected`,
    )
  }

  /** Remembers a batch of the log. */
  note(batch: BatchHeader, control: { commit: boolean } | undefined): void {
    if (batch.producerId < 0) return
    if (batch.attributes & TRANSACTIONAL) this.attempts.delete(batch.producerId)
    let entry = this.producers.get(batch.producerId)
    if (!entry) {
      entry = {
        id: batch.producerId,
        epoch: batch.producerEpoch,
        batches: [],
        lastTimestamp: -1,
        txnStart: -1,
      }
      this.producers.set(batch.producerId, entry)
    }
    if (batch.producerEpoch > entry.epoch) {
      entry.epoch = batch.producerEpoch
      entry.batches = []
    }
    entry.lastTimestamp = batch.maxTimestamp
    const lastOffset = batch.baseOffset + batch.lastOffsetDelta
    if (batch.attributes & CONTROL) {
      if (control && !control.commit && entry.txnStart >= 0)
        this.aborted.push({ producerId: entry.id, firstOffset: entry.txnStart, lastOffset })
      entry.txnStart = -1
      this.open.delete(entry)
      return
    }
    if (batch.attributes & TRANSACTIONAL && entry.txnStart < 0) {
      entry.txnStart = batch.baseOffset
      this.open.add(entry)
    }
    if (batch.baseSequence < 0) return
    const lastSequence = lastSequenceOf(batch)
    const kept = {
      firstSequence: batch.baseSequence,
      lastSequence,
      baseOffset: batch.baseOffset,
      timestamp: batch.maxTimestamp,
    }
    entry.batches = [...entry.batches.slice(-(BATCHES_KEPT - 1)), kept]
  }

  /** Compaction keeps this batch, so that a restart finds the producer's last sequence number. */
  isLastBatch({ producerId, baseOffset }: BatchHeader): boolean {
    return this.producers.get(producerId)?.batches.at(-1)?.baseOffset === baseOffset
  }

  /** The first offset of the oldest open transaction. */
  firstUnstable(): number | undefined {
    let first: number | undefined
    for (const { txnStart } of this.open)
      if (first === undefined || txnStart < first) first = txnStart
    return first
  }

  epochOf(producerId: number): number | undefined {
    return this.producers.get(producerId)?.epoch
  }

  abortedBetween(from: number, to: number): AbortedTxn[] {
    return this.aborted.filter(txn => txn.lastOffset >= from && txn.firstOffset < to)
  }

  /**
   * Drops aborts before the log's start and producers that were silent for too long
   * (producer.id.expiration.ms).
   */
  expire(logStart: number, olderThan: number): void {
    if (this.aborted.length > 0)
      this.aborted = this.aborted.filter(txn => txn.lastOffset >= logStart)
    for (const [id, entry] of this.producers)
      if (entry.txnStart < 0 && entry.lastTimestamp < olderThan) this.producers.delete(id)
    for (const [id, { since }] of this.attempts) if (since < olderThan) this.attempts.delete(id)
  }

  snapshot(): ProducerSnapshot {
    return {
      producers: [...this.producers.values()].map(entry => ({
        ...entry,
        batches: [...entry.batches],
      })),
      aborted: [...this.aborted],
    }
  }

  /** Replaces everything by a snapshot. */
  reset(snapshot: ProducerSnapshot | undefined): void {
    this.producers.clear()
    this.open.clear()
    for (const kept of snapshot?.producers ?? []) {
      const entry = { ...kept, batches: [...kept.batches] }
      this.producers.set(entry.id, entry)
      if (entry.txnStart >= 0) this.open.add(entry)
    }
    this.aborted = [...(snapshot?.aborted ?? [])]
  }

  static from(snapshot: ProducerSnapshot | undefined): ProducerState {
    const state = new ProducerState()
    state.reset(snapshot)
    return state
  }
}
