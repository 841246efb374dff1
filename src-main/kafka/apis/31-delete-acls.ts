// DeleteAcls: refused, there is no authoriser.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { NO_AUTHORISER } from './29-describe-acls'
import { int8, int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 31,
  name: 'DeleteAcls',
  versions: [0, 3],
  flexibleSince: 2,
  request: {
    filters: array({
      resourceTypeFilter: int8(),
      resourceNameFilter: string().nullable(),
      patternTypeFilter: int8().since(1).default(3),
      principalFilter: string().nullable(),
      hostFilter: string().nullable(),
      operation: int8(),
      permissionType: int8(),
    }),
  },
  response: {
    throttleTimeMs: int32(),
    filterResults: array({
      errorCode: int16(),
      errorMessage: string().nullable(),
      matchingAcls: array({
        errorCode: int16(),
        errorMessage: string().nullable(),
        resourceType: int8(),
        resourceName: string(),
        patternType: int8().since(1).default(3),
        principal: string(),
        host: string(),
        operation: int8(),
        permissionType: int8(),
      }),
    }),
  },
})

export const deleteAcls = serve(spec, {
  handle: request => ({
    throttleTimeMs: 0,
    filterResults: request.filters.map(() => ({
      errorCode: ErrorCode.SECURITY_DISABLED,
      errorMessage: NO_AUTHORISER,
      matchingAcls: [],
    })),
  }),
  refuse: (request, errorCode) => ({
    throttleTimeMs: 0,
    filterResults: request.filters.map(() => ({ errorCode, errorMessage: null, matchingAcls: [] })),
  }),
})
