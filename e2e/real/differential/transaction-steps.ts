// Producers get their ids, and transactions of theirs are begun, written in, ended and described.
import type { Cast } from './cast'
import { someOffset } from './group-steps'
import { produce } from './record-steps'
import type { Sequences } from './sequences'
import type { Side } from './side'
import type { NewStep, Weighted } from './step'

export const transactionSteps = (cast: Cast, sequences: Sequences): readonly Weighted[] => [
  [3, () => initProducer(cast, sequences)],
  [7, () => inTransaction(cast, sequences)],
  [2, () => describeTransactions(cast)],
]

function initProducer({ random, producer }: Cast, sequences: Sequences): NewStep {
  const name = producer()
  const transactionTimeoutMs = random.pick([60_000, 60_000, 60_000, 0, 100_000_000])
  return {
    api: 'InitProducerId',
    request: () => ({ transactionalId: name, transactionTimeoutMs }),
    after: (side, { producerId, producerEpoch, errorCode }) => {
      if (errorCode !== 0) return
      sequences.restart(name)
      side.producers.set(name, {
        producerId: Number(producerId),
        producerEpoch: Number(producerEpoch),
      })
    },
  }
}

function inTransaction(cast: Cast, sequences: Sequences): NewStep {
  const transactionalId = cast.producer()
  const groupId = cast.group()
  const kind = cast.random.below(6)
  const isFenced = cast.oneIn(10)
  const producer = (side: Side) => {
    const { producerId, producerEpoch } = side.producer(transactionalId)
    return { producerId, producerEpoch: isFenced ? producerEpoch + 1 : producerEpoch }
  }
  if (kind <= 1) {
    const topics = [{ name: cast.topic(), partitions: [cast.partition()] }]
    return {
      api: 'AddPartitionsToTxn',
      request: side => ({ transactionalId, ...producer(side), topics }),
    }
  }
  if (kind === 2) return produce(cast, sequences, transactionalId)
  if (kind === 3)
    return {
      api: 'AddOffsetsToTxn',
      request: side => ({ transactionalId, ...producer(side), groupId }),
    }
  if (kind === 4) {
    const topics = [someOffset(cast)]
    return {
      api: 'TxnOffsetCommit',
      request: side => ({ transactionalId, groupId, ...producer(side), topics }),
    }
  }
  const committed = cast.oneIn(2)
  return { api: 'EndTxn', request: side => ({ transactionalId, ...producer(side), committed }) }
}

function describeTransactions({ oneIn, producer }: Cast): NewStep {
  const transactionalIds = [oneIn(5) ? 'nobody' : producer()]
  return { api: 'DescribeTransactions', request: () => ({ transactionalIds }) }
}
