// Transactions (KIP-98) as Kafka 3.4's coordinator runs them: a transactional id has one living
// producer, known by its epoch. A transaction ends in three steps: it is saved as prepared, gets a
// marker in each partition, and is saved as complete together with the offsets it commits. After a
// crash in between, the next start goes on from the saved step.
import type { Log } from '@main/platform'
import type { Topics } from '../cluster/topics'
import { readBatchHeader } from '../log/batch'
import { controlBatch } from '../log/records'
import { ApiError } from '../wire/errors'
import type { Groups, OffsetCommit } from './groups'
import { ProducerIds } from './producer-ids'
import type { StateLog } from './state-log'
import {
  hasPartition,
  newPartitions,
  txnFromJson,
  txnKey,
  txnToJson,
  type Txn,
  type TxnOffsets,
} from './transaction'

const EPOCH_MAX = 32_766
const RETRY_MS = 1000
/** We give ids one after the other; a client that makes up a huge one must not move them there. */
const PRODUCER_ID_CREDIBLE = 2 ** 40

export interface ProducerIdentity {
  readonly producerId: number
  readonly epoch: number
}

export class Transactions {
  private readonly txns = new Map<string, Txn>()
  private readonly byProducer = new Map<number, string>()
  private readonly timers = new Map<string, NodeJS.Timeout>()
  private readonly queues = new Map<string, Promise<unknown>>()
  private readonly producerIds: ProducerIds
  private stopped = false

  constructor(
    private readonly state: StateLog,
    private readonly topics: Topics,
    private readonly groups: Groups,
    private readonly timeoutMsMax: () => number,
    private readonly log: Log,
  ) {
    for (const [key, value] of state.entries()) {
      const txn = txnFromJson(key, value)
      if (txn) this.place(txn)
    }
    this.producerIds = new ProducerIds(state, this.highestProducerId())
  }

  private highestProducerId(): number {
    let highest = -1
    for (const id of this.byProducer.keys()) highest = Math.max(highest, id)
    for (const { partitions } of this.topics.all)
      for (const { producers } of partitions)
        for (const { id } of producers.all)
          if (id < PRODUCER_ID_CREDIBLE) highest = Math.max(highest, id)
    return highest
  }

  /** After a start: ends prepared transactions and watches open ones. */
  async resume(): Promise<void> {
    for (const txn of [...this.txns.values()]) {
      for (const { group, commits } of txn.offsets) this.markUncertain(txn, group, commits)
      if (txn.state === 'PrepareCommit' || txn.state === 'PrepareAbort')
        await this.exclusive(txn.id, () => this.finish(txn.id))
      else if (txn.state === 'Ongoing') this.watch(txn)
    }
  }

  get all(): Iterable<Txn> {
    return this.txns.values()
  }

  find(id: string): Txn | undefined {
    return this.txns.get(id)
  }

  /** Runs the steps of one id one at a time, in order. */
  private exclusive<T>(id: string, step: () => Promise<T>): Promise<T> {
    const done = (this.queues.get(id) ?? Promise.resolve()).then(step, step)
    this.queues.set(id, done)
    done.catch(() => {}).finally(() => this.queues.get(id) === done && this.queues.delete(id))
    return done
  }

  private place(txn: Txn): void {
    const before = this.txns.get(txn.id)
    if (before && before.producerId !== txn.producerId) this.byProducer.delete(before.producerId)
    this.txns.set(txn.id, txn)
    this.byProducer.set(txn.producerId, txn.id)
  }

  private async save(txn: Txn): Promise<void> {
    await this.state.put([[txnKey(txn.id), txnToJson(txn)]])
    this.place(txn)
  }

  // Producers

  async newProducer(): Promise<ProducerIdentity> {
    return { producerId: await this.producerIds.take(), epoch: 0 }
  }

