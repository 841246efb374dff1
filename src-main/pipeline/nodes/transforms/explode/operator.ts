// The running explode: one row for each element, made from one shape because millions pass here.
import type { Row, Value } from '@shared/expr'
import type { Operator } from '../../../model/operator'
import { rowMaker } from '../../../model/row-maker'

export function explodeOperator(
  listOf: (row: Row) => Value,
  names: readonly string[],
  as: string,
  keepEmpty: boolean,
  index: string | undefined,
): Operator {
  const make = rowMaker(names)
  const kept = names.map(name => (name === as || name === index ? undefined : name))
  const [asAt, indexAt] = [names.indexOf(as), index === undefined ? -1 : names.indexOf(index)]
  const values = new Array<Value>(names.length).fill(null)
  const rowOf = (element: Value, i: number | null): Row => {
    values[asAt] = element
    if (indexAt >= 0) values[indexAt] = i
    return make(values)
  }
  return {
    batch(_input, { rows }, emit) {
      const out: Row[] = []
      for (const row of rows) {
        const list = listOf(row)
        const some = Array.isArray(list) && list.length > 0
        if (!some && !keepEmpty) continue
        for (let n = 0; n < kept.length; n++) {
          const name = kept[n]
          if (name !== undefined) values[n] = row[name] ?? null
        }
        if (some) for (let i = 0; i < list.length; i++) out.push(rowOf(list[i] ?? null, i))
        else out.push(rowOf(null, null))
      }
      if (out.length > 0) emit('out', { rows: out })
    },
  }
}
