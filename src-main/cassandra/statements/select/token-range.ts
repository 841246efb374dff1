// token(k) > x AND token(k) <= y → a span of keys.
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import { tokenFromBigInt } from '../../storage'
import type { Bound } from '../../result'
import { required, type TokenBound } from '../rows/restrictions'
import { tablePrefix, tokenPrefix } from '../rows/rows'

const MAX = 2n ** 63n - 1n
const MIN = -(2n ** 63n)

export function tokenRange(
  table: Table,
  bounds: readonly TokenBound[],
  values: readonly Bound[],
): { from: string; to: string } {
  let from = tablePrefix(table)
  let to = tablePrefix({ ...table, storeId: table.storeId + 1 })
  const at = (token: bigint) => tokenPrefix(table, tokenFromBigInt(token))
  const after = (token: bigint) =>
    token === MAX ? tablePrefix({ ...table, storeId: table.storeId + 1 }) : at(token + 1n)
  for (const { op, term } of bounds) {
    const value = term.bind(values)
    if (value === null) throw invalid('Invalid null token value')
    const token = required(value, 'partition key token').readBigInt64BE()
    const low = op === '>' ? after(token) : op === '>=' || op === '=' ? at(token) : undefined
    // As an upper bound the least token is the end of the ring.
    const high =
      (op === '<' || op === '<=') && token === MIN
        ? undefined
        : op === '<'
          ? at(token)
          : op === '<=' || op === '='
            ? after(token)
            : undefined
    if (low !== undefined && low > from) from = low
    if (high !== undefined && high < to) to = high
  }
  return { from, to }
}
