// Topics and their records on any Kafka connection.
import type { Contract, TopicRecord } from '@shared/contract'
import { answerFeed, Ring } from '@shared/feed'
import { LabError } from '@shared/errors'
import type { HandlersOf } from '@shared/rpc'
import { addressOf, browse, tailTopic, type BrowseRequest, type Decode } from '@main/connections'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import { idleCache } from '../idle-cache'
import type { MessageTrials } from '../labs/trial-worker'
import { matcherOf } from './message-matcher'
import { TopicRates } from './topic-rates'

const TAIL_RECORDS_MAX = 1000
/** Messages that are looked at for the fields of a topic. */
const NEWEST_SAMPLES = 200
const OLDEST_SAMPLES = 50

export interface TopicsService {
  readonly handlers: HandlersOf<Contract>['topics']
  close(): void
}

export function topicsService(
  profiles: ConnectionProfiles,
  messages: MessageTrials,
): TopicsService {
  const tails = tailsOf(profiles)
  return {
    handlers: {
      ...administration(profiles),
      ...reading(profiles, tails, messages),
      ...writing(profiles),
    },
    close: () => tails.close(),
  }
}

type Topics = HandlersOf<Contract>['topics']
type Tails = ReturnType<typeof tailsOf>

/** Each tailed topic is read once, however many look at it. */
function tailsOf(profiles: ConnectionProfiles) {
  return idleCache((key: string, signal: AbortSignal) => {
    const [connection = '', topic = ''] = key.split('\n')
    const ring = new Ring<TopicRecord>(TAIL_RECORDS_MAX)
    const state: { error?: LabError } = {}
    void profiles
      .resolve(connection, 'kafka')
      .then(resolved =>
        tailTopic(resolved, {
          topic,
          decode: records => decoding(profiles, connection, records),
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
}

function administration(
  profiles: ConnectionProfiles,
): Pick<Topics, 'list' | 'describe' | 'create' | 'delete' | 'empty' | 'addPartitions'> {
  const rates = new TopicRates()
  const admin = (connection: string) => profiles.admin(connection)
  return {
    list: async ({ connection }) => {
      const client = await admin(connection)
      const asked = Date.now()
      const topics = await client.listTopics()
      // A busy cluster counts somewhere between the question and its answer.
      return rates.add(connection, topics, (asked + Date.now()) / 2)
    },
    describe: async ({ connection, topic }) => (await admin(connection)).describeTopic(topic),
    create: async ({ connection, topic, ...options }) => {
      const made = await (await profiles.adminForWriting(connection)).createTopic(topic, options)
      if (made) return
      const address = addressOf(await profiles.resolve(connection, 'kafka'))
      throw new LabError('kafka-topic-exists', { kind: 'conflict', params: { topic, address } })
    },
    delete: async ({ connection, topic }) =>
      (await profiles.adminForWriting(connection)).deleteTopic(topic),
    empty: async ({ connection, topic }) =>
      (await profiles.adminForWriting(connection)).emptyTopic(topic),
    addPartitions: async ({ connection, topic, count }) =>
      (await profiles.adminForWriting(connection)).addPartitions(topic, count),
  }
}

function reading(
  profiles: ConnectionProfiles,
  tails: Tails,
  messages: MessageTrials,
): Pick<Topics, 'browse' | 'fields' | 'tail'> {
  const read = async (connection: string, request: BrowseRequest) => {
    const admin = await profiles.admin(connection)
    const decode: Decode = records => decoding(profiles, connection, records)
    return reopening(profiles, connection, 'reader', async () =>
      browse(admin, await profiles.reader(connection), { ...request, decode }),
    )
  }
  const fields: Topics['fields'] = async ({ connection, topic }, context) => {
    const ask = async (from: 'newest' | 'oldest', limit: number) =>
      (await read(connection, { topic, from, limit, signal: context.signal })).records
    const records = [
      ...(await ask('newest', NEWEST_SAMPLES)),
      ...(await ask('oldest', OLDEST_SAMPLES)),
    ]
    const values = records.flatMap(({ value, truncated }) =>
      value === null || truncated ? [] : [value],
    )
    return messages.fieldsOf({ values }, context)
  }
  return {
    fields,
    browse: async ({ connection, where, ...request }, context) => {
      const { topic } = request
      const matcher =
        where &&
        (await matcherOf(
          messages,
          where,
          async () => (await fields({ connection, topic }, context)).fields,
        ))
      return read(connection, { ...request, matcher, signal: context.signal })
    },
    tail: async ({ connection, topic, cursor }, { signal }) => {
      const { ring, state } = tails.get(`${connection}\n${topic}`)
      if (cursor === undefined) await (await profiles.admin(connection)).endsOf(topic)
      const page = await answerFeed(ring, cursor, { signal })
      if (state.error && page.items.length === 0) throw state.error
      return page
    },
  }
}

function writing(profiles: ConnectionProfiles): Pick<Topics, 'produce'> {
  return {
    produce: async ({ connection, topic, records }) => {
      await profiles.writable(connection, 'kafka')
      return reopening(profiles, connection, 'producer', async () => {
        const producer = await profiles.producer(connection)
        const keyed = records.map(record => ({ ...record, key: record.key ?? null }))
        const deliveries = await producer.send(topic, keyed)
        return deliveries.map(({ partition, baseOffset }) => ({
          partition,
          offset: String(baseOffset),
        }))
      })
    },
  }
}

/** A registry that cannot be had must not keep anybody from looking at records. */
async function decoding(
  profiles: ConnectionProfiles,
  connection: string,
  records: Parameters<Decode>[0],
): ReturnType<Decode> {
  const decode = await profiles.decodeOf(connection).catch(() => undefined)
  return decode ? decode(records) : records.map(record => ({ record }))
}

/** A client that found nobody is opened anew the next time. */
async function reopening<Value>(
  profiles: ConnectionProfiles,
  connection: string,
  kind: 'reader' | 'producer',
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (LabError.from(error).kind === 'unreachable') await profiles.forget(connection, kind)
    throw error
  }
}
