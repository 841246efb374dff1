// Random requests about a handful of topics, groups and producers, so that they meet each other's
// effects. The same seed gives the same requests.
import { gzipSync } from 'node:zlib'
import { batchOf, type NewRecord } from '../../../src-main/kafka/log/records'
import { BATCH_HEADER_BYTES, makeBatch, readBatchHeader } from '../../../src-main/kafka/log/batch'
import type { SeededRandom } from '../../support/seeded-random'
import type { Message, Side } from './side'

export interface Step {
  readonly api: string
  /** How far above the lowest common version, as a share. */
  readonly version: number
  readonly request: (side: Side) => Message
  /** Notes what this broker gave. */
  readonly after?: (side: Side, answer: Message) => void
  /** The other broker makes the change known to itself a little later. */
  readonly changesTopics?: boolean
}

const GZIP = 1
const TRANSACTIONAL = 0x10

export class Steps {
  private readonly topics: string[]
  private readonly groups: string[]
  private readonly producers: string[]
  private readonly sequences = new Map<string, number>()
  private readonly now = Date.now()
  /** As our broker has them: it creates a missing topic for Produce, which Kafka does not. */
  private readonly existing = new Set<string>()

  constructor(
    private readonly random: SeededRandom,
    prefix: string,
  ) {
    this.topics = [0, 1, 2, 3].map(i => `${prefix}-t${i}`)
    this.groups = [0, 1, 2].map(i => `${prefix}-g${i}`)
    this.producers = [0, 1, 2].map(i => `${prefix}-p${i}`)
  }

  next(): Step {
    const kinds: readonly [number, () => Omit<Step, 'version'>][] = [
      [4, () => this.createTopics()],
      [1, () => this.deleteTopics()],
      [2, () => this.createPartitions()],
      [10, () => this.produce()],
      [7, () => this.fetch()],
      [5, () => this.listOffsets()],
      [2, () => this.deleteRecords()],
      [4, () => this.alterConfigs()],
      [4, () => this.describeConfigs()],
      [4, () => this.offsetCommit()],
      [4, () => this.offsetFetch()],
      [5, () => this.group()],
      [2, () => this.groupAdmin()],
      [3, () => this.initProducer()],
      [7, () => this.transaction()],
      [2, () => this.describeTransactions()],
      [2, () => this.metadata()],
      [1, () => this.leaderEpoch()],
    ]
    const total = kinds.reduce((sum, [weight]) => sum + weight, 0)
    let at = this.random.below(total)
    const [, make] = kinds.find(([weight]) => (at -= weight) < 0)!
    return { ...make(), version: this.random.below(1000) / 1000 }
  }

  /** The topics that every sequence begins with. */
  first(): Step[] {
    const make = (name: string, numPartitions: number, configs: Record<string, string>): Step => ({
      api: 'CreateTopics',
      version: 1,
      changesTopics: true,
      after: (_, answer) => this.noteCreated(name, answer),
      request: () => ({ topics: [newTopic(name, numPartitions, 1, configs)], timeoutMs: 10_000 }),
    })
    const coordinator = (key: string, keyType: number): Step => ({
      api: 'FindCoordinator',
      version: 0.5,
      changesTopics: true,
      request: () => ({ key, keyType, coordinatorKeys: [key] }),
    })
    const restore = (resourceName: string): Step => ({
      api: 'AlterConfigs',
      version: 1,
      changesTopics: true,
      request: () => ({ resources: [{ resourceType: 4, resourceName, configs: [] }] }),
    })
    return [
      restore('1'),
      restore(''),
      // The id 0 also stands for none.
      {
        api: 'InitProducerId',
        version: 0,
        request: () => ({ transactionalId: null, transactionTimeoutMs: 60_000 }),
      },
      coordinator(this.groups[0]!, 0),
      coordinator(this.producers[0]!, 1),
      make(this.topics[0]!, 2, {}),
      make(this.topics[1]!, 1, { 'cleanup.policy': 'compact', 'max.message.bytes': '2000' }),
    ]
  }

  private readonly topic = () => this.random.pick(this.topics)
  private readonly partition = () => this.random.pick([0, 0, 0, 1, 1, 2, 7])
  private readonly oneIn = (n: number) => this.random.below(n) === 0

