// An aggregate function is one descriptor, listed in one array (index.ts). An accumulator is
// a mutable object of its own; snapshot gives plain JSON that restore reads back exactly, so a
// checkpoint holds it.
import type { DataType, Value } from '../types'
import type { EvalOptions } from '../bound'

export interface Slot<A> {
  readonly type: DataType
  init(): A
  /**
   * Called with the values of the arguments; the first is never NULL unless the descriptor sees
   * NULLs.
   */
  add(acc: A, value: Value, second: Value): void
  /**
   * Takes a value back out, for sliding windows; absent where that is not possible (min, max,
   * first, last).
   */
  remove?(acc: A, value: Value, second: Value): void
  /** Into the first; `b` came later in the stream and is not used afterwards. */
  merge(a: A, b: A): A
  result(acc: A): Value
  snapshot(acc: A): unknown
  restore(json: unknown): A
}

export type AnySlot = Slot<unknown>

export interface AggregateShape extends EvalOptions {
  readonly types: readonly DataType[]
  /** Values of arguments that are constants: k of top_k. */
  readonly constants: readonly (Value | undefined)[]
}

export interface AggregateDescriptor {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly signatures: readonly string[]
  readonly doc: string
  readonly min: number
  readonly max: number
  /** count(*) */
  readonly star?: true
  readonly distinct?: true
  readonly nulls?: 'see'
  /** Undefined when the types do not fit. */
  readonly make: (shape: AggregateShape) => AnySlot | undefined
  readonly spark?: string | ((args: readonly string[]) => string) | null
}

/**
 * Accumulators are private to their slot: nobody else looks inside, so their type may be forgotten.
 */
export function slot<A>(typed: Slot<A>): AnySlot {
  return typed as unknown as AnySlot
}

/**
 * Snapshots come from disk: a wrong shape is a damaged checkpoint, said by the reader of the
 * checkpoint.
 */
export function asList(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw new TypeError('an aggregate snapshot must be a list')
  return json
}

export function asInteger(json: unknown): number | bigint {
  if (typeof json === 'number') return json
  if (typeof json === 'string' && /^-?\d+$/.test(json)) return BigInt(json)
  throw new TypeError('an aggregate snapshot must hold an integer')
}

export const writeInteger = (value: number | bigint) =>
  typeof value === 'bigint' ? String(value) : value
