// DescribeAcls: there is no authoriser, as in Kafka without one. kafka-python 2.0 takes the
// broker's age from the versions of this.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { int8, int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 29,
  name: 'DescribeAcls',
  versions: [0, 3],
  flexibleSince: 2,
  request: {
    resourceTypeFilter: int8(),
    resourceNameFilter: string().nullable(),
    patternTypeFilter: int8().since(1).default(3),
    principalFilter: string().nullable(),
    hostFilter: string().nullable(),
    operation: int8(),
    permissionType: int8(),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: string().nullable(),
    resources: array({
      resourceType: int8(),
      resourceName: string(),
      patternType: int8().since(1).default(3),
      acls: array({
        principal: string(),
        host: string(),
        operation: int8(),
        permissionType: int8(),
      }),
    }),
  },
})

export const NO_AUTHORISER = 'No Authorizer is configured on the broker'

export const describeAcls = serve(spec, {
  handle: () => ({
    throttleTimeMs: 0,
    errorCode: ErrorCode.SECURITY_DISABLED,
    errorMessage: NO_AUTHORISER,
    resources: [],
  }),
  refuse: (_, errorCode) => ({ throttleTimeMs: 0, errorCode, errorMessage: null, resources: [] }),
})
