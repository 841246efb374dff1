// ListTransactions: all transactional ids, filtered by state and producer.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { int16, int32, int64, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 66,
  name: 'ListTransactions',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    stateFilters: array(string()),
    producerIdFilters: array(int64()),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    unknownStateFilters: array(string()),
    transactionStates: array({
      transactionalId: string(),
      producerId: int64(),
      transactionState: string(),
    }),
  },
})

const STATES = [
  'Empty',
  'Ongoing',
  'PrepareCommit',
  'PrepareAbort',
  'CompleteCommit',
  'CompleteAbort',
  'Dead',
  'PrepareEpochFence',
]

export const listTransactions = serve(spec, {
  handle({ stateFilters, producerIdFilters }, { broker }) {
    const transactionStates = [...broker.transactions.all]
      .filter(txn => stateFilters.length === 0 || stateFilters.includes(txn.state))
      .filter(txn => producerIdFilters.length === 0 || producerIdFilters.includes(txn.producerId))
      .map(txn => ({
        transactionalId: txn.id,
        producerId: txn.producerId,
        transactionState: txn.state,
      }))
    const unknownStateFilters = stateFilters.filter(state => !STATES.includes(state))
    return { throttleTimeMs: 0, errorCode: ErrorCode.NONE, unknownStateFilters, transactionStates }
  },
  refuse: (_, errorCode) => ({
    throttleTimeMs: 0,
    errorCode,
    unknownStateFilters: [],
    transactionStates: [],
  }),
})
