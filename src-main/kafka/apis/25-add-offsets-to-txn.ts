// AddOffsetsToTxn: the transaction will also commit offsets of this group.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ApiError, ErrorCode } from '../wire/errors'
import { fencedAs } from './fenced'
import { int16, int32, int64, string } from '../wire/fields'

const spec = apiSpec({
  key: 25,
  name: 'AddOffsetsToTxn',
  versions: [0, 3],
  flexibleSince: 3,
  request: {
    transactionalId: string(),
    producerId: int64(),
    producerEpoch: int16(),
    groupId: string(),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
  },
})

const FENCED_SINCE = 2

export const addOffsetsToTxn = serve(spec, {
  async handle(
    { transactionalId, producerId, producerEpoch: epoch, groupId },
    { broker, version },
  ) {
    if (groupId === '') throw new ApiError('INVALID_GROUP_ID')
    try {
      await broker.transactions.addOffsets(transactionalId, { producerId, epoch }, groupId)
    } catch (error) {
      throw fencedAs(error, version, FENCED_SINCE)
    }
    return { throttleTimeMs: 0, errorCode: ErrorCode.NONE }
  },
  refuse: (_, errorCode) => ({ throttleTimeMs: 0, errorCode }),
})
