// What a function is to the rest of the server.
import type { CqlType } from '../types'

/** An argument before it is typed: a column knows its type, a literal only what it fits. */
export interface Arg {
  readonly text: string
  /** Undefined for markers and nulls, which take the type of what is expected. */
  readonly type?: CqlType
  fits(type: CqlType): 'exact' | 'weak' | 'no'
}

export type Values = readonly (Buffer | null)[]

export interface Aggregate {
  add(values: Values): void
  result(): Buffer | null
}

export interface Signature {
  readonly args: readonly CqlType[]
  readonly returns: CqlType
  /** False: the same arguments may give another result (now, uuid). */
  readonly pure?: boolean
  /** Called even when an argument is null; else null gives null. */
  readonly takesNull?: boolean
  call?(values: Values): Buffer | null
  aggregate?(): Aggregate
}

/** A native function: fixed signatures, or one made to measure for the arguments. */
export interface NativeFunction {
  readonly name: string
  readonly signatures?: readonly Signature[]
  make?(args: readonly Arg[], receiver: CqlType | undefined): Signature
}
