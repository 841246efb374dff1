// A function of the expression language is one descriptor, listed in one array (index.ts).
// Signatures give its types and its help, evaluate computes it, spark says how Spark SQL writes it
// where that differs.
import type { EvalOptions, Evaluate } from '../bound'
import { parseSignature, type Signature } from '../signature'
import type { DataType, Value } from '../types'

export type FunctionGroup =
  'text' | 'number' | 'condition' | 'date' | 'list' | 'object' | 'aggregate'

export interface CallShape extends EvalOptions {
  /** The types of the arguments after widening, and of the result. */
  readonly types: readonly DataType[]
  readonly result: DataType
}

export interface Refusal {
  readonly argument: number
  readonly code: string
  readonly found: string
}

export interface FunctionSpec {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly group: FunctionGroup
  readonly signatures: readonly string[]
  /** One English line; other languages in src-shared/text when they come. */
  readonly doc: string
  /** By default a NULL argument makes the result NULL without a call; `see` hands NULLs in. */
  readonly nulls?: 'see'
  /** Reads the clock: refused where no clock is given, so that a replay gives the same result. */
  readonly clock?: true
  /** An argument that is known before the run and cannot be meant so: its place and an error. */
  readonly refuse?: (
    constants: readonly (Value | undefined)[],
    types: readonly DataType[],
  ) => Refusal | undefined
  readonly evaluate?: Evaluate
  /** When the closure depends on the types, the zone or the clock. */
  readonly make?: (shape: CallShape) => Evaluate
  /** The result type when the signature cannot say it. */
  readonly result?: (
    types: readonly DataType[],
    constants: readonly (Value | undefined)[],
  ) => DataType
  /** Spark's name or text, by the type of the result where that is known; null when Spark has no such function. */
  readonly spark?: string | ((args: readonly string[], type?: string) => string) | null
}

export interface FunctionDescriptor extends Omit<FunctionSpec, 'signatures'> {
  readonly signatures: readonly Signature[]
}

export function defineFunction(spec: FunctionSpec): FunctionDescriptor {
  return { ...spec, signatures: spec.signatures.map(parseSignature) }
}
