// DeleteTopics: by name, from v6 on also by id.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { answerOf, ApiError, ErrorCode } from '../wire/errors'
import { int16, int32, uuid, string, array } from '../wire/fields'

const IDS_SINCE = 6

const spec = apiSpec({
  key: 20,
  name: 'DeleteTopics',
  versions: [0, 6],
  flexibleSince: 4,
  request: {
    topics: array({
      name: string().nullable().default(null),
      topicId: uuid(),
    }).since(6),
    topicNames: array(string()).until(5),
    timeoutMs: int32(),
  },
  response: {
    throttleTimeMs: int32().since(1),
    responses: array({
      name: string().nullable(6),
      topicId: uuid().since(6),
      errorCode: int16(),
      errorMessage: string().since(5).nullable().default(null),
    }),
  },
})

export const deleteTopics = serve(spec, {
  async handle(request, { broker, version }) {
    const wanted =
      version >= IDS_SINCE
        ? request.topics
        : request.topicNames.map(name => ({ name, topicId: undefined }))
    const responses = await Promise.all(
      wanted.map(async ({ name, topicId }) => {
        const topic = name === null ? broker.topics.getById(topicId ?? '') : broker.topics.get(name)
        try {
          if (!broker.configs.isOn('delete.topic.enable'))
            throw new ApiError('TOPIC_DELETION_DISABLED', 'Topic deletion is disabled.')
          if (!topic)
            throw new ApiError(
              name === null ? 'UNKNOWN_TOPIC_ID' : 'UNKNOWN_TOPIC_OR_PARTITION',
              'This server does not host this topic-partition.',
            )
          await broker.topics.delete(topic)
          await broker.transactions.forgetTopic(topic.name)
          await broker.groups.forgetTopic(topic.name)
          return { name: topic.name, topicId: topic.id, errorCode: ErrorCode.NONE }
        } catch (error) {
          return { name, topicId, ...answerOf(error) }
        }
      }),
    )
    return { responses }
  },
  refuse: (request, errorCode) => ({
    responses: [
      ...request.topics.map(({ name, topicId }) => ({ name, topicId, errorCode })),
      ...request.topicNames.map(name => ({ name, errorCode })),
    ],
  }),
})
