// Topics and their records on any Kafka connection.
import type { Contract, TopicRecord, TopicSummary } from '@shared/contract'
import { answerFeed, Ring } from '@shared/feed'
import { LabError } from '@shared/errors'
import type { HandlersOf } from '@shared/rpc'
import { addressOf, browse, tailTopic } from '@main/connections'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import { idleCache } from '../idle-cache'

const TAIL_RECORDS_MAX = 1000
/** Rates are over at least this long, so that two quick looks do not make a wild figure. */
const RATE_MS_MIN = 1000

export interface TopicsService {
  readonly handlers: HandlersOf<Contract>['topics']
  close(): void
}

export function topicsService(profiles: ConnectionProfiles): TopicsService {
  const rates = new Rates()
  const tails = idleCache((key: string, signal: AbortSignal) => {
    const [connection = '', topic = ''] = key.split('\n')
    const ring = new Ring<TopicRecord>(TAIL_RECORDS_MAX)
    const state: { error?: LabError } = {}
    void profiles
      .resolve(connection, 'kafka')
      .then(resolved =>
        tailTopic(resolved, {
          topic,
          signal,
          onRecords: records => {
            delete state.error
            ring.push(...records)
          },
          onError: error => (state.error = error),
        }),
      )
      .catch((error: unknown) => (state.error = LabError.from(error)))
    return { ring, state }
  })
  const admin = (connection: string) => profiles.admin(connection)
  const forWriting = async (connection: string) => {
    await profiles.writable(connection, 'kafka')
    return profiles.admin(connection)
  }

  return {
    handlers: {
      list: async ({ connection }) =>
        rates.add(connection, await (await admin(connection)).listTopics()),
      describe: async ({ connection, topic }) => (await admin(connection)).describeTopic(topic),
      create: async ({ connection, topic, ...options }) => {
        const made = await (await forWriting(connection)).createTopic(topic, options)
        if (made) return
        const address = addressOf(await profiles.resolve(connection, 'kafka'))
        throw new LabError('kafka-topic-exists', { kind: 'conflict', params: { topic, address } })
      },
      delete: async ({ connection, topic }) => (await forWriting(connection)).deleteTopic(topic),
      empty: async ({ connection, topic }) => (await forWriting(connection)).emptyTopic(topic),
      addPartitions: async ({ connection, topic, count }) =>
        (await forWriting(connection)).addPartitions(topic, count),
      browse: async ({ connection, ...request }, { signal }) => {
        try {
          return await browse(await admin(connection), await profiles.reader(connection), {
            ...request,
            signal,
          })
        } catch (error) {
          if (LabError.from(error).kind === 'unreachable')
            await profiles.forget(connection, 'reader')
          throw error
        }
      },
      tail: async ({ connection, topic, cursor }, { signal }) => {
        const { ring, state } = tails.get(`${connection}\n${topic}`)
        if (cursor === undefined) await (await admin(connection)).endsOf(topic)
        const page = await answerFeed(ring, cursor, { signal })
        if (state.error && page.items.length === 0) throw state.error
        return page
      },
      produce: async ({ connection, topic, records }) => {
        await profiles.writable(connection, 'kafka')
        const producer = await profiles.producer(connection)
        try {
          const deliveries = await producer.send(
            topic,
            records.map(record => ({ ...record, key: record.key ?? null })),
          )
          return deliveries.map(({ partition, baseOffset }) => ({
            partition,
            offset: String(baseOffset),
          }))
        } catch (error) {
          if (LabError.from(error).kind === 'unreachable')
            await profiles.forget(connection, 'producer')
          throw error
        }
      },
    },
    close: () => tails.close(),
  }
}

/** Records a second, out of how many there were the last time somebody looked. */
class Rates {
  private readonly last = new Map<
    string,
    { at: number; records: number; rate: number | undefined }
  >()

  add(connection: string, topics: readonly TopicSummary[]): TopicSummary[] {
    const now = Date.now()
    return topics.map(topic => {
      const key = `${connection}\n${topic.name}`
      const before = this.last.get(key)
      const elapsedMs = now - (before?.at ?? now)
      if (before && elapsedMs < RATE_MS_MIN) return { ...topic, ratePerSecond: before.rate }
      const rate = before
        ? Math.max(0, ((topic.records - before.records) * 1000) / elapsedMs)
        : undefined
      this.last.set(key, { at: now, records: topic.records, rate })
      return { ...topic, ratePerSecond: rate }
    })
  }
}
