// Requests that go over kafkajs's connections but are written or read by us: calls that it does not
// know, offsets where one bad partition must not hide the others, and encoded batches.
import { requirePackage } from '@main/platform'
import {
  withCall,
  type Encoder,
  type ListOffsetsRequest,
  type ProtocolCall,
  type RawBroker,
} from './raw-cluster'

export interface Decoder {
  readInt8(): number
  readInt16(): number
  readInt32(): number
  readInt64(): { toString(): string }
  readString(): string
  readBoolean(): boolean
  readArray<Item>(read: (from: Decoder) => Item): Item[]
  readBytes(count: number): Buffer
  readUVarIntString(): string | null
  readUVarIntArray<Item>(read: (from: Decoder) => Item): Item[] | null
  readTaggedFields(): unknown
}
type DecoderOf = new (bytes: Buffer) => Decoder

type EncoderOfSize = new (initialSize: number) => Encoder

/** A call that kafkajs does not know: its versions, its writer and the reader of its answer. */
export interface OwnCall<Request, Answer> {
  readonly apiKey: number
  readonly apiName: string
  readonly versions: readonly number[]
  encode(request: Request, encoder: Encoder): void
  decode(from: Decoder): Answer
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
  // kafkajs's way to send a request is private. We let its listGroups look up our call instead.
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
 * Offsets of many topics by one request. kafkajs drops all of them for an error of one partition;
 * we leave out only that one.
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
