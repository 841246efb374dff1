// A checked expression: its type and the closure that computes it. The checker has proved the
// static type, so closures read values by views of that type; this file is the one border where a
// Value is taken at the checker's word (the `as` below).
import type { Decimal } from './decimal'
import type { Zone } from './time/zone'
import type { DataType, Row, Value } from './types'

export interface Bound {
  readonly type: DataType
  readonly evaluate: (row: Row) => Value
  /** Known before the run: a literal or a function of literals. */
  readonly constant?: boolean
  /** A whole number as written: among decimals it takes no more digits than it has. */
  readonly literal?: number | bigint
}

export interface EvalOptions {
  readonly zone: Zone
  readonly now?: () => number
}

type View<T> = (row: Row) => T | null

export const numberView = (b: Bound) => b.evaluate as View<number>
export const integerView = (b: Bound) => b.evaluate as View<number | bigint>
export const decimalView = (b: Bound) => b.evaluate as View<Decimal>
export const stringView = (b: Bound) => b.evaluate as View<string>
export const booleanView = (b: Bound) => b.evaluate as View<boolean>
export const listView = (b: Bound) => b.evaluate as View<readonly Value[]>
export const rowView = (b: Bound) => b.evaluate as View<Row>

/**
 * A function over values as its descriptor writes it (typed by its signature), called by one that
 * only knows Values.
 */
export type Evaluate = (...args: never[]) => Value
export const callable = (evaluate: Evaluate) => evaluate as (...args: readonly unknown[]) => Value

export const BROKEN: Bound = { type: { kind: 'null' }, evaluate: () => null, constant: true }

export const constant = (type: DataType, value: Value): Bound => ({
  type,
  evaluate: () => value,
  constant: true,
})
