// Topics of a cluster: list, describe, create, delete, empty, more partitions. One admin client per
// connection, opened when first needed and kept; a lost connection is opened anew by kafkajs.
import { LabError } from '@shared/errors'
import type { BrokerSetting, TopicDetail, TopicSummary } from '@shared/contract'
import { addressOf, type ResolvedOf } from '../profiles'
import { brokerSettings, setBrokerSetting } from './broker-settings'
import { kafkaClient } from './client'
import { kafkaError } from './errors'
import { recordsOf, type LedPartition } from './led-partitions'
import { kafkajs, type Admin, type ITopicMetadata } from './kafkajs'
import { adminOf, type RawCluster } from './raw-cluster'
import { leaderSizes } from './log-dirs'
import { explained } from './probe'
import { topicIdOf } from './topic-id'

export interface PartitionEnds {
  readonly partition: number
  readonly earliest: number
  readonly latest: number
}

/**
 * kafkajs waits for ever for a server that greets first (a database, a mail server), because it
 * takes the greeting for half an answer.
 */
const CONNECT_MS_MAX = 20_000

async function inTime(work: Promise<void>, address: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new LabError('kafka-unreachable', {
            kind: 'unreachable',
            params: { address, message: 'timeout' },
          }),
        ),
      CONNECT_MS_MAX,
    )
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const ledPartitions = (topic: ITopicMetadata): LedPartition[] =>
  topic.partitions.map(({ partitionId, leader }) => ({
    topic: topic.name,
    partition: partitionId,
    leader,
  }))

/** A sum that lacks a part would be wrong, so it is unknown. */
const sumOrUnknown = (sizes: readonly (number | undefined)[]) =>
  sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0)

interface Opened {
  readonly admin: Admin
  readonly cluster: RawCluster
}

export class KafkaAdmin {
  private opened: Promise<Opened> | undefined
  readonly address: string

  constructor(readonly connection: ResolvedOf<'kafka'>) {
    this.address = addressOf(connection)
  }

