// The settings of a broker: read by DescribeConfigs, changed by IncrementalAlterConfigs (API 44),
// which kafkajs does not know. Its AlterConfigs would replace all settings at once and hide Kafka's
// own words for a refusal.
import { LabError } from '@shared/errors'
import type { BrokerSetting } from '@shared/contract'
import { kafkajs, type Admin } from './kafkajs'
import { callBroker, type OwnCall } from './raw-calls'
import type { RawCluster } from './raw-cluster'

const BROKER = 4
const SET = 0
const DELETE = 1
const ALL_BROKERS = ''
/** As DescribeConfigs numbers sources: what is set while the broker runs, and when it was started. */
const SOURCES: Readonly<Record<number, BrokerSetting['source']>> = {
  2: 'set',
  3: 'set',
  4: 'start',
}

interface Change {
  readonly resourceName: string
  readonly name: string
  readonly value: string | null
}

interface Refusal {
  readonly errorCode: number
  readonly message: string
}

const incrementalAlterConfigs: OwnCall<readonly Change[], readonly Refusal[]> = {
  apiKey: 44,
  apiName: 'IncrementalAlterConfigs',
  versions: [0],
  encode(changes, encoder) {
    encoder.writeInt32(changes.length)
    for (const { resourceName, name, value } of changes)
      encoder
        .writeInt8(BROKER)
        .writeString(resourceName)
        .writeInt32(1)
        .writeString(name)
        .writeInt8(value === null ? DELETE : SET)
        .writeString(value)
    encoder.writeBoolean(false)
  },
  decode(answer) {
    answer.readInt32()
    return answer.readArray(resource => {
      const errorCode = resource.readInt16()
      const message = resource.readString()
      resource.readInt8()
      resource.readString()
      return { errorCode, message }
    })
  },
}

async function firstBroker(admin: Admin): Promise<number> {
  const { brokers, controller } = await admin.describeCluster()
  return controller ?? brokers[0]?.nodeId ?? 0
}

export async function brokerSettings(admin: Admin): Promise<BrokerSetting[]> {
  const name = String(await firstBroker(admin))
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: kafkajs.ConfigResourceTypes.BROKER, name }],
  })
  return (resources[0]?.configEntries ?? [])
    .map(({ configName, configValue, configSource, readOnly }) => ({
      name: configName,
      value: configValue,
      source: SOURCES[configSource] ?? ('default' as const),
      readOnly,
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** `value` null: back to what it was started with. */
export async function setBrokerSetting(
  admin: Admin,
  cluster: RawCluster,
  name: string,
  value: string | null,
): Promise<void> {
  const nodeId = await firstBroker(admin)
  const own = { resourceName: String(nodeId), name, value }
  const changes = value === null ? [own, { ...own, resourceName: ALL_BROKERS }] : [own]
  const broker = await cluster.findBroker({ nodeId })
  const refusal = (await callBroker(broker, incrementalAlterConfigs, changes)).find(
    ({ errorCode }) => errorCode !== 0,
  )
  if (refusal)
    throw new LabError('kafka-config-refused', {
      kind: 'config',
      params: { message: refusal.message },
    })
}
