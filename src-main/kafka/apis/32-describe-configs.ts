// DescribeConfigs: every setting of topics and of the broker with its source and the values that it
// falls back to.
import { BROKER_CONFIGS } from '../cluster/broker-config-table'
import { TOPIC_CONFIGS } from '../cluster/config-table'
import {
  describeBrokerConfig,
  describeSharedConfig,
  describeTopicConfig,
  type DescribedConfig,
} from '../cluster/describe-configs'
import { checkTopicName } from '../cluster/topics'
import { serve, type BrokerParts } from '../serving/context'
import { apiSpec } from '../wire/api'
import { answerOf, ApiError, ErrorCode } from '../wire/errors'
import { bool, int8, int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 32,
  name: 'DescribeConfigs',
  versions: [0, 4],
  flexibleSince: 4,
  request: {
    resources: array({
      resourceType: int8(),
      resourceName: string(),
      configurationKeys: array(string()).nullable(),
    }),
    includeSynonyms: bool().since(1),
    includeDocumentation: bool().since(3),
  },
  response: {
    throttleTimeMs: int32(),
    results: array({
      errorCode: int16(),
      errorMessage: string().nullable(),
      resourceType: int8(),
      resourceName: string(),
      configs: array({
        name: string(),
        value: string().nullable(),
        readOnly: bool(),
        isDefault: bool().until(0),
        configSource: int8().since(1).default(-1),
        isSensitive: bool(),
        synonyms: array({
          name: string(),
          value: string().nullable(),
          source: int8(),
        }).since(1),
        configType: int8().since(3),
        documentation: string().since(3).nullable(),
      }),
    }),
  },
})

const TOPIC = 2
const BROKER = 4
const BROKER_LOGGER = 8

export const describeConfigs = serve(spec, {
  handle(request, { broker }) {
    const results = request.resources.map(({ resourceType, resourceName, configurationKeys }) => {
      try {
        const wanted = (name: string) =>
          configurationKeys === null ||
          configurationKeys.length === 0 ||
          configurationKeys.includes(name)
        const configs = describe(broker, resourceType, resourceName)
          .filter(({ name }) => wanted(name))
          .map(config => ({
            ...config,
            synonyms: request.includeSynonyms ? config.synonyms : [],
            documentation: request.includeDocumentation ? config.documentation : null,
          }))
        return {
          errorCode: ErrorCode.NONE,
          errorMessage: '',
          resourceType,
          resourceName,
          configs,
        }
      } catch (error) {
        return { ...answerOf(error), resourceType, resourceName, configs: [] }
      }
    })
    return { throttleTimeMs: 0, results }
  },
  refuse: (request, errorCode) => ({
    throttleTimeMs: 0,
    results: request.resources.map(({ resourceType, resourceName }) => ({
      errorCode,
      errorMessage: null,
      resourceType,
      resourceName,
      configs: [],
    })),
  }),
})

function describe(broker: BrokerParts, type: number, name: string): DescribedConfig[] {
  switch (type) {
    case TOPIC: {
      checkTopicName(name)
      const topic = broker.topics.get(name)
      if (!topic) throw new ApiError('UNKNOWN_TOPIC_OR_PARTITION', '')
      return Object.keys(TOPIC_CONFIGS).map(config =>
        describeTopicConfig(topic.configs, config, broker.configs),
      )
    }
    case BROKER: {
      // The empty name asks for what was set for all brokers alike.
      if (name === '')
        return [...broker.configs.at('default')].map(([config, value]) =>
          describeSharedConfig(config, value),
        )
      if (name !== String(broker.nodeId))
        throw new ApiError(
          'INVALID_REQUEST',
          `Unexpected broker id, expected ${broker.nodeId} or empty string, but received ${name}`,
        )
      return Object.keys(BROKER_CONFIGS).map(config => describeBrokerConfig(broker.configs, config))
    }
    case BROKER_LOGGER:
      return []
    default:
      throw new ApiError('INVALID_REQUEST', `Unsupported resource type: ${type}`)
  }
}