  private createTopics() {
    const setting = (): [string, string] =>
      this.random.pick<[string, string]>([
        ['retention.ms', '60000'],
        ['retention.ms', 'long'],
        ['cleanup.policy', 'compact'],
        ['cleanup.policy', 'shred'],
        ['max.message.bytes', '1000'],
        ['segment.bytes', '2097152'],
        ['colour', 'red'],
        ['min.cleanable.dirty.ratio', '2'],
        ['message.timestamp.type', 'LogAppendTime'],
        ['compression.type', 'brotli'],
      ])
    const name = this.oneIn(12)
      ? this.random.pick(['', '.', 'no good', 'x'.repeat(250)])
      : this.topic()
    const partitions = this.random.pick([1, 1, 2, 3, -1, 0, -2])
    const replicas = this.random.pick([1, 1, 1, 1, -1, 0, 2, -2])
    const configs = this.oneIn(2) ? {} : Object.fromEntries([setting()])
    const validateOnly = this.oneIn(6)
    return {
      api: 'CreateTopics',
      changesTopics: true,
      after: (_: Side, answer: Message) => this.noteCreated(name, answer, validateOnly),
      request: () => ({
        topics: [newTopic(name, partitions, replicas, configs)],
        timeoutMs: 10_000,
        validateOnly,
      }),
    }
  }

  private noteCreated(name: string, answer: Message, validateOnly = false): void {
    const { topics } = answer as { topics?: readonly { errorCode: number }[] }
    if (topics?.[0]?.errorCode === 0 && !validateOnly) this.existing.add(name)
  }

  private deleteTopics() {
    const name = this.topic()
    return {
      api: 'DeleteTopics',
      changesTopics: true,
      after: () => void this.existing.delete(name),
      request: () => ({ topics: [{ name }], topicNames: [name], timeoutMs: 10_000 }),
    }
  }

  private createPartitions() {
    const topic = {
      name: this.topic(),
      count: this.random.pick([1, 2, 3, 3, 4, 0, -1]),
      assignments: null,
    }
    const validateOnly = this.oneIn(4)
    return {
      api: 'CreatePartitions',
      changesTopics: true,
      request: () => ({ topics: [topic], timeoutMs: 10_000, validateOnly }),
    }
  }

  private records(): NewRecord[] {
    return Array.from({ length: 1 + this.random.below(3) }, (_, i) => ({
      key: this.oneIn(5) ? null : Buffer.from(`k${this.random.below(4)}`),
      value: this.oneIn(6) ? null : Buffer.alloc(this.random.pick([1, 10, 300, 1500]), 97 + i),
      timestamp: this.now - this.random.below(100_000),
    }))
  }

  private produce(transactional?: string): Omit<Step, 'version'> {
    if (this.existing.size === 0) return this.createTopics()
    const name = this.random.pick([...this.existing])
    const index = this.partition()
    const acks = this.random.pick([-1, -1, 1, 2])
    const producer = transactional ?? (this.oneIn(3) ? this.random.pick(this.producers) : undefined)
    const records = this.records()
    const isPacked = this.oneIn(3)
    const damage = this.oneIn(15)
    const key = `${producer} ${name} ${index}`
    const expected = this.sequences.get(key) ?? 0
    const baseSequence = this.oneIn(6) ? this.random.pick([0, expected + 5]) : expected
    if (producer) this.sequences.set(key, baseSequence + records.length)
    const request = (side: Side) => {
      const numbered = producer
        ? { ...side.producer(producer), baseSequence }
        : { producerId: -1, producerEpoch: -1, baseSequence: -1 }
      const attributes = transactional ? TRANSACTIONAL : 0
      const plain = batchOf(records, { ...numbered, attributes })
      const batch = isPacked ? packed(plain) : plain
      if (damage) batch[batch.length - 1] = batch[batch.length - 1]! ^ 1
      return {
        transactionalId: transactional ?? null,
        acks,
        timeoutMs: 5000,
        topicData: [{ name, partitionData: [{ index, records: batch }] }],
      }
    }
    return { api: 'Produce', request }
  }

  private fetch() {
    const topic = this.topic()
    const partition = this.partition()
    const fetchOffset = this.random.pick([0, 0, 0, 1, 2, 5, 100, -1])
    const isolationLevel = this.random.below(2)
    const partitionMaxBytes = this.random.pick([1, 500, 1_000_000])
    return {
      api: 'Fetch',
      request: () => ({
        replicaId: -1,
        maxWaitMs: 50,
        minBytes: 1,
        maxBytes: 1_000_000,
        isolationLevel,
        topics: [{ topic, partitions: [{ partition, fetchOffset, partitionMaxBytes }] }],
        forgottenTopicsData: [],
        rackId: '',
      }),
    }
  }

  private listOffsets() {
    const name = this.topic()
    const partitionIndex = this.partition()
    const timestamp = this.random.pick([
      -1,
      -2,
      -3,
      this.now - 50_000,
      this.now - 100_000,
      0,
      this.now + 1e6,
    ])
    const isolationLevel = this.random.below(2)
    return {
      api: 'ListOffsets',
      request: () => ({
        replicaId: -1,
        isolationLevel,
        topics: [{ name, partitions: [{ partitionIndex, timestamp, maxNumOffsets: 1 }] }],
      }),
    }
  }

