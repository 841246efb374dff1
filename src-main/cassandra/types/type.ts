// The operations of a CQL type. A value is the bytes that travel on the wire; we decode nothing
// before we must.
import type { KeyReader, KeyWriter } from '../bytes/key-codec'
import type { Writer } from '../bytes/writer'
import type { JsonValue } from './json'

export interface CqlType {
  readonly kind: string
  /** As CQL spells it, frozen<…> included. */
  readonly name: string
  /** A collection or user type whose parts are stored one by one. */
  readonly multiCell: boolean
  readonly emptyAllowed: boolean
  /**
   * The length of every value, as vectors have it; undefined where Cassandra counts on none
   * (`valueLengthIfFixed`), though a smallint or a date always has the same.
   */
  readonly fixedLength?: number
  compare(a: Buffer, b: Buffer): number
  /** Says what is wrong with the bytes of a bound value, in Cassandra's words. */
  flaw(value: Buffer): string | undefined
  /** As CAST(… AS text) gives it. */
  toText(value: Buffer): string
  toJson(value: Buffer): string
  fromJson(value: JsonValue): Buffer
  writeKey(writer: KeyWriter, value: Buffer): void
  readKey(reader: KeyReader): Buffer
  /** The [option] that describes the type in result metadata (protocol v4, section 4.2.5.2). */
  writeOption(writer: Writer): void
}

/** Constants that a type takes, besides what it parses: which kinds of literal, and how. */
export interface NativeType extends CqlType {
  readonly accepts: ReadonlySet<string>
  parse(text: string): Buffer
  /** Java's name for it, as custom types and aggregates spell it. */
  readonly className: string
}

export const EMPTY = Buffer.alloc(0)

export const isNative = (type: CqlType): type is NativeType => 'accepts' in type
