// The part that AlterConfigs and IncrementalAlterConfigs share: whose settings are changed, what a
// setting may be, and that `validateOnly` changes nothing.
import { ApiError } from '../wire/errors'
import { BROKER_CONFIGS } from './broker-config-table'
import type { BrokerConfigs } from './broker-configs'
import { TOPIC_CONFIGS, type ConfigType } from './config-table'
import { checkConfig, type ConfigValues } from './configs'
import type { Topics } from './topics'

const TOPIC = 2
const BROKER = 4

interface Altered {
  readonly topics: Topics
  readonly nodeId: number
  readonly configs: BrokerConfigs
}

/** A setting's type and default; undefined for an unknown setting. */
type Lookup = (name: string) => { readonly type: ConfigType; readonly standard: string } | undefined

/** What is wrong with changing a setting as if it were a list. */
type NotAList = (operation: 'append' | 'subtract', name: string) => string

/** The new values; null where a client gave none. */
export type ConfigChange = (
  now: ConfigValues,
  lookup: Lookup,
  notAList: NotAList,
) => ReadonlyMap<string, string | null>

interface Resource {
  readonly resourceType: number
  readonly resourceName: string
}

export async function alterConfigsOf(
  altered: Altered,
  { resourceType, resourceName }: Resource,
  validateOnly: boolean,
  change: ConfigChange,
): Promise<void> {
  if (resourceType === BROKER) return alterBroker(altered, resourceName, validateOnly, change)
  if (resourceType !== TOPIC)
    throw new ApiError('INVALID_REQUEST', `Unsupported resource type: ${resourceType}`)
  const topic = altered.topics.get(resourceName)
  // As in Kafka: what is wrong with the settings comes before a topic that is missing.
  const changed = change(topic?.configs ?? new Map(), topicLookup, topicsNotAList)
  const values = new Map([...changed].map(([name, value]) => [name, checkConfig(name, value)]))
  if (!topic)
    throw new ApiError('UNKNOWN_TOPIC_OR_PARTITION', `The topic '${resourceName}' does not exist.`)
  if (!validateOnly) await topic.setConfigs(values)
}

async function alterBroker(
  { nodeId, configs }: Altered,
  name: string,
  validateOnly: boolean,
  change: ConfigChange,
): Promise<void> {
  const level = name === '' ? 'default' : 'broker'
  const lookup: Lookup = setting => {
    const definition = BROKER_CONFIGS[setting]
    return definition && { type: definition.type, standard: configs.fallback(setting) }
  }
  if (name !== '' && !/^[+-]?\d+$/.test(name))
    throw new ApiError('INVALID_REQUEST', `Node id must be an integer, but it is: ${name}`)
  if (name !== '' && name !== String(nodeId))
    throw new ApiError(
      'INVALID_REQUEST',
      `Unexpected broker id, expected ${nodeId}, but received ${name}`,
    )
  const values = withoutNulls(change(configs.at(level), lookup, brokersNotAList))
  configs.check(values)
  if (!validateOnly) await configs.change(level, values)
}

const topicLookup: Lookup = name => {
  const definition = TOPIC_CONFIGS[name]
  return definition && { type: definition.type, standard: definition.default }
}

const topicsNotAList: NotAList = (operation, name) =>
  `Can't ${operation.toUpperCase()} to key ${name} because its type is not LIST.`

const brokersNotAList: NotAList = (operation, name) =>
  `Config value ${operation} is not allowed for config key: ${name}`

/** As Kafka says it before it looks at anything else. */
export function refuseNulls(configs: readonly { readonly name: string; value: string | null }[]) {
  const missing = configs.filter(({ value }) => value === null).map(({ name }) => name)
  if (missing.length > 0)
    throw new ApiError('INVALID_REQUEST', `Null value not supported for : ${missing.join(', ')}`)
}

const withoutNulls = (values: ReadonlyMap<string, string | null>): ConfigValues =>
  new Map([...values].map(([name, value]) => [name, value ?? '']))
