// The one door to kafkajs. It is CommonJS whose names Node cannot see from an ES module, hence
// lazyModule. Beside its public face we use its Cluster and Broker (version 2.2.4 is pinned and
// final): they fetch from a partition at an offset without joining a group and produce batches that
// we encode ourselves. TLS, SASL, metadata, versions and connections stay kafkajs's work.
import type { Admin } from 'kafkajs'
import { lazyModule, requirePackage } from '@main/platform'

export type KafkaJs = typeof import('kafkajs')
export const kafkajs = lazyModule<KafkaJs>('kafkajs')
export type { Admin, Consumer, ITopicMetadata, Kafka } from 'kafkajs'

/**
 * What a protocol definition of kafkajs gives for a version: how a request is written and its
 * answer read.
 */
interface ProtocolCall {
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
type LookupRequest = (apiKey: number, definition: unknown) => (args: object) => ProtocolCall

/**
 * A call that kafkajs does not know: its versions, how it is written and how its answer is read.
 */
export interface OwnCall<Request, Answer> {
  readonly apiKey: number
  readonly apiName: string
  readonly versions: readonly number[]
  encode(request: Request, encoder: Encoder): void
  decode(from: Decoder): Answer
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

export interface RawBroker {
  lookupRequest: LookupRequest
  listGroups(): Promise<unknown>
  listOffsets(request: ListOffsetsRequest): Promise<unknown>
  fetch(request: FetchRequest): Promise<unknown>
  produce(request: ProduceRequest): Promise<unknown>
  initProducerId(request: {
    transactionTimeout: number
  }): Promise<{ producerId: string; producerEpoch: number }>
}

export interface RawCluster {
  connect(): Promise<void>
  disconnect(): Promise<void>
  isConnected(): boolean
  addTargetTopic(topic: string): Promise<void>
  refreshMetadata(): Promise<void>
  refreshMetadataIfNecessary(): Promise<void>
  findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number }[]
  findBroker(of: { nodeId: number }): Promise<RawBroker>
  findControllerBroker(): Promise<RawBroker>
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

/**
 * An admin client, and the cluster that it speaks through: what the admin has no call for goes over
 * the same connections.
 */
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

/** The same broker with another way of writing requests or reading answers. */
function withCall(broker: RawBroker, change: (call: ProtocolCall) => ProtocolCall): RawBroker {
  const lookupRequest: LookupRequest = (apiKey, definition) => {
    const make = broker.lookupRequest(apiKey, definition)
    return args => change(make(args))
  }
  return Object.create(broker, { lookupRequest: { value: lookupRequest } }) as RawBroker
}

/**
 * Sends a request of ours as the broker sends its own: over its connection, by the highest version
 * that both sides know.
 */
export async function callBroker<Request, Answer>(
  broker: RawBroker,
  call: OwnCall<Request, Answer>,
  request: Request,
): Promise<Answer> {
  const encode = async () => {
    const encoder = new (requirePackage<EncoderOfSize>('kafkajs/src/protocol/encoder'))(64)
    call.encode(request, encoder)
    return encoder
  }
  const definition = {
    versions: call.versions,
    protocol:
      ({ version }: { version: number }) =>
      (): ProtocolCall => ({
        request: { apiKey: call.apiKey, apiName: call.apiName, apiVersion: version, encode },
        response: {
          decode: async payload =>
            call.decode(new (requirePackage<DecoderOf>('kafkajs/src/protocol/decoder'))(payload)),
          parse: async decoded => decoded,
        },
      }),
  }
  // What the broker's listGroups looks up and sends is our call: how a request is sent is kafkajs's
  // own, and private.
  const lookupRequest = () => broker.lookupRequest(call.apiKey, definition)
  const ours = Object.create(broker, { lookupRequest: { value: lookupRequest } }) as RawBroker
  return (await ours.listGroups()) as Answer
}

export interface ListedOffset {
  readonly topic: string
  readonly partition: number
  /** -1 where there is none. */
  readonly offset: number
}

/**
 * Offsets of many topics by one request. kafkajs gives up all of them for the error of one
 * partition; that one alone is left out.
 */
export async function listOffsets(
  broker: RawBroker,
  topics: ListOffsetsRequest['topics'],
): Promise<ListedOffset[]> {
  const ours = withCall(broker, call => ({
    ...call,
    response: { ...call.response, parse: async decoded => decoded },
  }))
  const answer = (await ours.listOffsets({ topics })) as {
    readonly responses: readonly {
      readonly topic: string
      readonly partitions: readonly {
        readonly partition: number
        readonly errorCode: number
        readonly offset: string
      }[]
    }[]
  }
  return answer.responses.flatMap(({ topic, partitions }) =>
    partitions.flatMap(({ partition, errorCode, offset }) =>
      errorCode === 0 ? [{ topic, partition, offset: Number(offset) }] : [],
    ),
  )
}

export interface Decoder {
  readInt16(): number
  readInt32(): number
  readInt64(): { toString(): string }
  readString(): string
  readBoolean(): boolean
  readArray<Item>(read: (from: Decoder) => Item): Item[]
}
type DecoderOf = new (bytes: Buffer) => Decoder

export interface Encoder {
  writeString(text: string | null): Encoder
  writeInt16(value: number): Encoder
  writeInt32(value: number): Encoder
  writeBufferInternal(bytes: Buffer): void
}

type EncoderOfSize = new (initialSize: number) => Encoder

export interface ProducedPartition {
  readonly partition: number
  readonly errorCode: number
  readonly baseOffset: string
}

/**
 * Sends encoded batches of one topic. An error of one partition does not hide what became of the
 * others; acks 0 answers nothing.
 */
export async function produceBatches(
  broker: RawBroker,
  request: { readonly acks: number; readonly timeout: number; readonly topic: string },
  batches: ReadonlyMap<number, Buffer>,
): Promise<readonly ProducedPartition[]> {
  const { acks, timeout, topic } = request
  const encode = async () => {
    let size = 64 + 3 * topic.length
    for (const batch of batches.values()) size += 8 + batch.length
    const encoder = new (requirePackage<EncoderOfSize>('kafkajs/src/protocol/encoder'))(size)
    // Version 3 to 7: no transaction, then acks, timeout and one topic with its partitions.
    encoder
      .writeString(null)
      .writeInt16(acks)
      .writeInt32(timeout)
      .writeInt32(1)
      .writeString(topic)
      .writeInt32(batches.size)
    for (const [partition, batch] of batches)
      encoder.writeInt32(partition).writeInt32(batch.length).writeBufferInternal(batch)
    return encoder
  }
  const ours = withCall(broker, ({ request: plain, response }) => {
    if (plain.apiVersion < 3)
      throw new Error(`a broker of before Kafka 0.11 (Produce ${plain.apiVersion})`)
    return {
      request: { ...plain, encode },
      response: { ...response, parse: async decoded => decoded },
    }
  })
  const answer = (await ours.produce({ acks, timeout, topicData: [] })) as
    | { readonly topics: readonly { readonly partitions: readonly ProducedPartition[] }[] }
    | undefined
  return answer?.topics.flatMap(t => t.partitions) ?? []
}

export interface ProtocolError extends Error {
  readonly type: string
  readonly retriable: boolean
}

export interface BatchCodec {
  compress(of: { readonly buffer: Buffer }): Promise<Buffer>
  decompress(bytes: Buffer): Promise<Buffer>
}

/** A record of formats 0 and 1. */
export interface OldMessage {
  readonly offset: string
  readonly timestamp?: string
  readonly key: Buffer | null
  readonly value: Buffer | null
}

interface Errors {
  createErrorFromCode(code: number): ProtocolError
}
interface Compression {
  lookupCodec(type: number): BatchCodec
}
type DecodeMessageSet = (decoder: object, size: number) => Promise<OldMessage[]>

export const createErrorFromCode = (code: number): ProtocolError =>
  requirePackage<Errors>('kafkajs/src/protocol/error').createErrorFromCode(code)

/** As the attributes of a batch number them: 1 gzip, 2 snappy, 3 lz4, 4 zstd. */
export const lookupCodec = (type: number): BatchCodec =>
  requirePackage<Compression>('kafkajs/src/protocol/message/compression').lookupCodec(type)

export function readMessageSet(bytes: Buffer): Promise<OldMessage[]> {
  const Decoder = requirePackage<new (bytes: Buffer) => object>('kafkajs/src/protocol/decoder')
  return requirePackage<DecodeMessageSet>('kafkajs/src/protocol/messageSet/decoder')(
    new Decoder(bytes),
    bytes.length,
  )
}
