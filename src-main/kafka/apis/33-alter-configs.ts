// AlterConfigs: replaces all settings of a topic, of the broker or of all brokers by the given ones.
import { alterConfigsOf, refuseNulls } from '../cluster/alter-configs'
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { answerOf, ErrorCode } from '../wire/errors'
import { bool, int8, int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 33,
  name: 'AlterConfigs',
  versions: [0, 2],
  flexibleSince: 2,
  request: {
    resources: array({
      resourceType: int8(),
      resourceName: string(),
      configs: array({
        name: string(),
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

export const alterConfigs = serve(spec, {
  async handle(request, { broker }) {
    const responses = await Promise.all(
      request.resources.map(async ({ configs, ...resource }) => {
        const { resourceType, resourceName } = resource
        try {
          refuseNulls(configs)
          const values = () => new Map(configs.map(({ name, value }) => [name, value]))
          await alterConfigsOf(broker, resource, request.validateOnly, values)
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