  private deleteRecords() {
    const name = this.topic()
    const partitions = [
      { partitionIndex: this.partition(), offset: this.random.pick([0, 1, 2, -1, 50, -2]) },
    ]
    return {
      api: 'DeleteRecords',
      request: () => ({ topics: [{ name, partitions }], timeoutMs: 5000 }),
    }
  }

  private readonly setting = () =>
    this.random.pick<[number, string, string[]]>([
      [2, 'retention.ms', ['1000000', '-1', '-2', 'x', '']],
      [2, 'max.message.bytes', ['500', '1048588', '-1']],
      [2, 'cleanup.policy', ['delete', 'compact', 'delete,compact', 'other']],
      [2, 'min.insync.replicas', ['1', '0']],
      [2, 'colour', ['red']],
      [2, 'flush.ms', ['1000']],
      [4, 'log.retention.ms', ['100000000', '-1', 'x']],
      [4, 'message.max.bytes', ['1048588', '900000', '-1']],
      [4, 'log.dirs', ['/x']],
      [4, 'log.cleaner.delete.retention.ms', ['5000', 'y']],
    ])

  private alterConfigs() {
    const [resourceType, name, values] = this.setting()
    const value = this.oneIn(12) ? null : this.random.pick(values)
    const configOperation = this.random.pick([0, 0, 0, 1, 2, 3, 9])
    const resourceName =
      resourceType === 2 ? this.topic() : this.random.pick(['1', '1', '', '7', 'x'])
    const validateOnly = this.oneIn(5)
    const configs = [{ name, value, configOperation }]
    const api = this.oneIn(4) ? 'AlterConfigs' : 'IncrementalAlterConfigs'
    const request = () => ({ resources: [{ resourceType, resourceName, configs }], validateOnly })
    return { api, request, changesTopics: true }
  }

  private describeConfigs() {
    const [resourceType, name] = this.setting()
    const resourceName = resourceType === 2 ? this.topic() : this.random.pick(['1', '1', '', '7'])
    const resources = [{ resourceType, resourceName, configurationKeys: [name] }]
    const includeSynonyms = this.oneIn(2)
    return { api: 'DescribeConfigs', request: () => ({ resources, includeSynonyms }) }
  }

  private readonly committed = () => ({
    name: this.topic(),
    partitions: [
      {
        partitionIndex: this.partition(),
        committedOffset: this.random.below(20),
        committedMetadata: this.random.pick([null, '', 'note', 'x'.repeat(5000)]),
      },
    ],
  })

  private offsetCommit() {
    const groupId = this.oneIn(15) ? '' : this.random.pick(this.groups)
    const topics = [this.committed()]
    const who = this.random.below(4)
    const request = (side: Side) => {
      const member = side.member(groupId)
      const shown =
        who === 0
          ? { memberId: '', generationId: -1 }
          : who === 1
            ? { ...member, generationId: member.generationId - 1 }
            : member
      return { groupId, ...shown, topics }
    }
    return { api: 'OffsetCommit', request }
  }

  private offsetFetch() {
    const groupId = this.random.pick(this.groups)
    const topics = this.oneIn(3) ? null : [{ name: this.topic(), partitionIndexes: [0, 1] }]
    const requireStable = this.oneIn(2)
    return {
      api: 'OffsetFetch',
      request: () => ({
        groupId,
        topics: topics ?? [],
        groups: [{ groupId, topics }],
        requireStable,
      }),
    }
  }

  /** One member a group: a second would make the first wait. */
  private group(): Omit<Step, 'version'> {
    const groupId = this.random.pick(this.groups)
    const isWrong = this.oneIn(6)
    const known = (side: Side) => {
      const { memberId, generationId } = side.member(groupId)
      return isWrong ? { memberId, generationId: generationId + 1 } : { memberId, generationId }
    }
    const kind = this.random.below(5)
    if (kind <= 1) {
      const protocolType = this.oneIn(8) ? '' : 'consumer'
      const sessionTimeoutMs = this.oneIn(8) ? 10 : 60_000
      const protocols = this.oneIn(10) ? [] : [{ name: 'range', metadata: Buffer.from('m') }]
      return {
        api: 'JoinGroup',
        request: side => ({
          groupId,
          sessionTimeoutMs,
          rebalanceTimeoutMs: 60_000,
          memberId: side.member(groupId).memberId,
          protocolType,
          protocols,
        }),
        after: (side, { memberId, generationId, errorCode }) => {
          if ((errorCode === 0 || errorCode === 79) && typeof memberId === 'string')
            side.members.set(groupId, { memberId, generationId: Number(generationId) })
        },
      }
    }
    if (kind === 2)
      return {
        api: 'SyncGroup',
        request: side => ({
          groupId,
          ...known(side),
          protocolType: 'consumer',
          protocolName: 'range',
          assignments: [
            { memberId: side.member(groupId).memberId, assignment: Buffer.from('all') },
          ],
        }),
      }
    if (kind === 3) return { api: 'Heartbeat', request: side => ({ groupId, ...known(side) }) }
    return {
      api: 'LeaveGroup',
      request: side => ({
        groupId,
        memberId: known(side).memberId,
        members: [{ memberId: known(side).memberId, groupInstanceId: null }],
      }),
      after: (side, { errorCode }) => void (errorCode === 0 && side.members.delete(groupId)),
    }
  }

