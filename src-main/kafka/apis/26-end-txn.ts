// EndTxn: commits or aborts; answered when the markers are in the partitions and the offsets are
// committed.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { fencedAs } from './fenced'
import { bool, int16, int32, int64, string } from '../wire/fields'

const spec = apiSpec({
  key: 26,
  name: 'EndTxn',
  versions: [0, 3],
  flexibleSince: 3,
  request: {
    transactionalId: string(),
    producerId: int64(),
    producerEpoch: int16(),
    committed: bool(),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
  },
})

const FENCED_SINCE = 2

export const endTxn = serve(spec, {
  async handle(
    { transactionalId, producerId, producerEpoch: epoch, committed },
    { broker, version },
  ) {
    try {
      await broker.transactions.endTransaction(transactionalId, { producerId, epoch }, committed)
    } catch (error) {
      throw fencedAs(error, version, FENCED_SINCE)
    }
    return { throttleTimeMs: 0, errorCode: ErrorCode.NONE }
  },
  refuse: (_, errorCode) => ({ throttleTimeMs: 0, errorCode }),
})