  initProducer(
    id: string,
    timeoutMs: number,
    known: ProducerIdentity | undefined,
  ): Promise<ProducerIdentity> {
    if (id === '') throw new ApiError('INVALID_REQUEST', 'an empty transactional id')
    const timeoutMsMax = this.timeoutMsMax()
    if (timeoutMs <= 0 || timeoutMs > timeoutMsMax)
      throw new ApiError(
        'INVALID_TRANSACTION_TIMEOUT',
        `${timeoutMs} is not within 1..${timeoutMsMax}`,
      )
    return this.exclusive(id, async () => {
      const fresh = {
        id,
        timeoutMs,
        state: 'Empty',
        startedAt: 0,
        partitions: [],
        groups: [],
        offsets: [],
      } as const
      let txn = this.txns.get(id)
      if (known && txn && (known.producerId !== txn.producerId || known.epoch !== txn.epoch))
        throw new ApiError('PRODUCER_FENCED')
      if (txn?.state === 'Ongoing') await this.end(txn, false, true)
      if (txn?.state.startsWith('Prepare')) throw new ApiError('CONCURRENT_TRANSACTIONS')
      txn = this.txns.get(id)
      const next =
        txn && txn.epoch < EPOCH_MAX
          ? { producerId: txn.producerId, epoch: txn.epoch + 1 }
          : { producerId: await this.producerIds.take(), epoch: 0 }
      await this.save({ ...fresh, ...next })
      return next
    })
  }

  private check(id: string, { producerId, epoch }: ProducerIdentity): Txn {
    const txn = this.txns.get(id)
    if (!txn || txn.producerId !== producerId) throw new ApiError('INVALID_PRODUCER_ID_MAPPING')
    if (txn.epoch !== epoch) throw new ApiError('PRODUCER_FENCED')
    return txn
  }

  // Within a transaction

  addPartitions(
    id: string,
    producer: ProducerIdentity,
    partitions: readonly (readonly [string, number])[],
  ): Promise<void> {
    return this.exclusive(id, async () => {
      const txn = this.check(id, producer)
      const more = newPartitions(txn, partitions)
      await this.goOn(txn, { partitions: more, groups: [] })
    })
  }

  addOffsets(id: string, producer: ProducerIdentity, group: string): Promise<void> {
    return this.exclusive(id, async () => {
      const txn = this.check(id, producer)
      await this.goOn(txn, { partitions: [], groups: txn.groups.includes(group) ? [] : [group] })
    })
  }

  private async goOn(txn: Txn, more: Pick<Txn, 'partitions' | 'groups'>): Promise<void> {
    if (txn.state.startsWith('Prepare')) throw new ApiError('CONCURRENT_TRANSACTIONS')
    const isOpen = txn.state === 'Ongoing'
    if (isOpen && more.partitions.length === 0 && more.groups.length === 0) return
    const base: Txn = isOpen
      ? txn
      : { ...txn, state: 'Ongoing', startedAt: Date.now(), partitions: [], groups: [], offsets: [] }
    const next = {
      ...base,
      partitions: [...base.partitions, ...more.partitions],
      groups: [...base.groups, ...more.groups],
    }
    await this.save(next)
    if (!isOpen) this.watch(next)
  }

  /**
   * Kafka knows which partition of its offsets topic was added to a transaction, not which group. Here
   * that topic counts as one partition (`offsets.topic.num.partitions`), so any group stands for all.
   */
  commitOffsets(
    id: string,
    producer: ProducerIdentity,
    group: string,
    commits: readonly OffsetCommit[],
  ): Promise<void> {
    return this.exclusive(id, async () => {
      const txn = this.check(id, producer)
      if (txn.state !== 'Ongoing' || txn.groups.length === 0)
        throw new ApiError('INVALID_TXN_STATE', 'no group was added to the transaction')
      await this.save({ ...txn, offsets: [...txn.offsets, { group, commits }] })
      this.markUncertain(txn, group, commits)
    })
  }

  /** Offsets of a deleted topic that wait for their transaction would be those of a topic made anew. */
  async forgetTopic(topic: string): Promise<void> {
    const others = ({ group, commits }: TxnOffsets): TxnOffsets => ({
      group,
      commits: commits.filter(commit => commit.topic !== topic),
    })
    for (const { id, offsets } of this.txns.values())
      if (offsets.some(({ commits }) => commits.some(commit => commit.topic === topic)))
        await this.exclusive(id, async () => {
          const txn = this.txns.get(id)
          if (txn?.state === 'Ongoing')
            await this.save({ ...txn, offsets: txn.offsets.map(others) })
        })
  }

  private markUncertain(txn: Txn, group: string, commits: readonly OffsetCommit[]): void {
    for (const { topic, partition } of commits)
      this.groups.markUncertain(group, topic, partition, txn.producerId)
  }

  /** The transaction of this producer, which there is from its first InitProducerId on. */
  ofProducer(producerId: number): Txn {
    const id = this.byProducer.get(producerId)
    const txn = id === undefined ? undefined : this.txns.get(id)
    if (!txn) throw new ApiError('INVALID_PRODUCER_ID_MAPPING')
    return txn
  }

