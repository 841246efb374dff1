// CreateTopics: each topic by itself, with Kafka's sentences for what is wrong with it;
// validateOnly checks without making.
import { checkConfig } from '../cluster/configs'
import { TOPIC_CONFIGS } from '../cluster/config-table'
import type { Topic } from '../cluster/topic'
import { checkTopicName, type NewTopic } from '../cluster/topics'
import { describeTopicConfig } from '../cluster/describe-configs'
import { serve, type BrokerParts } from '../serving/context'
import { apiSpec, type RequestOf } from '../wire/api'
import { answerOf, ApiError, ErrorCode } from '../wire/errors'
import { bool, int8, int16, int32, uuid, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 19,
  name: 'CreateTopics',
  versions: [0, 7],
  flexibleSince: 5,
  request: {
    topics: array({
      name: string(),
      numPartitions: int32(),
      replicationFactor: int16(),
      assignments: array({
        partitionIndex: int32(),
        brokerIds: array(int32()),
      }),
      configs: array({
        name: string(),
        value: string().nullable(),
      }),
    }),
    timeoutMs: int32().default(60000),
    validateOnly: bool().since(1),
  },
  response: {
    throttleTimeMs: int32().since(2),
    topics: array({
      name: string(),
      topicId: uuid().since(7),
      errorCode: int16(),
      errorMessage: string().since(1).nullable(),
      topicConfigErrorCode: int16().since(5).tag(0),
      numPartitions: int32().since(5).default(-1),
      replicationFactor: int16().since(5).default(-1),
      configs: array({
        name: string(),
        value: string().nullable(),
        readOnly: bool(),
        configSource: int8().default(-1),
        isSensitive: bool(),
      })
        .since(5)
        .nullable(),
    }),
  },
})

export const createTopics = serve(spec, {
  async handle(request, { broker }) {
    const seen = new Map<string, number>()
    for (const { name } of request.topics) seen.set(name, (seen.get(name) ?? 0) + 1)
    const topics = await Promise.all(
      request.topics.map(async asked => {
        try {
          if (seen.get(asked.name)! > 1)
            throw new ApiError(
              'INVALID_REQUEST',
              'The topic is named more than once in the request.',
            )
          const wanted = check(asked, broker)
          const made = request.validateOnly ? undefined : await broker.topics.create(wanted)
          return described(wanted, made, broker)
        } catch (error) {
          return { name: asked.name, ...answerOf(error), configs: [] }
        }
      }),
    )
    return { topics }
  },
  refuse: (request, errorCode) => ({
    topics: request.topics.map(({ name }) => ({
      name,
      errorCode,
      errorMessage: null,
      configs: null,
    })),
  }),
})

type Asked = RequestOf<typeof spec>['topics'][number]

function check(asked: Asked, { topics, limits, nodeId, configs: broker }: BrokerParts) {
  checkTopicName(asked.name)
  if (topics.get(asked.name))
    throw new ApiError('TOPIC_ALREADY_EXISTS', `Topic '${asked.name}' already exists.`)
  const configs = new Map<string, string>()
  for (const { name, value } of asked.configs) configs.set(name, checkConfig(name, value))
  if (asked.assignments.length > 0) {
    if (asked.numPartitions !== -1 || asked.replicationFactor !== -1)
      throw new ApiError(
        'INVALID_REQUEST',
        'A manual partition assignment was specified, but numPartitions or replicationFactor ' +
          'was not set to -1.',
      )
    checkAssignments(asked.assignments, nodeId)
    return { name: asked.name, partitions: asked.assignments.length, configs }
  }
  if (asked.replicationFactor === 0 || asked.replicationFactor < -1)
    throw new ApiError(
      'INVALID_REPLICATION_FACTOR',
      'Replication factor must be larger than 0, or -1 to use the default value.',
    )
  const partitions =
    asked.numPartitions === -1 ? broker.number('num.partitions') : asked.numPartitions
  if (partitions <= 0)
    throw new ApiError(
      'INVALID_PARTITIONS',
      'Number of partitions was set to an invalid non-positive value.',
    )
  if (partitions > limits.partitionsPerTopicMax)
    throw new ApiError(
      'POLICY_VIOLATION',
      `At most ${limits.partitionsPerTopicMax} partitions are allowed here.`,
    )
  if (asked.replicationFactor > 1)
    throw new ApiError(
      'INVALID_REPLICATION_FACTOR',
      `Unable to replicate the partition ${asked.replicationFactor} time(s): The target ` +
        `replication factor of ${asked.replicationFactor} cannot be reached because only ` +
        '1 broker(s) are registered.',
    )
  return { name: asked.name, partitions, configs }
}

export function checkAssignments(
  assignments: readonly {
    readonly partitionIndex?: number
    readonly brokerIds: readonly number[]
  }[],
  nodeId: number,
): void {
  const indexes = assignments
    .flatMap(({ partitionIndex }) => (partitionIndex === undefined ? [] : [partitionIndex]))
    .sort((a, b) => a - b)
  if (indexes.some((index, i) => index !== i))
    throw new ApiError(
      'INVALID_REPLICA_ASSIGNMENT',
      'Partitions should be a consecutive 0-based integer sequence.',
    )
  if (assignments.some(({ brokerIds }) => brokerIds.length !== 1 || brokerIds[0] !== nodeId))
    throw new ApiError(
      'INVALID_REPLICA_ASSIGNMENT',
      `Each partition can be only on broker ${nodeId}.`,
    )
}

function described(
  { name, partitions, configs }: NewTopic,
  made: Topic | undefined,
  broker: BrokerParts,
) {
  return {
    name,
    ...(made ? { topicId: made.id } : {}),
    errorCode: ErrorCode.NONE,
    errorMessage: null,
    numPartitions: partitions,
    replicationFactor: 1,
    configs: Object.keys(TOPIC_CONFIGS).map(config => {
      const { value, readOnly, configSource, isSensitive } = describeTopicConfig(
        configs,
        config,
        broker.configs,
      )
      return { name: config, value, readOnly, configSource, isSensitive }
    }),
  }
}
