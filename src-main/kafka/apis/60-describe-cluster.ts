// DescribeCluster: one broker, which is its own controller.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { bool, int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 60,
  name: 'DescribeCluster',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    includeClusterAuthorizedOperations: bool(),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: string().nullable().default(null),
    clusterId: string(),
    controllerId: int32().default(-1),
    brokers: array({
      brokerId: int32(),
      host: string(),
      port: int32(),
      rack: string().nullable().default(null),
    }),
    clusterAuthorizedOperations: int32().default(-2147483648),
  },
})

export const describeCluster = serve(spec, {
  handle: (_, { broker, host }) => ({
    throttleTimeMs: 0,
    errorCode: ErrorCode.NONE,
    clusterId: broker.clusterId,
    controllerId: broker.nodeId,
    brokers: [{ brokerId: broker.nodeId, host, port: broker.port(), rack: null }],
  }),
  refuse: (_, errorCode) => ({ throttleTimeMs: 0, errorCode, clusterId: '', brokers: [] }),
})
