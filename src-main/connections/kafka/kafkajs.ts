// The only import of kafkajs, with the parts of its inside that we use. It is CommonJS, whose names
// Node cannot see from an ES module: hence lazyModule. Version 2.2.4 is pinned and final, so its
// inside does not move.
import { lazyModule, requirePackage } from '@main/platform'

export type KafkaJs = typeof import('kafkajs')
export const kafkajs = lazyModule<KafkaJs>('kafkajs')
export type { Admin, Consumer, ITopicMetadata, Kafka } from 'kafkajs'

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
