// A cluster tells clients an address that they cannot reach.
import { withCode, type Cause } from '../evidence'
import { isTold, placeOf } from './place-of'

const CODES = ['port-closed', 'host-unknown', 'kafka-unreachable']

export const advertisedListener: Cause = {
  id: 'advertised-listener',
  find: evidence =>
    withCode(evidence, CODES)
      .filter(error => isTold(evidence, error))
      .slice(0, 1)
      .map(error => ({
        node: error.node,
        params: { node: error.node, told: placeOf(error) },
        remedy: { act: 'look', at: 'connections' },
      })),
}
