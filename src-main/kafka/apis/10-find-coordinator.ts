// FindCoordinator: this broker, for every group and every transaction.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ApiError, ErrorCode } from '../wire/errors'
import { int8, int16, int32, string, array } from '../wire/fields'

const KEY_TYPES = [0, 1]

const spec = apiSpec({
  key: 10,
  name: 'FindCoordinator',
  versions: [0, 4],
  flexibleSince: 3,
  request: {
    key: string().until(3),
    keyType: int8().since(1),
    coordinatorKeys: array(string()).since(4),
  },
  response: {
    throttleTimeMs: int32().since(1),
    errorCode: int16().until(3),
    errorMessage: string().since(1).until(3).nullable(),
    nodeId: int32().until(3),
    host: string().until(3),
    port: int32().until(3),
    coordinators: array({
      key: string(),
      nodeId: int32(),
      host: string(),
      port: int32(),
      errorCode: int16(),
      errorMessage: string().nullable(),
    }).since(4),
  },
})

const COORDINATORS_SINCE = 4

export const findCoordinator = serve(spec, {
  handle(request, { broker, host, version }) {
    if (!KEY_TYPES.includes(request.keyType)) throw new ApiError('INVALID_REQUEST')
    const here = {
      nodeId: broker.nodeId,
      host,
      port: broker.port(),
      errorCode: ErrorCode.NONE,
      errorMessage: null,
    }
    // Kafka writes the name of the error that there is not, in these versions.
    const errorMessage = version < COORDINATORS_SINCE ? 'NONE' : null
    return {
      ...here,
      errorMessage,
      coordinators: request.coordinatorKeys.map(key => ({ key, ...here })),
    }
  },
  refuse(request, errorCode) {
    const nowhere = { nodeId: -1, host: '', port: -1, errorCode, errorMessage: null }
    return { ...nowhere, coordinators: request.coordinatorKeys.map(key => ({ key, ...nowhere })) }
  },
})
