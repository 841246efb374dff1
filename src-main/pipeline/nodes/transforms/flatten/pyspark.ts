// Nested fields as top-level ones, in a PySpark job.
import { sparkName } from '@shared/expr'
import { ARRIVAL, named, type PySparkPart } from '../../../model/targets/pyspark'
import { pyCall } from '../../../model/targets/python'
import type { Leaf } from './leaves'

export function flattenInPySpark(leaves: readonly Leaf[], isOrdered: boolean): PySparkPart {
  const columns = leaves.map(({ name, path }) => named(path.map(sparkName).join('.'), name))
  return {
    takes: 'rows',
    body: pyCall('return rows.selectExpr', [...columns, ...(isOrdered ? [ARRIVAL] : [])]),
  }
}
