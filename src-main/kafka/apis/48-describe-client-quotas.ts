// DescribeClientQuotas: there are none.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { bool, int8, int16, int32, float64, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 48,
  name: 'DescribeClientQuotas',
  versions: [0, 1],
  flexibleSince: 1,
  request: {
    components: array({
      entityType: string(),
      matchType: int8(),
      match: string().nullable(),
    }),
    strict: bool(),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: string().nullable(),
    entries: array({
      entity: array({
        entityType: string(),
        entityName: string().nullable(),
      }),
      values: array({
        key: string(),
        value: float64(),
      }),
    }).nullable(),
  },
})

export const describeClientQuotas = serve(spec, {
  handle: () => ({ throttleTimeMs: 0, errorCode: ErrorCode.NONE, errorMessage: null, entries: [] }),
  refuse: (_, errorCode) => ({ throttleTimeMs: 0, errorCode, errorMessage: null, entries: null }),
})
