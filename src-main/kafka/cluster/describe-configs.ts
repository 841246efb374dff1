// Settings in the form of DescribeConfigs and CreateTopics: the value, its source, and the values
// that it would fall back to.
import { BROKER_CONFIGS } from './broker-config-table'
import { ConfigSource, type BrokerConfigs, type SourcedValue } from './broker-configs'
import { CONFIG_TYPE_CODE, TOPIC_CONFIGS, type ConfigType } from './config-table'
import type { ConfigValues } from './configs'

export interface DescribedConfig {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  readonly isDefault: boolean
  readonly configSource: number
  readonly isSensitive: boolean
  readonly synonyms: readonly SourcedValue[]
  readonly configType: number
  readonly documentation: string | null
}

export function describeTopicConfig(
  values: ConfigValues,
  name: string,
  broker: BrokerConfigs,
): DescribedConfig {
  const definition = TOPIC_CONFIGS[name]!
  const { synonym } = definition
  const own = values.get(name)
  const fallback = synonym === undefined ? definition.default : broker.fallback(synonym)
  const value = own ?? fallback
  const synonyms = [
    ...(own === undefined ? [] : [{ name, value, source: ConfigSource.TOPIC }]),
    ...(synonym === undefined ? [] : broker.valuesOf(synonym)),
  ]
  return described(name, definition, { value, synonyms, readOnly: false })
}

export function describeBrokerConfig(broker: BrokerConfigs, name: string): DescribedConfig {
  const definition = BROKER_CONFIGS[name]!
  const synonyms = broker.valuesOf(name)
  const value = synonyms[0]?.value ?? null
  return described(name, definition, {
    value,
    synonyms,
    readOnly: definition.update !== 'dynamic',
  })
}

/** What is set for all brokers alike. */
export function describeSharedConfig(name: string, value: string): DescribedConfig {
  const synonyms = [{ name, value, source: ConfigSource.ALL_BROKERS }]
  return described(name, BROKER_CONFIGS[name]!, { value, synonyms, readOnly: false })
}

function described(
  name: string,
  { type, doc }: { readonly type: ConfigType; readonly doc: string },
  {
    value,
    synonyms,
    readOnly,
  }: { value: string | null; synonyms: readonly SourcedValue[]; readOnly: boolean },
): DescribedConfig {
  const configSource = synonyms[0]?.source ?? ConfigSource.DEFAULT
  return {
    name,
    value,
    readOnly,
    isDefault: configSource === ConfigSource.DEFAULT,
    configSource,
    isSensitive: false,
    synonyms,
    configType: CONFIG_TYPE_CODE[type],
    documentation: doc,
  }
}
