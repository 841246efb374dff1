// Periodic work: removes segments past their retention, by age and by size, and compacts topics
// that ask for it.
import type { Log } from '@main/platform'
import type { PartitionLog } from '../log/partition-log'
import { compactLog } from '../log/compact'
import type { Topic } from './topic'
import type { Topics } from './topics'

/** producer.id.expiration.ms */
const PRODUCER_FORGOTTEN_MS = 86_400_000

export class Upkeep {
  private readonly timer: NodeJS.Timeout
  private running: Promise<void> | undefined

  constructor(
    private readonly topics: Topics,
    everyMs: number,
    private readonly log: Log,
  ) {
    this.timer = setInterval(() => void this.run(), everyMs)
    this.timer.unref()
  }

  run(): Promise<void> {
    this.running ??= this.runAll().finally(() => {
      this.running = undefined
    })
    return this.running
  }

  private async runAll(): Promise<void> {
    const now = Date.now()
    for (const topic of [...this.topics.all])
      for (const partition of topic.partitions)
        await look(topic, partition, now).catch((error: unknown) =>
          this.log.warn({ err: error, dir: partition.dir }, 'kafka.retention-failed'),
        )
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }
}

async function look(topic: Topic, partition: PartitionLog, now: number): Promise<void> {
  await applyRetention(partition, now)
  if (topic.settings.isCompacted && !partition.isClosed)
    await compactLog(partition, topic.settings, now)
}

export async function applyRetention(log: PartitionLog, now: number): Promise<void> {
  if (log.isClosed || log.segments.length === 0) return
  log.producers.expire(log.logStart, now - PRODUCER_FORGOTTEN_MS)
  const { retentionMs, retentionBytes, cleanup } = log.settings()
  if (cleanup === 'compact' || cleanup === 'none') return
  if (retentionMs >= 0) {
    while (log.segments.length > 0) {
      const [oldest, next] = log.segments
      if (!oldest || oldest.sizeBytes !== oldest.durableBytes) break
      // Compaction leaves files in which nothing is left; the last one keeps the next offset.
      if (oldest.durableBytes === 0 && !next) break
      const isEmpty = oldest.durableBytes === 0
      const files = log.services.files
      if (!isEmpty && now - (await oldest.maxTimestamp(files)) <= retentionMs) break
      if (!(await dropOldest(log, now))) break
    }
  }
  if (retentionBytes >= 0) {
    // As in Kafka: a segment goes only when the rest is still as large as retention.bytes.
    while (
      log.segments.length > 1 &&
      log.sizeBytes - log.segments[0]!.durableBytes >= retentionBytes
    )
      if (!(await dropOldest(log, now))) break
  }
}

/**
 * The last segment goes too when it is too old: an empty one takes its place and keeps the next
 * offset.
 */
async function dropOldest(log: PartitionLog, now: number): Promise<boolean> {
  if (log.segments.length === 1) await log.roll(now)
  const next = log.segments[1]
  if (!next || log.isClosed) return false
  await log.dropBefore(next.baseOffset)
  return true
}
