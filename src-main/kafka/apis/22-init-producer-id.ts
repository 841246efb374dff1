// InitProducerId: an id for an idempotent producer, or the next epoch of a transactional one, whose
// predecessor is fenced by it.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ApiError, ErrorCode } from '../wire/errors'
import { int16, int32, int64, string } from '../wire/fields'

/** The version from which clients know PRODUCER_FENCED. */
const FENCED_SINCE = 4

const spec = apiSpec({
  key: 22,
  name: 'InitProducerId',
  versions: [0, 4],
  flexibleSince: 2,
  request: {
    transactionalId: string().nullable(),
    transactionTimeoutMs: int32(),
    producerId: int64().since(3).default(-1),
    producerEpoch: int16().since(3).default(-1),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    producerId: int64().default(-1),
    producerEpoch: int16(),
  },
})

export const initProducerId = serve(spec, {
  async handle(request, { broker, version }) {
    const { transactionalId, transactionTimeoutMs, producerId, producerEpoch } = request
    try {
      const known = producerId >= 0 ? { producerId, epoch: producerEpoch } : undefined
      const given =
        transactionalId === null
          ? await broker.transactions.newProducer()
          : await broker.transactions.initProducer(transactionalId, transactionTimeoutMs, known)
      return {
        throttleTimeMs: 0,
        errorCode: ErrorCode.NONE,
        producerId: given.producerId,
        producerEpoch: given.epoch,
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.error === 'PRODUCER_FENCED' && version < FENCED_SINCE)
        throw new ApiError('INVALID_PRODUCER_EPOCH')
      throw error
    }
  },
  refuse: (_, errorCode) => ({ throttleTimeMs: 0, errorCode, producerId: -1, producerEpoch: -1 }),
})
