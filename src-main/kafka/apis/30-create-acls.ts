// CreateAcls: refused, there is no authoriser.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { NO_AUTHORISER } from './29-describe-acls'
import { int8, int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 30,
  name: 'CreateAcls',
  versions: [0, 3],
  flexibleSince: 2,
  request: {
    creations: array({
      resourceType: int8(),
      resourceName: string(),
      resourcePatternType: int8().since(1).default(3),
      principal: string(),
      host: string(),
      operation: int8(),
      permissionType: int8(),
    }),
  },
  response: {
    throttleTimeMs: int32(),
    results: array({
      errorCode: int16(),
      errorMessage: string().nullable(),
    }),
  },
})

export const createAcls = serve(spec, {
  handle: request => ({
    throttleTimeMs: 0,
    results: request.creations.map(() => ({
      errorCode: ErrorCode.SECURITY_DISABLED,
      errorMessage: NO_AUTHORISER,
    })),
  }),
  refuse: (request, errorCode) => ({
    throttleTimeMs: 0,
    results: request.creations.map(() => ({ errorCode, errorMessage: null })),
  }),
})