  private groupAdmin(): Omit<Step, 'version'> {
    const groupId = this.oneIn(5) ? 'nobody' : this.random.pick(this.groups)
    const kind = this.random.below(3)
    if (kind === 0) return { api: 'DescribeGroups', request: () => ({ groups: [groupId] }) }
    if (kind === 1) return { api: 'DeleteGroups', request: () => ({ groupsNames: [groupId] }) }
    const topics = [{ name: this.topic(), partitions: [{ partitionIndex: this.partition() }] }]
    return { api: 'OffsetDelete', request: () => ({ groupId, topics }) }
  }

  private initProducer(): Omit<Step, 'version'> {
    const name = this.random.pick(this.producers)
    const transactionTimeoutMs = this.random.pick([60_000, 60_000, 60_000, 0, 100_000_000])
    return {
      api: 'InitProducerId',
      request: () => ({ transactionalId: name, transactionTimeoutMs }),
      after: (side, { producerId, producerEpoch, errorCode }) => {
        if (errorCode !== 0) return
        for (const key of this.sequences.keys())
          if (key.startsWith(`${name} `)) this.sequences.delete(key)
        side.producers.set(name, {
          producerId: Number(producerId),
          producerEpoch: Number(producerEpoch),
        })
      },
    }
  }

  private transaction(): Omit<Step, 'version'> {
    const transactionalId = this.random.pick(this.producers)
    const groupId = this.random.pick(this.groups)
    const kind = this.random.below(6)
    const isFenced = this.oneIn(10)
    const producer = (side: Side) => {
      const { producerId, producerEpoch } = side.producer(transactionalId)
      return { producerId, producerEpoch: isFenced ? producerEpoch + 1 : producerEpoch }
    }
    if (kind <= 1) {
      const topics = [{ name: this.topic(), partitions: [this.partition()] }]
      return {
        api: 'AddPartitionsToTxn',
        request: side => ({ transactionalId, ...producer(side), topics }),
      }
    }
    if (kind === 2) return this.produce(transactionalId)
    if (kind === 3)
      return {
        api: 'AddOffsetsToTxn',
        request: side => ({ transactionalId, ...producer(side), groupId }),
      }
    if (kind === 4) {
      const topics = [this.committed()]
      return {
        api: 'TxnOffsetCommit',
        request: side => ({ transactionalId, groupId, ...producer(side), topics }),
      }
    }
    const committed = this.oneIn(2)
    return {
      api: 'EndTxn',
      request: side => ({ transactionalId, ...producer(side), committed }),
    }
  }

  private describeTransactions() {
    const transactionalIds = [this.oneIn(5) ? 'nobody' : this.random.pick(this.producers)]
    return { api: 'DescribeTransactions', request: () => ({ transactionalIds }) }
  }

  private metadata(): Omit<Step, 'version'> {
    // Earlier versions always create what they ask for.
    if (this.existing.size === 0) return this.createTopics()
    const topics = [{ name: this.random.pick([...this.existing]) }]
    return { api: 'Metadata', request: () => ({ topics, allowAutoTopicCreation: false }) }
  }

  private leaderEpoch() {
    const topic = this.topic()
    const partitions = [
      {
        partition: this.partition(),
        currentLeaderEpoch: -1,
        leaderEpoch: this.random.pick([0, 5]),
      },
    ]
    return {
      api: 'OffsetForLeaderEpoch',
      request: () => ({ replicaId: -1, topics: [{ topic, partitions }] }),
    }
  }
}

function newTopic(
  name: string,
  numPartitions: number,
  replicationFactor: number,
  configs: Record<string, string>,
) {
  return {
    name,
    numPartitions,
    replicationFactor,
    assignments: [],
    configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
  }
}

/** The same batch with its records in gzip. */
function packed(batch: Buffer): Buffer {
  const header = readBatchHeader(batch, 0)
  const records = gzipSync(batch.subarray(BATCH_HEADER_BYTES))
  return makeBatch({ ...header, attributes: header.attributes | GZIP }, records)
}
