// A cluster tells clients an address that they cannot reach.
import { withCode, type Cause } from '../evidence'
import { isTold, placeOf } from './place-of'

const CODES = ['port-closed', 'host-unknown', 'kafka-unreachable']

export const advertisedListener: Cause = {
  id: 'advertised-listener',
  find: evidence =>
    [
      // The probe of the connection has seen it.
      ...withCode(evidence, ['kafka-told-elsewhere']).map(({ node, error: { params } }) => ({
        ...{ node, told: String(params.told) },
      })),
      ...withCode(evidence, CODES)
        .filter(error => isTold(evidence, error))
        .map(error => ({ node: error.node, told: placeOf(error) })),
    ]
      .slice(0, 1)
      .map(({ node, told }) => ({
        node,
        params: { node, told },
        remedy: { act: 'look', at: 'connections' },
      })),
}
