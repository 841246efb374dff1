// DescribeTransactions: the state of transactional ids.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { int16, int32, int64, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 65,
  name: 'DescribeTransactions',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    transactionalIds: array(string()),
  },
  response: {
    throttleTimeMs: int32(),
    transactionStates: array({
      errorCode: int16(),
      transactionalId: string(),
      transactionState: string(),
      transactionTimeoutMs: int32(),
      transactionStartTimeMs: int64(),
      producerId: int64(),
      producerEpoch: int16(),
      topics: array({
        topic: string(),
        partitions: array(int32()),
      }),
    }),
  },
})

export const describeTransactions = serve(spec, {
  handle(request, { broker }) {
    const transactionStates = request.transactionalIds.map(id => {
      const txn = broker.transactions.find(id)
      if (!txn) return unknown(id, ErrorCode.TRANSACTIONAL_ID_NOT_FOUND)
      const names = [...new Set(txn.partitions.map(([topic]) => topic))]
      return {
        errorCode: ErrorCode.NONE,
        transactionalId: id,
        transactionState: txn.state,
        transactionTimeoutMs: txn.timeoutMs,
        transactionStartTimeMs: txn.state === 'Ongoing' ? txn.startedAt : -1,
        producerId: txn.producerId,
        producerEpoch: txn.epoch,
        topics: names.map(name => ({
          topic: name,
          partitions: txn.partitions.flatMap(([topic, partition]) =>
            topic === name ? [partition] : [],
          ),
        })),
      }
    })
    return { throttleTimeMs: 0, transactionStates }
  },
  refuse: (request, errorCode) => ({
    throttleTimeMs: 0,
    transactionStates: request.transactionalIds.map(id => unknown(id, errorCode)),
  }),
})

const unknown = (transactionalId: string, errorCode: number) => ({
  errorCode,
  transactionalId,
  transactionState: '',
  transactionTimeoutMs: 0,
  transactionStartTimeMs: 0,
  producerId: 0,
  producerEpoch: 0,
  topics: [],
})
