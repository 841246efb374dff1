// The shape of a native function, as the lists of functions give it and statements use it.
import type { CqlType } from '../types'

/** An argument before it is typed. A column knows its type; a literal only knows if it fits one. */
export interface Arg {
  readonly text: string
  /** Undefined for markers and nulls, which take the expected type. */
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