  /** Runs one admin call; errors come out as LabErrors. */
  with<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    return this.withCluster(({ admin }) => work(admin))
  }

  private async withCluster<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
    try {
      this.opened ??= this.open()
      return await work(await this.opened)
    } catch (error) {
      const known = kafkaError(error, this.address)
      if (known.kind === 'unreachable') await this.close()
      // kafkajs asks about every topic that it was ever asked about, and so one that has been deleted
      // since would fail all later calls, such as the list of groups.
      if (known.code === 'kafka-no-topic') (await this.opened)?.cluster.targetTopics.clear()
      throw await explained(known, this.connection)
    }
  }

  private async open(): Promise<Opened> {
    const opened = adminOf(kafkaClient(this.connection, { clientId: 'sluice-admin' }))
    try {
      await inTime(opened.admin.connect(), this.address)
      return opened
    } catch (error) {
      this.opened = undefined
      throw error
    }
  }

  async close(): Promise<void> {
    const { opened } = this
    this.opened = undefined
    if (opened) await opened.then(({ admin }) => admin.disconnect()).catch(() => {})
  }

  topicNames(): Promise<string[]> {
    return this.with(admin => admin.listTopics())
  }

  async listTopics(): Promise<TopicSummary[]> {
    return this.withCluster(async ({ admin, cluster }) => {
      const { topics } = await admin.fetchTopicMetadata()
      const partitions = topics.flatMap(ledPartitions)
      const [records, sizes] = await Promise.all([
        recordsOf(cluster, partitions),
        leaderSizes(cluster, partitions),
      ])
      return topics
        .map(topic => ({
          name: topic.name,
          partitions: topic.partitions.length,
          replication: topic.partitions[0]?.replicas.length ?? 0,
          records: records.get(topic.name) ?? 0,
          sizeBytes: sumOrUnknown(topic.partitions.map(p => sizes(topic.name, p.partitionId))),
          internal: topic.name.startsWith('__'),
        }))
        .sort((a, b) => a.name.localeCompare(b.name))
    })
  }

  /** Another one when the topic was deleted and made anew; undefined where clusters give none. */
  topicIdOf(topic: string): Promise<string | undefined> {
    return this.withCluster(({ cluster }) => topicIdOf(cluster, topic))
  }

  async endsOf(topic: string): Promise<PartitionEnds[]> {
    const offsets = await this.with(admin => admin.fetchTopicOffsets(topic))
    return offsets
      .map(({ partition, low, high }) => ({
        partition,
        earliest: Number(low),
        latest: Number(high),
      }))
      .sort((a, b) => a.partition - b.partition)
  }

  /** First offset at or after a time, by partition; the end where there is none. */
  async offsetsAt(topic: string, timeMs: number): Promise<Map<number, number>> {
    const offsets = await this.with(admin => admin.fetchTopicOffsetsByTimestamp(topic, timeMs))
    return new Map(offsets.map(({ partition, offset }) => [partition, Number(offset)]))
  }

  /**
   * For a group without members. kafkajs itself would join the group for it, and wait as long as a
   * new group waits for members.
   */
  async commitOffsets(
    groupId: string,
    topic: string,
    offsets: ReadonlyMap<number, string>,
  ): Promise<void> {
    const partitions = [...offsets].map(([partition, offset]) => ({
      partition,
      offset,
      metadata: '',
    }))
    await this.withCluster(async ({ cluster }) => {
      const coordinator = await cluster.findGroupCoordinator({ groupId })
      await coordinator.offsetCommit({
        groupId,
        groupGenerationId: -1,
        memberId: '',
        topics: [{ topic, partitions }],
      })
    })
  }

  async describeTopic(topic: string): Promise<TopicDetail> {
    const { topics } = await this.with(admin => admin.fetchTopicMetadata({ topics: [topic] }))
    const found = topics[0]
    if (!found)
      throw new LabError('kafka-no-topic', {
        kind: 'remote',
        params: { topic, address: this.address },
      })
    const [ends, sizes, configs] = await Promise.all([
      this.endsOf(topic),
      this.withCluster(({ cluster }) =>
        leaderSizes(
          cluster,
          ledPartitions(found),
          new Map([[topic, found.partitions.map(p => p.partitionId)]]),
        ),
      ),
      this.configsOf(topic),
    ])
    const endOf = new Map(ends.map(p => [p.partition, p]))
    return {
      name: topic,
      partitions: found.partitions.length,
      replication: found.partitions[0]?.replicas.length ?? 0,
      records: ends.reduce((sum, p) => sum + p.latest - p.earliest, 0),
      sizeBytes: sumOrUnknown(found.partitions.map(p => sizes(topic, p.partitionId))),
      internal: topic.startsWith('__'),
      partitionList: found.partitions
        .map(p => ({
          id: p.partitionId,
          leader: p.leader,
          replicas: p.replicas,
          isr: p.isr,
          earliest: String(endOf.get(p.partitionId)?.earliest ?? 0),
          latest: String(endOf.get(p.partitionId)?.latest ?? 0),
          sizeBytes: sizes(topic, p.partitionId),
        }))
        .sort((a, b) => a.id - b.id),
      configs,
    }
  }

  /** The settings of a topic as they act, those of the broker among them. */
  async configsOf(topic: string): Promise<TopicDetail['configs']> {
    const { resources } = await this.with(admin =>
      admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic }],
      }),
    )
    return (resources[0]?.configEntries ?? []).map(entry => ({
      name: entry.configName,
      value: entry.isSensitive ? '' : entry.configValue,
      isDefault: entry.isDefault,
      readOnly: entry.readOnly,
    }))
  }

  /** False when the topic was there already. */
  async createTopic(
    topic: string,
    options: {
      partitions: number
      replication?: number
      configs?: Readonly<Record<string, string>>
    },
  ): Promise<boolean> {
    return this.with(async admin => {
      try {
        return await admin.createTopics({
          waitForLeaders: true,
          topics: [
            {
              topic,
              numPartitions: options.partitions,
              replicationFactor: options.replication ?? 1,
              configEntries: Object.entries(options.configs ?? {}).map(([name, value]) => ({
                name,
                value,
              })),
            },
          ],
        })
      } catch (error) {
        if (kafkaError(error, this.address).code === 'kafka-topic-exists') return false
        throw error
      }
    })
  }

  async deleteTopic(topic: string): Promise<void> {
    await this.with(admin => admin.deleteTopics({ topics: [topic], timeout: 10_000 }))
  }

  /** Deletes all records; the offsets go on from where they are. */
  async emptyTopic(topic: string): Promise<void> {
    const ends = await this.endsOf(topic)
    const partitions = ends
      .filter(p => p.latest > p.earliest)
      .map(p => ({ partition: p.partition, offset: String(p.latest) }))
    if (partitions.length > 0)
      await this.with(admin => admin.deleteTopicRecords({ topic, partitions }))
  }

  async addPartitions(topic: string, count: number): Promise<void> {
    await this.with(admin => admin.createPartitions({ topicPartitions: [{ topic, count }] }))
  }

  brokerSettings(): Promise<BrokerSetting[]> {
    return this.with(brokerSettings)
  }

  setBrokerSetting(name: string, value: string | null): Promise<void> {
    return this.withCluster(({ admin, cluster }) => setBrokerSetting(admin, cluster, name, value))
  }

  async setConfig(topic: string, name: string, value: string): Promise<void> {
    await this.with(admin =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          {
            type: kafkajs.ConfigResourceTypes.TOPIC,
            name: topic,
            configEntries: [{ name, value }],
          },
        ],
      }),
    )
  }
}
