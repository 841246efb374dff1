// Metadata: the brokers and the topics. A missing topic is created if the client allows it.
import { autoCreate } from '../cluster/auto-create'
import type { Topic } from '../cluster/topic'
import { serve, type RequestContext } from '../serving/context'
import { inTurns } from '../serving/in-turns'
import { apiSpec, type AnswerOf, type RequestOf } from '../wire/api'
import { answerOf, ErrorCode } from '../wire/errors'
import { bool, int16, int32, uuid, string, array, ZERO_UUID } from '../wire/fields'

/** Earlier versions create each topic that they ask for. */
const AUTO_CREATE_FLAG_SINCE = 4

const spec = apiSpec({
  key: 3,
  name: 'Metadata',
  versions: [0, 12],
  flexibleSince: 9,
  request: {
    topics: array({
      topicId: uuid().since(10),
      name: string().nullable(10),
    }).nullable(1),
    allowAutoTopicCreation: bool().since(4).default(true),
    includeClusterAuthorizedOperations: bool().since(8).until(10),
    includeTopicAuthorizedOperations: bool().since(8),
  },
  response: {
    throttleTimeMs: int32().since(3),
    brokers: array({
      nodeId: int32(),
      host: string(),
      port: int32(),
      rack: string().since(1).nullable().default(null),
    }),
    clusterId: string().since(2).nullable().default(null),
    controllerId: int32().since(1).default(-1),
    topics: array({
      errorCode: int16(),
      name: string().nullable(12),
      topicId: uuid().since(10),
      isInternal: bool().since(1),
      partitions: array({
        errorCode: int16(),
        partitionIndex: int32(),
        leaderId: int32(),
        leaderEpoch: int32().since(7).default(-1),
        replicaNodes: array(int32()),
        isrNodes: array(int32()),
        offlineReplicas: array(int32()).since(5),
      }),
      topicAuthorizedOperations: int32().since(8).default(-2147483648),
    }),
    clusterAuthorizedOperations: int32().since(8).until(10).default(-2147483648),
  },
})

export const metadata = serve(spec, {
  async handle(request, context) {
    const { broker, version } = context
    // Version 0 says "all" with an empty list, later ones with null.
    const isAll = request.topics === null || (version === 0 && request.topics.length === 0)
    const mayCreate = version < AUTO_CREATE_FLAG_SINCE || request.allowAutoTopicCreation
    const wanted = isAll
      ? [...broker.topics.all].map(topic => describe(topic, broker.nodeId))
      : await inTurns(request.topics ?? [], asked => lookUp(asked, mayCreate, context))
    return {
      throttleTimeMs: 0,
      brokers: [{ nodeId: broker.nodeId, host: context.host, port: broker.port(), rack: null }],
      clusterId: broker.clusterId,
      controllerId: broker.nodeId,
      topics: wanted,
    }
  },
  refuse: (request, errorCode) => ({
    brokers: [],
    topics: (request.topics ?? []).map(({ name, topicId }) => ({
      errorCode,
      name,
      topicId,
      partitions: [],
    })),
  }),
})

type Asked = NonNullable<RequestOf<typeof spec>['topics']>[number]
type Described = AnswerOf<typeof spec>['topics'][number]

/**
 * Only creating a topic takes time: a promise for each of many names would cost more than its work.
 */
function lookUp(
  asked: Asked,
  mayCreate: boolean,
  { broker }: RequestContext,
): Described | Promise<Described> {
  const byId = asked.topicId !== ZERO_UUID && asked.name === null
  const known = byId ? broker.topics.getById(asked.topicId) : broker.topics.get(asked.name ?? '')
  if (known) return describe(known, broker.nodeId)
  const missing = (errorCode: number) => ({
    errorCode,
    name: asked.name,
    topicId: asked.topicId,
    partitions: [],
  })
  if (byId) return missing(ErrorCode.UNKNOWN_TOPIC_ID)
  if (!mayCreate) return missing(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
  return autoCreate(broker, asked.name ?? '').then(
    topic => describe(topic, broker.nodeId),
    (error: unknown) => missing(answerOf(error).errorCode),
  )
}

function describe(topic: Topic, nodeId: number): Described {
  return {
    errorCode: ErrorCode.NONE,
    name: topic.name,
    topicId: topic.id,
    isInternal: topic.isInternal,
    partitions: topic.partitions.map((_, partitionIndex) => ({
      errorCode: ErrorCode.NONE,
      partitionIndex,
      leaderId: nodeId,
      leaderEpoch: 0,
      replicaNodes: [nodeId],
      isrNodes: [nodeId],
    })),
  }
}
