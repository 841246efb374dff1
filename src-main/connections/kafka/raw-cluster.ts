// kafkajs's Cluster and Broker, below its producer and consumer. With them we fetch from a
// partition without joining a group, and produce batches that we encode ourselves. TLS, SASL,
// metadata, versions and connections stay kafkajs's work.
import type { Admin, KafkaJs } from './kafkajs'

/** A protocol definition of kafkajs for one version: writes a request and reads its answer. */
export interface ProtocolCall {
  readonly request: {
    readonly apiKey?: number
    readonly apiName?: string
    readonly apiVersion: number
    readonly encode?: () => Promise<Encoder>
  }
  readonly response: {
    decode(payload: Buffer): Promise<unknown>
    parse(decoded: unknown): Promise<unknown>
  }
}
export type LookupRequest = (apiKey: number, definition: unknown) => (args: object) => ProtocolCall

/** A buffer that a request is written into. */
export interface Encoder {
  writeString(text: string | null): Encoder
  writeBoolean(value: boolean): Encoder
  writeInt8(value: number): Encoder
  writeInt16(value: number): Encoder
  writeInt32(value: number): Encoder
  writeUVarInt(value: number): Encoder
  writeUVarIntString(text: string | null): Encoder
  writeBufferInternal(bytes: Buffer): void
}

export interface FetchRequest {
  readonly replicaId: number
  readonly isolationLevel: number
  readonly maxWaitTime: number
  readonly minBytes: number
  readonly maxBytes: number
  readonly topics: {
    topic: string
    partitions: { partition: number; fetchOffset: string; maxBytes: number }[]
  }[]
}

export interface ProduceRequest {
  readonly acks: number
  readonly timeout: number
  readonly topicData: readonly []
}

export interface ListOffsetsRequest {
  readonly topics: readonly {
    topic: string
    partitions: readonly { partition: number; timestamp: number }[]
  }[]
}

export interface OffsetCommitRequest {
  readonly groupId: string
  readonly groupGenerationId: number
  readonly memberId: string
  readonly topics: readonly {
    topic: string
    partitions: readonly { partition: number; offset: string; metadata: string }[]
  }[]
}

export interface RawBroker {
  /** By API key, once connected. */
  readonly versions: Readonly<Record<number, { readonly maxVersion: number }>> | null
  lookupRequest: LookupRequest
  listGroups(): Promise<unknown>
  listOffsets(request: ListOffsetsRequest): Promise<unknown>
  fetch(request: FetchRequest): Promise<unknown>
  produce(request: ProduceRequest): Promise<unknown>
  offsetCommit(request: OffsetCommitRequest): Promise<unknown>
  initProducerId(request: {
    transactionTimeout: number
  }): Promise<{ producerId: string; producerEpoch: number }>
}

export interface RawCluster {
  connect(): Promise<void>
  disconnect(): Promise<void>
  isConnected(): boolean
  /** Every topic that it was asked about: each refresh of its metadata asks for all of them. */
  readonly targetTopics: Set<string>
  addTargetTopic(topic: string): Promise<void>
  refreshMetadata(): Promise<void>
  refreshMetadataIfNecessary(): Promise<void>
  findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number }[]
  findBroker(of: { nodeId: number }): Promise<RawBroker>
  findControllerBroker(): Promise<RawBroker>
  findGroupCoordinator(of: { groupId: string }): Promise<RawBroker>
  removeBroker(of: { host: string; port: number }): void
}

type ClusterOptions = {
  readonly metadataMaxAge: number
  readonly allowAutoTopicCreation: boolean
  readonly isolationLevel: number
  readonly maxInFlightRequests?: number
}
type CreateCluster = (options: ClusterOptions) => RawCluster

/**
 * The cluster factory that producer(), consumer() and admin() use themselves: it carries TLS, SASL,
 * retries and logging.
 */
function factoryOf(kafka: InstanceType<KafkaJs['Kafka']>): {
  readonly symbol: symbol
  readonly create: CreateCluster
} {
  for (const symbol of Object.getOwnPropertySymbols(kafka)) {
    if (symbol.description === 'private:Kafka:createCluster')
      return { symbol, create: Reflect.get(kafka, symbol) as CreateCluster }
  }
  throw new Error('kafkajs has another shape than the pinned version')
}

export function rawCluster(kafka: InstanceType<KafkaJs['Kafka']>): RawCluster {
  return factoryOf(kafka).create({
    metadataMaxAge: 300_000,
    allowAutoTopicCreation: false,
    isolationLevel: 1,
  })
}

/** An admin client and its cluster: calls that the admin lacks go over the same connections. */
export function adminOf(kafka: InstanceType<KafkaJs['Kafka']>): {
  readonly admin: Admin
  readonly cluster: RawCluster
} {
  const { symbol, create } = factoryOf(kafka)
  const made: RawCluster[] = []
  Reflect.set(kafka, symbol, (options: ClusterOptions) => {
    const cluster = create(options)
    made.push(cluster)
    return cluster
  })
  const admin = kafka.admin()
  Reflect.set(kafka, symbol, create)
  const [cluster] = made
  if (!cluster) throw new Error('kafkajs makes its clusters elsewhere than the pinned version')
  return { admin, cluster }
}

/**
 * Lets every cluster of this client, a consumer group's too, read fetch responses by a decoder of
 * ours.
 */
export function readFetchesWith(
  kafka: InstanceType<KafkaJs['Kafka']>,
  decode: (payload: Buffer, version: number) => Promise<unknown>,
): void {
  const { symbol, create } = factoryOf(kafka)
  const prepared = new WeakSet<RawBroker>()
  const createOurs: CreateCluster = options => {
    const cluster = create(options)
    const find = cluster.findBroker.bind(cluster)
    cluster.findBroker = async of => {
      const broker = await find(of)
      if (!prepared.has(broker)) {
        prepared.add(broker)
        const fetch = broker.fetch
        const ours = withCall(broker, call => {
          const { apiVersion } = call.request
          return {
            ...call,
            response: { ...call.response, decode: payload => decode(payload, apiVersion) },
          }
        })
        broker.fetch = request => fetch.call(ours, request)
      }
      return broker
    }
    return cluster
  }
  Reflect.set(kafka, symbol, createOurs)
}

/** The same broker with another way to write requests or to read answers. */
export function withCall(
  broker: RawBroker,
  change: (call: ProtocolCall) => ProtocolCall,
): RawBroker {
  const lookupRequest: LookupRequest = (apiKey, definition) => {
    const make = broker.lookupRequest(apiKey, definition)
    return args => change(make(args))
  }
  return Object.create(broker, { lookupRequest: { value: lookupRequest } }) as RawBroker
}
