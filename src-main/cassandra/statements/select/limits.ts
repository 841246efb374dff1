// LIMIT and PER PARTITION LIMIT: terms that give a positive number.
import type { Expr } from '@shared/cql'
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import type { Bound } from '../../result'
import { native } from '../../types'
import type { Scope } from '../context'
import type { Term } from '../terms/term'
import { compileTerm } from '../terms/terms'

export function limitTerm(
  scope: Scope,
  table: Table,
  expr: Expr | undefined,
  name: string,
): Term | undefined {
  return (
    expr &&
    compileTerm(scope, expr, {
      keyspace: table.keyspace,
      table: table.name,
      name,
      type: native('int'),
    })
  )
}

export function limitOf(term: Term | undefined, values: readonly Bound[]): number {
  const value = term?.bind(values)
  if (value === undefined) return Infinity
  if (value === null) throw invalid(`Invalid null value of limit`)
  const limit = value.readInt32BE()
  if (limit <= 0) throw invalid('LIMIT must be strictly positive')
  return limit
}
