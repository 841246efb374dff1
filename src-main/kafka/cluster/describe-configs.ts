// Settings in the form of DescribeConfigs and CreateTopics: the value, its source, and the values
// that it would fall back to.
import {
  BROKER_CONFIGS,
  CONFIG_TYPE_CODE,
  TOPIC_CONFIGS,
  type ConfigDefinition,
} from './config-table'
import type { ConfigValues } from './configs'

export const ConfigSource = { TOPIC: 1, STATIC_BROKER: 4, DEFAULT: 5 } as const

export interface DescribedConfig {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  readonly isDefault: boolean
  readonly configSource: number
  readonly isSensitive: boolean
  readonly synonyms: readonly {
    readonly name: string
    readonly value: string | null
    readonly source: number
  }[]
  readonly configType: number
  readonly documentation: string | null
}

export function describeTopicConfig(values: ConfigValues, name: string): DescribedConfig {
  const definition = TOPIC_CONFIGS[name]!
  const own = values.get(name)
  const fallback = definition.synonym
    ? [{ name: definition.synonym, value: definition.default, source: ConfigSource.DEFAULT }]
    : []
  return {
    ...common(name, definition),
    value: own ?? definition.default,
    readOnly: false,
    isDefault: own === undefined,
    configSource: own === undefined ? ConfigSource.DEFAULT : ConfigSource.TOPIC,
    synonyms:
      own === undefined
        ? fallback
        : [{ name, value: own, source: ConfigSource.TOPIC }, ...fallback],
  }
}

/** `set`: what is not as by default, because of how this broker was started. */
export function describeBrokerConfig(set: ConfigValues, name: string): DescribedConfig {
  const definition = BROKER_CONFIGS[name]!
  const own = set.get(name)
  const source = own === undefined ? ConfigSource.DEFAULT : ConfigSource.STATIC_BROKER
  const value = own ?? definition.default
  return {
    ...common(name, definition),
    value,
    readOnly: true,
    isDefault: own === undefined,
    configSource: source,
    synonyms: [{ name, value, source }],
  }
}

const common = (name: string, definition: ConfigDefinition) => ({
  name,
  isSensitive: false,
  configType: CONFIG_TYPE_CODE[definition.type],
  documentation: definition.doc,
})