  /**
   * Takes a transactional batch only into a partition that its open transaction has: otherwise
   * nobody would ever end it there.
   */
  checkProduce(txn: Txn, epoch: number, topic: string, partition: number): void {
    if (epoch < txn.epoch) throw new ApiError('INVALID_PRODUCER_EPOCH')
    if (txn.state !== 'Ongoing' || !hasPartition(txn, topic, partition))
      throw new ApiError('INVALID_TXN_STATE', `${topic}-${partition} is not in an open transaction`)
  }

  // The end

  endTransaction(id: string, producer: ProducerIdentity, commit: boolean): Promise<void> {
    return this.exclusive(id, async () => {
      const txn = this.check(id, producer)
      switch (txn.state) {
        case 'Ongoing':
          return this.end(txn, commit, false)
        case 'PrepareCommit':
        case 'PrepareAbort':
          throw new ApiError('CONCURRENT_TRANSACTIONS')
        case 'CompleteCommit':
          if (commit) return
          break
        case 'CompleteAbort':
          if (!commit) return
          break
        case 'Empty':
          // A client may abort a transaction that it never used.
          if (!commit) return
      }
      throw new ApiError('INVALID_TXN_STATE', `the transaction is ${txn.state}`)
    })
  }

  /** `fence`: the producer is gone or too late, so its epoch ends with the transaction. */
  private async end(txn: Txn, commit: boolean, fence: boolean): Promise<void> {
    this.unwatch(txn.id)
    await this.save({
      ...txn,
      state: commit ? 'PrepareCommit' : 'PrepareAbort',
      epoch: fence ? txn.epoch + 1 : txn.epoch,
    })
    await this.finish(txn.id)
  }

  private async finish(id: string): Promise<void> {
    const txn = this.txns.get(id)
    if (!txn?.state.startsWith('Prepare')) return
    const commit = txn.state === 'PrepareCommit'
    try {
      await this.writeMarkers(txn, commit)
      const done: Txn = {
        ...txn,
        state: commit ? 'CompleteCommit' : 'CompleteAbort',
        partitions: [],
        groups: [],
        offsets: [],
      }
      const saved = [txnKey(id), txnToJson(done)] as const
      // The last group's offsets and the completed transaction are saved in one step; a restart
      // before it commits the others again.
      const offsets = commit ? txn.offsets : []
      for (const [i, { group, commits }] of offsets.entries())
        await this.groups.commit(
          group,
          commits,
          Date.now(),
          i === offsets.length - 1 ? [saved] : [],
        )
      if (offsets.length === 0) await this.state.put([saved])
      this.place(done)
      for (const { group } of txn.offsets) this.groups.settleUncertain(group, txn.producerId)
    } catch (error) {
      this.log.warn({ err: error, transactionalId: id }, 'kafka.transaction-end-retried')
      if (!this.stopped)
        this.timers.set(
          id,
          setTimeout(
            () => void this.exclusive(id, () => this.finish(id)).catch(() => {}),
            RETRY_MS,
          ),
        )
      throw new ApiError(
        'COORDINATOR_NOT_AVAILABLE',
        'the end of the transaction could not be written yet',
      )
    }
  }

  private async writeMarkers(txn: Txn, commit: boolean): Promise<void> {
    const written = txn.partitions.map(([topic, partition]) => {
      const log = this.topics.get(topic)?.partition(partition)
      // As in Kafka, a partition to which nothing was written gets its marker too.
      if (!log) return Promise.resolve()
      const now = Date.now()
      const batch = controlBatch(txn.producerId, txn.epoch, commit, now)
      return log.append(batch, readBatchHeader(batch, 0), now).done
    })
    await Promise.all(written)
  }

  private watch(txn: Txn): void {
    this.unwatch(txn.id)
    const leftMs = Math.max(0, txn.startedAt + txn.timeoutMs - Date.now())
    const abort = () =>
      this.exclusive(txn.id, async () => {
        const now = this.txns.get(txn.id)
        if (
          now?.state === 'Ongoing' &&
          now.producerId === txn.producerId &&
          now.epoch === txn.epoch
        )
          await this.end(now, false, true)
      })
    this.timers.set(
      txn.id,
      setTimeout(() => void abort().catch(() => {}), leftMs),
    )
  }

  private unwatch(id: string): void {
    clearTimeout(this.timers.get(id))
    this.timers.delete(id)
  }

  async stop(): Promise<void> {
    this.stopped = true
    for (const id of [...this.timers.keys()]) this.unwatch(id)
    await Promise.allSettled([...this.queues.values()])
  }
}
