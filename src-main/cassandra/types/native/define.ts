// Makes a native type out of its own part (one entry per type) and the part that all types share.
import { invalid } from '../../errors'
import type { KeyReader, KeyWriter } from '../../bytes/key-codec'
import type { Writer } from '../../bytes/writer'
import { javaClass, jsonText, javaText, type JsonValue } from '../json'
import type { NativeType } from '../type'

interface Spec {
  readonly option: number
  readonly className: string
  readonly accepts: readonly string[]
  readonly emptyAllowed?: boolean
  readonly fixedLength?: number
  parse(text: string): Buffer
  compare(a: Buffer, b: Buffer): number
  flaw(value: Buffer): string | undefined
  toText(value: Buffer): string
  toJson?(value: Buffer): string
  fromJson(value: JsonValue, parse: (text: string) => Buffer): Buffer
  writeKey(writer: KeyWriter, value: Buffer): void
  readKey(reader: KeyReader): Buffer
}

/** Protocol v4 has no code for duration: it travels as a custom type. */
export const CUSTOM = 0
export const MARSHAL = 'org.apache.cassandra.db.marshal.'

export function define(name: string, spec: Spec): NativeType {
  return {
    kind: name,
    name,
    multiCell: false,
    emptyAllowed: spec.emptyAllowed ?? false,
    fixedLength: spec.fixedLength,
    className: spec.className,
    accepts: new Set(spec.accepts),
    parse: spec.parse,
    compare: spec.compare,
    flaw: value => (value.length === 0 ? undefined : spec.flaw(value)),
    toText: value => (value.length === 0 && !spec.emptyAllowed ? '' : spec.toText(value)),
    toJson: value => {
      if (value.length === 0 && !spec.emptyAllowed) return '""'
      return spec.toJson ? spec.toJson(value) : jsonText(spec.toText(value))
    },
    fromJson: value => spec.fromJson(value, spec.parse),
    writeKey: spec.writeKey,
    readKey: spec.readKey,
    writeOption(writer: Writer) {
      writer.u16(spec.option)
      if (spec.option === CUSTOM) writer.string(MARSHAL + spec.className)
    },
  }
}

export const byBytes = (a: Buffer, b: Buffer) => Buffer.compare(a, b)
export const wrongJson = (wanted: string, value: JsonValue) =>
  invalid(`Expected ${wanted} value, but got a ${javaClass(value)}: ${javaText(value)}`)
export const escapedKey = {
  writeKey: (writer: KeyWriter, value: Buffer) => void writer.escaped(value),
  readKey: (reader: KeyReader) => reader.escaped(),
}
