// The running select: the fields that stay, then the derived ones.
import type { CompiledExpression, Row, Value } from '@shared/expr'
import type { Batch } from '../../../model/batch'
import type { Operator } from '../../../model/operator'

export function selectOperator(
  kept: readonly string[],
  derived: readonly { name: string; expression: CompiledExpression }[],
): Operator {
  const map = (row: Row): Row => {
    const out: Record<string, Value> = {}
    for (const name of kept) out[name] = row[name] ?? null
    for (const { name, expression } of derived) out[name] = expression.evaluate(row)
    return out
  }
  return {
    batch(_input, { rows, removed }: Batch, emit) {
      emit('out', { rows: rows.map(map), ...(removed ? { removed } : {}) })
    },
  }
}
