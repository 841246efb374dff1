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

/** A setting's type, and what it is when it is not set; undefined when there is no such setting. */
type Lookup = (name: string) => { readonly type: ConfigType; readonly standard: string } | undefined

/** The new values; null where a client gave none. */
export type ConfigChange = (now: ConfigValues, lookup: Lookup) => ReadonlyMap<string, string | null>

export async function alterConfigsOf(
  { topics, nodeId, configs }: Altered,
  { resourceType, resourceName }: { resourceType: number; resourceName: string },
  validateOnly: boolean,
  change: ConfigChange,
): Promise<void> {
  if (resourceType === BROKER) {
    if (resourceName !== '' && resourceName !== String(nodeId))
      throw new ApiError(
        'INVALID_REQUEST',
        `Unexpected broker id, expected ${nodeId}, but received ${resourceName}`,
      )
    const level = resourceName === '' ? 'default' : 'broker'
    const values = withoutNulls(
      change(configs.at(level), name => {
        const definition = BROKER_CONFIGS[name]
        return definition && { type: definition.type, standard: configs.fallback(name) }
      }),
    )
    configs.check(values)
    if (!validateOnly) await configs.change(level, values)
    return
  }
  if (resourceType !== TOPIC)
    throw new ApiError('INVALID_REQUEST', `Unsupported resource type: ${resourceType}`)
  const topic = topics.get(resourceName)
  if (!topic)
    throw new ApiError('UNKNOWN_TOPIC_OR_PARTITION', `Topic ${resourceName} does not exist.`)
  const changed = change(topic.configs, name => {
    const definition = TOPIC_CONFIGS[name]
    return definition && { type: definition.type, standard: definition.default }
  })
  const values = new Map([...changed].map(([name, value]) => [name, checkConfig(name, value)]))
  if (!validateOnly) await topic.setConfigs(values)
}

function withoutNulls(values: ReadonlyMap<string, string | null>): ConfigValues {
  const missing = [...values].filter(([, value]) => value === null).map(([name]) => name)
  if (missing.length > 0)
    throw new ApiError('INVALID_REQUEST', `Null value not supported for : ${missing.join(', ')}`)
  return new Map([...values].map(([name, value]) => [name, value ?? '']))
}
