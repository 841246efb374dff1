// Two relations on the same columns: which pairs Cassandra refuses, and in which words (its
// Restriction.mergeWith).
import type { Operator } from '@shared/cql'
import { invalid } from '../../errors'
import type { Column } from '../../schema/model'
import { type CqlType, isCollection, isTuple, isUdt, mentionsDuration } from '../../types'

export interface Relating {
  readonly columns: readonly Column[]
  readonly op: Operator
}

export const relationOf = (columns: readonly Column[], op: Operator): Relating => ({ columns, op })
export const isStart = (op: Operator) => op === '>' || op === '>='

const isEqual = (op: Operator) => op === '=' || op === 'IN'

/** Refuses what `added` may not restrict once `existing` does. */
export function checkPair(existing: Relating, added: Relating): void {
  const common = existing.columns.filter(c => added.columns.includes(c)).map(c => c.name)
  if (common.length === 0) return
  // The order and the blank before the comma are Cassandra's.
  const names = common.reverse().join(' ,')
  checkOperators(existing.op, added.op, names, 'Column')
  const [first, other] = [existing.columns[0], added.columns[0]]
  if (first && other && first !== other) {
    const later = first.position > other.position ? first : other
    throw invalid(
      `Column "${later.name}" cannot be restricted by two inequalities not starting with the same column`,
    )
  }
  checkBounds(existing.op, added.op, names)
}

/** The same for token(…), which restricts the whole partition key. */
export function checkToken(
  keys: readonly Column[],
  existing: readonly { readonly op: Operator }[],
  op: Operator,
): void {
  const names = keys.map(key => key.name).join(', ')
  for (const bound of existing) {
    checkOperators(bound.op, op, names, 'Columns')
    checkBounds(bound.op, op, names)
  }
}

function checkOperators(existing: Operator, added: Operator, names: string, noun: string): void {
  if (isEqual(existing))
    throw invalid(
      `${names} cannot be restricted by more than one relation if it includes ${existing === '=' ? 'an Equal' : 'a IN'}`,
    )
  if (isEqual(added))
    throw invalid(
      `${noun} "${names}" cannot be restricted by both an equality and an inequality relation`,
    )
}

function checkBounds(existing: Operator, added: Operator, names: string): void {
  if (isStart(existing) === isStart(added))
    throw invalid(
      `More than one restriction was found for the ${isStart(added) ? 'start' : 'end'} bound on ${names}`,
    )
}

/** Durations have no order, nor has what holds them. */
export function checkOrdered(type: CqlType): void {
  if (!mentionsDuration(type)) return
  const what = isCollection(type)
    ? 'collections containing durations'
    : isTuple(type)
      ? 'tuples containing durations'
      : isUdt(type)
        ? 'UDTs containing durations'
        : 'duration columns'
  throw invalid(`Slice restrictions are not supported on ${what}`)
}
