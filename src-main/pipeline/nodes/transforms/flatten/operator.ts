// The running flatten: reads each leaf along its path.
import type { Row, Value } from '@shared/expr'
import type { Operator } from '../../../model/operator'
import type { Leaf } from './leaves'

export function flattenOperator(leaves: readonly Leaf[]): Operator {
  const map = (row: Row): Row =>
    Object.fromEntries(leaves.map(({ name, path }) => [name, at(row, path)]))
  return {
    batch(_input, { rows, removed }, emit) {
      emit('out', { rows: rows.map(map), ...(removed ? { removed } : {}) })
    },
  }
}

function at(row: Row, path: readonly string[]): Value {
  let value: unknown = row
  for (const name of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null
  // Followed along the row's own type: it is a Value.
  return (value ?? null) as Value
}
