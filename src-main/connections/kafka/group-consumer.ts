// A run's consumer. It is a member of a group, so that every tool sees its members and lag, but its
// positions come from the checkpoint. kafkajs assigns partitions by group only, so each join seeks
// to the checkpoint's offsets. The group's own offsets are a mirror, committed after checkpoints
// and never read back.
import { setTimeout as sleep } from 'node:timers/promises'
import { APP_CLIENT_ID } from '@shared/contract'
import { LabError } from '@shared/errors'
import { addressOf, type ResolvedOf } from '../profiles'
import { kafkaClient } from './client'
import { kafkaError } from './errors'
import type { FetchedBatch } from './fetched-record'
import type { Consumer } from './kafkajs'

export interface GroupConsumerOptions {
  readonly topic: string
  readonly group: string
  /**
   * It is read up to its end and then left: a fetch that finds nothing waits a short time only,
   * because leaving waits for it.
   */
  readonly endsSoon?: boolean
  /** The next offset to read; asked at every join for every partition that was assigned. */
  readonly positionOf: (partition: number) => number
  /** Takes a batch when there is room (resolve later = back-pressure). */
  readonly onBatch: (
    partition: number,
    batches: readonly FetchedBatch[],
    end: number,
  ) => Promise<void>
  readonly onAssigned?: (partitions: readonly number[]) => void
  readonly onError?: (error: LabError) => void
}

const HEARTBEAT_MS = 1000
/**
 * After a kill the group waits this long for the dead member before the next run may read. It is
 * Kafka's former default.
 */
const SESSION_MS = 10_000
const FETCH_WAIT_MS = 250
const SHORT_FETCH_WAIT_MS = 50

export class GroupConsumer {
  private consumer: Consumer | undefined
  private closing = false
  private readonly address: string

  constructor(
    private readonly connection: ResolvedOf<'kafka'>,
    private readonly options: GroupConsumerOptions,
  ) {
    this.address = addressOf(connection)
  }

  /**
   * Returns when the consumer runs. Afterwards it recovers by itself and reports errors to onError.
   */
  async start(): Promise<void> {
    const { topic, group, positionOf, onAssigned, endsSoon } = this.options
    const consumer = kafkaClient(this.connection, {
      clientId: APP_CLIENT_ID,
      retries: 5,
    }).consumer({
      groupId: group,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: endsSoon ? SHORT_FETCH_WAIT_MS : FETCH_WAIT_MS,
      maxBytesPerPartition: 2 * 1024 * 1024,
      maxBytes: 8 * 1024 * 1024,
      sessionTimeout: SESSION_MS,
      retry: {
        retries: 5,
        initialRetryTime: 100,
        maxRetryTime: 1000,
        restartOnFailure: async () => false,
      },
    })
    this.consumer = consumer
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const partitions = [...(payload.memberAssignment[topic] ?? [])].sort((a, b) => a - b)
      onAssigned?.(partitions)
      for (const partition of partitions)
        consumer.seek({ topic, partition, offset: String(positionOf(partition)) })
    })
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!this.closing) void this.restart(kafkaError(payload.error, this.address))
    })
    try {
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: true,
        eachBatch: async ({ batch, heartbeat, isStale, isRunning }) => {
          if (!isRunning() || isStale()) return
          // kafkajs passes decodeFetch's batches on as its messages.
          const batches = batch.messages as unknown as readonly FetchedBatch[]
          const taken = this.options.onBatch(batch.partition, batches, Number(batch.highWatermark))
          await this.beatUntil(taken, heartbeat)
        },
      })
    } catch (error) {
      await this.drop(consumer)
      throw kafkaError(error, this.address)
    }
  }

  /**
   * A full queue may outlast the session, so we keep sending heartbeats. Most batches are taken at
   * once, and many come in a second: a timer is all that each costs.
   */
  private async beatUntil(taken: Promise<void>, heartbeat: () => Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const failed = new Promise<never>((_, reject) => {
      timer = setInterval(() => void heartbeat().catch(reject), HEARTBEAT_MS)
      timer.unref()
    })
    await Promise.race([taken, failed]).finally(() => clearInterval(timer))
  }

  /** kafkajs gives up after its retries. We report that and begin again until the run closes. */
  private async restart(error: LabError): Promise<void> {
    this.options.onError?.(error)
    const old = this.consumer
    this.consumer = undefined
    if (old) await this.drop(old)
    for (let delayMs = 250; !this.closing; delayMs = Math.min(delayMs * 2, 5000)) {
      await sleep(delayMs / 2 + (Math.random() * delayMs) / 2)
      if (this.closing) return
      try {
        return await this.start()
      } catch (cause) {
        this.options.onError?.(LabError.from(cause))
      }
    }
  }

  /** Whether the broker took them. The group's offsets only show lag: a failure loses nothing. */
  async commit(positions: ReadonlyMap<number, number>): Promise<boolean> {
    const { topic } = this.options
    const offsets = [...positions].map(([partition, offset]) => ({
      topic,
      partition,
      offset: String(offset),
    }))
    if (offsets.length === 0) return true
    if (this.consumer === undefined) return false
    return this.consumer.commitOffsets(offsets).then(
      () => true,
      () => false,
    )
  }

  async close(): Promise<void> {
    this.closing = true
    const consumer = this.consumer
    this.consumer = undefined
    if (consumer) await this.drop(consumer)
  }

  private async drop(consumer: Consumer): Promise<void> {
    await consumer.disconnect().catch(() => {})
  }
}
