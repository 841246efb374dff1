// IncrementalAlterConfigs: sets, deletes, appends to and subtracts from single settings of a topic,
// of the broker or of all brokers.
import { alterConfigsOf, refuseNulls, type ConfigChange } from '../cluster/alter-configs'
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
      request.resources.map(async ({ configs, ...resource }) => {
        const { resourceType, resourceName } = resource
        try {
          refuseNulls(configs.filter(one => one.configOperation !== DELETE))
          await alterConfigsOf(broker, resource, request.validateOnly, changed(configs))
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

const changed =
  (changes: Changes): ConfigChange =>
  (now, lookup, notAList) => {
    if (new Set(changes.map(({ name }) => name)).size < changes.length)
      throw new ApiError('INVALID_REQUEST', 'Error due to duplicate config keys')
    const values = new Map<string, string | null>(now)
    for (const { name, configOperation, value } of changes) {
      const known = lookup(name)
      if (configOperation === SET) values.set(name, value)
      else if (configOperation === DELETE) {
        if (!known) throw new ApiError('INVALID_CONFIG', `Unknown config name: ${name}`)
        values.delete(name)
      } else if (configOperation === APPEND || configOperation === SUBTRACT) {
        if (known?.type !== 'list')
          throw new ApiError(
            'INVALID_CONFIG',
            notAList(configOperation === APPEND ? 'append' : 'subtract', name),
          )
        values.set(name, withItems(now.get(name) ?? known.standard, configOperation, value))
      } else throw new ApiError('INVALID_REQUEST', `Unknown operations type ${configOperation}`)
    }
    return values
  }

function withItems(list: string, operation: number, change: string | null): string {
  const items = itemsOf(list)
  const given = itemsOf(change ?? '')
  return operation === APPEND
    ? [...items, ...given.filter(item => !items.includes(item))].join(',')
    : items.filter(item => !given.includes(item)).join(',')
}

const itemsOf = (list: string) => list.split(',').filter(item => item !== '')
