// A compiled term: something that gives a value once the markers are bound.
import { invalid } from '../../errors'
import type { Bound } from '../../result'
import type { CqlType } from '../../types'
import type { Scope } from '../context'

/** The target of a term: a column, an argument, or a part of either. */
export interface Receiver {
  readonly keyspace: string
  readonly table: string
  readonly name: string
  readonly type: CqlType
}

export interface Term {
  bind(values: readonly Bound[]): Bound
  /** Known when the statement is compiled. */
  readonly constant?: Buffer | null
  readonly marker?: number
}

export const constant = (value: Buffer | null): Term => ({ constant: value, bind: () => value })
export const NULL = constant(null)
export const isConstant = (term: Term): boolean => term.constant !== undefined

/** A term for a marker; its value is checked against the receiver's type when it is bound. */
export function addMarker(scope: Scope, index: number, receiver: Receiver): Term {
  const { keyspace, table, type } = receiver
  scope.markers[index] = {
    keyspace,
    table,
    name: scope.markerNames[index] ?? receiver.name,
    type,
  }
  return {
    marker: index,
    bind: values => {
      if (index >= values.length) throw invalid('Invalid amount of bind variables')
      const value = values[index]
      if (value) {
        const flaw = type.flaw(value)
        if (flaw !== undefined) throw invalid(flaw)
      }
      return value
    },
  }
}

/** A value made of parts: a constant when all of them are. */
export function composite(
  parts: readonly Term[],
  build: (values: (Buffer | null)[]) => Buffer,
  unset: (index: number) => string,
): Term {
  const make = (values: readonly Bound[]) =>
    build(
      parts.map((part, i) => {
        const value = part.bind(values)
        if (value === undefined) throw invalid(unset(i))
        return value
      }),
    )
  return parts.every(isConstant) ? constant(make([])) : { bind: make }
}
