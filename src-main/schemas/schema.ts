// What a schema of a registry is to us: a text of one type that reads and writes the bytes of a
// record, as plain JSON. Moments are ISO texts, bytes are base64, and a decimal or an integer that a
// number does not hold exactly is a text of its digits: the forms that the rest of the program reads
// from JSON messages.
import { LabError } from '@shared/errors'
import type { StepBudget } from './steps'

export const SCHEMA_TYPES = ['AVRO', 'PROTOBUF', 'JSON'] as const
export type SchemaType = (typeof SCHEMA_TYPES)[number]

/** Schemas that one may use, those that they use counted. */
export const REFERENCED_MAX = 100

/** Another schema that this one uses, by the name that its text has for it. */
export interface ReferencedText {
  readonly name: string
  readonly text: string
}

export interface SchemaText {
  readonly type: SchemaType
  readonly text: string
  readonly references?: readonly ReferencedText[]
}

export interface ParsedSchema {
  /** The same for two texts that mean the same, spaces and comments aside. */
  readonly identity: string
  /** Bytes behind the header; throws `Misfit` for a value that the schema does not take. */
  encode(json: unknown): Buffer
  /** `path`: of a Protobuf message, its place in the file. */
  decode(bytes: Buffer, path?: readonly number[]): unknown
  /** Why values of `writer` cannot be read by this schema; empty when they can. */
  readingProblems(writer: ParsedSchema, budget?: StepBudget): string[]
}

/** A value that does not fit its schema. */
export class Misfit extends Error {
  constructor(
    readonly path: string,
    readonly expected: string,
    found: unknown,
  ) {
    super(`${path || 'value'}: ${expected} expected, found ${shortText(found)}`)
  }
}

const FOUND_CHARS_MAX = 100
const shortText = (value: unknown) =>
  (JSON.stringify(value) ?? String(value)).slice(0, FOUND_CHARS_MAX)

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const below = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)

export function invalidSchema(type: SchemaType, error: unknown): LabError {
  const message = error instanceof Error ? error.message : String(error)
  return new LabError('schema-invalid', { kind: 'usage', params: { type, message }, cause: error })
}
