// DescribeUserScramCredentials (KIP-554): nobody logs in to this broker, so there are no users.
// `kafka-configs --describe --entity-type users` asks for this beside the quotas, and would fail.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { array, int16, int32, int8, string } from '../wire/fields'

const spec = apiSpec({
  key: 50,
  name: 'DescribeUserScramCredentials',
  versions: [0, 0],
  flexibleSince: 0,
  request: { users: array({ name: string() }).nullable() },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: string().nullable(),
    results: array({
      user: string(),
      errorCode: int16(),
      errorMessage: string().nullable(),
      credentialInfos: array({
        mechanism: int8(),
        iterations: int32(),
      }),
    }),
  },
})

export const describeUserScramCredentials = serve(spec, {
  handle: ({ users }) => ({
    throttleTimeMs: 0,
    errorCode: ErrorCode.NONE,
    errorMessage: null,
    results: (users ?? []).map(({ name }) => ({
      user: name,
      errorCode: ErrorCode.RESOURCE_NOT_FOUND,
      errorMessage: `Attempt to describe a user credential that does not exist: ${name}`,
      credentialInfos: [],
    })),
  }),
  refuse: (_, errorCode) => ({ throttleTimeMs: 0, errorCode, errorMessage: null, results: [] }),
})
