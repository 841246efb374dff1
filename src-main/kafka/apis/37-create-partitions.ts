// CreatePartitions: more partitions for topics that exist; each topic is answered for.
import { serve, type BrokerParts } from '../serving/context'
import { apiSpec, type RequestOf } from '../wire/api'
import { answerOf, ApiError, ErrorCode } from '../wire/errors'
import { checkAssignments } from './19-create-topics'
import { bool, int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 37,
  name: 'CreatePartitions',
  versions: [0, 3],
  flexibleSince: 2,
  request: {
    topics: array({
      name: string(),
      count: int32(),
      assignments: array({
        brokerIds: array(int32()),
      }).nullable(),
    }),
    timeoutMs: int32(),
    validateOnly: bool(),
  },
  response: {
    throttleTimeMs: int32(),
    results: array({
      name: string(),
      errorCode: int16(),
      errorMessage: string().nullable().default(null),
    }),
  },
})

export const createPartitions = serve(spec, {
  async handle(request, { broker }) {
    const seen = new Map<string, number>()
    for (const { name } of request.topics) seen.set(name, (seen.get(name) ?? 0) + 1)
    const results = await Promise.all(
      request.topics.map(async asked => {
        const { name } = asked
        try {
          const topic = check(asked, broker)
          if ((seen.get(name) ?? 0) > 1)
            throw new ApiError('INVALID_REQUEST', `Duplicate topic in request.`)
          if (!request.validateOnly) await topic.addPartitions(asked.count)
          return { name, errorCode: ErrorCode.NONE, errorMessage: null }
        } catch (error) {
          const answer = answerOf(error)
          const isUnknown = answer.errorCode === ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
          return { name, ...answer, errorMessage: isUnknown ? null : answer.errorMessage }
        }
      }),
    )
    return { throttleTimeMs: 0, results }
  },
  refuse: (request, errorCode) => ({
    throttleTimeMs: 0,
    results: request.topics.map(({ name }) => ({ name, errorCode, errorMessage: null })),
  }),
})

function check(
  { name, count, assignments }: RequestOf<typeof spec>['topics'][number],
  { topics, limits, nodeId }: BrokerParts,
) {
  const topic = topics.get(name)
  if (!topic)
    throw new ApiError(
      'UNKNOWN_TOPIC_OR_PARTITION',
      'This server does not host this topic-partition.',
    )
  const now = topic.partitions.length
  if (count === now)
    throw new ApiError('INVALID_PARTITIONS', `Topic already has ${now} partition(s).`)
  if (count < now)
    throw new ApiError(
      'INVALID_PARTITIONS',
      `The topic ${name} currently has ${now} partition(s); ${count} would not be an increase.`,
    )
  if (count > limits.partitionsPerTopicMax)
    throw new ApiError(
      'INVALID_PARTITIONS',
      `At most ${limits.partitionsPerTopicMax} partitions are allowed here.`,
    )
  if (assignments !== null) {
    if (assignments.length !== count - now)
      throw new ApiError(
        'INVALID_REPLICA_ASSIGNMENT',
        `Attempted to add ${count - now} additional partition(s), but only ` +
          `${assignments.length} assignment(s) were specified.`,
      )
    checkAssignments(assignments, nodeId)
  }
  return topic
}
