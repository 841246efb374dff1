// IncrementalAlterConfigs: sets, deletes, appends to and subtracts from single settings of a topic.
import { alterTopic } from '../cluster/alter-configs'
import { TOPIC_CONFIGS } from '../cluster/config-table'
import { checkConfig, type ConfigValues } from '../cluster/configs'
import { serve } from '../serving/context'
import { apiSpec, type RequestOf } from '../wire/api'
import { answerOf, ApiError, ErrorCode } from '../wire/errors'
import { bool, int8, int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 44,
  name: 'IncrementalAlterConfigs',
  versions: [0, 1],
  flexibleSince: 1,
  request: {
    resources: array({
      resourceType: int8(),
      resourceName: string(),
      configs: array({
        name: string(),
        configOperation: int8(),
        value: string().nullable(),
      }),
    }),
    validateOnly: bool(),
  },
  response: {
    throttleTimeMs: int32(),
    responses: array({
      errorCode: int16(),
      errorMessage: string().nullable(),
      resourceType: int8(),
      resourceName: string(),
    }),
  },
})

const SET = 0
const DELETE = 1
const APPEND = 2
const SUBTRACT = 3

export const incrementalAlterConfigs = serve(spec, {
  async handle(request, { broker }) {
    const responses = await Promise.all(
      request.resources.map(async ({ resourceType, resourceName, configs }) => {
        try {
          await alterTopic(broker, resourceType, resourceName, request.validateOnly, now =>
            changed(now, configs),
          )
          return { errorCode: ErrorCode.NONE, errorMessage: null, resourceType, resourceName }
        } catch (error) {
          return { ...answerOf(error), resourceType, resourceName }
        }
      }),
    )
    return { throttleTimeMs: 0, responses }
  },
  refuse: (request, errorCode) => ({
    throttleTimeMs: 0,
    responses: request.resources.map(({ resourceType, resourceName }) => ({
      errorCode,
      errorMessage: null,
      resourceType,
      resourceName,
    })),
  }),
})

type Changes = RequestOf<typeof spec>['resources'][number]['configs']

function changed(now: ConfigValues, changes: Changes): ConfigValues {
  if (new Set(changes.map(({ name }) => name)).size < changes.length)
    throw new ApiError('INVALID_REQUEST', 'Error due to duplicate config keys')
  const values = new Map(now)
  for (const { name, configOperation, value } of changes) {
    const definition = TOPIC_CONFIGS[name]
    if (configOperation === DELETE) {
      if (!definition) throw new ApiError('INVALID_CONFIG', `Unknown topic config name: ${name}`)
      values.delete(name)
    } else if (configOperation === SET) values.set(name, checkConfig(name, value))
    else if (configOperation === APPEND || configOperation === SUBTRACT) {
      if (definition?.type !== 'list')
        throw new ApiError(
          'INVALID_CONFIG',
          `Config value append is not allowed for config key: ${name}`,
        )
      const items = (values.get(name) ?? definition.default).split(',').filter(item => item !== '')
      const given = (value ?? '').split(',').filter(item => item !== '')
      const next =
        configOperation === APPEND
          ? [...items, ...given.filter(item => !items.includes(item))]
          : items.filter(item => !given.includes(item))
      values.set(name, checkConfig(name, next.join(',')))
    } else throw new ApiError('INVALID_REQUEST', `Unknown config operation ${configOperation}`)
  }
  return values
}
