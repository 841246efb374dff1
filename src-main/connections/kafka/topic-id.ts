// The id that a cluster gave a topic when it made it: a topic that was deleted and made anew under
// the same name has another. kafkajs speaks Metadata up to version 6; ids come with version 10, of
// which we read no more than we need.
import { LabError } from '@shared/errors'
import { callBroker, type OwnCall } from './raw-calls'
import type { RawCluster } from './raw-cluster'

const METADATA = 3
const SINCE = 10
const ID_BYTES = 16
const NO_ID = Buffer.alloc(ID_BYTES).toString('hex')
const UNKNOWN_TOPIC = 3

interface Found {
  readonly errorCode: number
  readonly id: string
}

const describeTopicId: OwnCall<string, Found | undefined> = {
  apiKey: METADATA,
  apiName: 'Metadata',
  versions: [SINCE],
  encode(topic, encoder) {
    // The header's tags, then one topic: no id, its name, its tags.
    encoder.writeUVarInt(0).writeUVarInt(2)
    encoder.writeBufferInternal(Buffer.alloc(ID_BYTES))
    encoder.writeUVarIntString(topic).writeUVarInt(0)
    // Do not make it; no list of what we may do with it or the cluster; tags.
    encoder.writeBoolean(false).writeBoolean(false).writeBoolean(false).writeUVarInt(0)
  },
  decode(answer) {
    answer.readTaggedFields()
    answer.readInt32()
    answer.readUVarIntArray(broker => {
      broker.readInt32()
      broker.readUVarIntString()
      broker.readInt32()
      broker.readUVarIntString()
      return broker.readTaggedFields()
    })
    answer.readUVarIntString()
    answer.readInt32()
    const topics = answer.readUVarIntArray(of => {
      // The rest is left unread: one topic was asked for.
      const errorCode = of.readInt16()
      of.readUVarIntString()
      return { errorCode, id: of.readBytes(ID_BYTES).toString('hex') }
    })
    return topics?.[0]
  },
}

/** Undefined for a cluster that gives none: Kafka before 2.8. */
export async function topicIdOf(cluster: RawCluster, topic: string): Promise<string | undefined> {
  await cluster.refreshMetadataIfNecessary()
  const broker = await cluster.findControllerBroker()
  if ((broker.versions?.[METADATA]?.maxVersion ?? 0) < SINCE) return undefined
  const found = await callBroker(broker, describeTopicId, topic)
  if (found?.errorCode === UNKNOWN_TOPIC)
    throw new LabError('kafka-no-topic', { kind: 'remote', retry: true, params: { topic } })
  return found?.errorCode === 0 && found.id !== NO_ID ? found.id : undefined
}
