// The running filter. In a table under change it takes back a row that no longer fulfils the
// condition.
import type { Row } from '@shared/expr'
import type { Operator } from '../../../model/operator'
import { keysOf } from '../../../model/rows'

export function filterOperator(
  test: (row: Row) => boolean,
  keys: readonly string[] | undefined,
): Operator {
  const keyOf = keys ? keysOf(keys) : undefined
  return {
    batch(_input, { rows, removed = [] }, emit) {
      const kept = rows.filter(test)
      if (!keyOf) {
        if (kept.length > 0) emit('out', { rows: kept })
        return
      }
      const gone = [...removed, ...rows.filter(row => !test(row)).map(keyOf)]
      if (kept.length > 0 || gone.length > 0) emit('out', { rows: kept, removed: gone })
    },
  }
}
