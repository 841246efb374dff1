// The one door to kafkajs. It is CommonJS whose names Node cannot see from an ES module, hence lazyModule. Beside its public face we
// use its Cluster and Broker (version 2.2.4 is pinned and final): they fetch from a partition at an offset without joining a group,
// which browsing and reading a partition's tail need and the public face lacks.
import { lazyModule, requirePackage } from '@main/platform'

export type KafkaJs = typeof import('kafkajs')
export const kafkajs = lazyModule<KafkaJs>('kafkajs')
export type { Admin, Consumer, Kafka, KafkaMessage, Producer } from 'kafkajs'

export interface RawMessage {
  readonly offset: string
  readonly timestamp: string
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, Buffer | Buffer[] | undefined>>
  readonly isControlRecord: boolean
}

export interface RawBroker {
  fetch(request: {
    replicaId: number
    isolationLevel: number
    maxWaitTime: number
    minBytes: number
    maxBytes: number
    topics: { topic: string; partitions: { partition: number; fetchOffset: string; maxBytes: number }[] }[]
  }): Promise<{
    responses: {
      topicName: string
      partitions: { partition: number; highWatermark: string; abortedTransactions: unknown[]; messages: RawMessage[] }[]
    }[]
  }>
}

export interface RawCluster {
  connect(): Promise<void>
  disconnect(): Promise<void>
  addTargetTopic(topic: string): Promise<void>
  refreshMetadata(): Promise<void>
  findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number }[]
  findBroker(of: { nodeId: number }): Promise<RawBroker>
}

type CreateCluster = (options: { metadataMaxAge: number; allowAutoTopicCreation: boolean; isolationLevel: number }) => RawCluster

/** The cluster factory that producer(), consumer() and admin() use themselves: it carries TLS, SASL, retries and logging. */
export function rawCluster(kafka: InstanceType<KafkaJs['Kafka']>): RawCluster {
  for (const symbol of Object.getOwnPropertySymbols(kafka)) {
    if (symbol.description !== 'private:Kafka:createCluster') continue
    const create = Reflect.get(kafka, symbol) as CreateCluster
    return create({ metadataMaxAge: 300_000, allowAutoTopicCreation: false, isolationLevel: 1 })
  }
  throw new Error('kafkajs has another shape than the pinned version')
}

type FilterAborted = (of: { messages: RawMessage[]; abortedTransactions: unknown[] }) => RawMessage[]
export const filterAborted: FilterAborted = of => requirePackage<FilterAborted>('kafkajs/src/consumer/filterAbortedMessages')(of)
