// tuple and user types: parts of different types, by place or by name.
import { invalid } from '../errors'
import type { KeyReader, KeyWriter } from '../bytes/key-codec'
import { javaClass, type JsonValue, javaText, jsonText, parseJson } from './json'
import { packTuple, unpackTuple } from './packing'
import { isNative } from './type'
import {
  frozenName,
  partKey,
  endKey,
  readParts,
  firstFlaw,
  guarded,
  compareParts,
  nothing,
  jsonOf,
} from './parts'
import type { TupleType, UdtField, UdtType } from './shapes'
import type { CqlType } from './type'

/**
 * The behaviour that both share: parts missing at the end are null, and more parts than types are a
 * flaw.
 */
function byPlace(of: readonly CqlType[], whole: string) {
  const at = (i: number) => of[i]!
  const parts = (bytes: Buffer) => {
    const values = unpackTuple(bytes)
    return of.map((_, i) => values[i] ?? null)
  }
  const alike = {
    ...nothing,
    compare: (a: Buffer, b: Buffer) => compareParts(parts(a), parts(b), at),
    flaw: (bytes: Buffer) =>
      guarded(() => {
        const values = unpackTuple(bytes)
        return values.length > of.length
          ? `Invalid remaining data after end of ${whole} value`
          : firstFlaw(values, at)
      }),
    writeKey: (writer: KeyWriter, bytes: Buffer) => {
      parts(bytes).forEach((part, i) => partKey(writer, at(i), part))
      endKey(writer)
    },
    readKey: (reader: KeyReader) => packTuple(readParts(reader, at)),
  }
  return { at, parts, alike }
}

/** `1:a:@` as Cassandra's TupleType reads it: parts between colons, @ for none. */
export function tupleFromText({ of, name }: TupleType, text: string): Buffer {
  const parts = text === '' ? [] : text.split(/(?<!\\):/)
  if (parts.length > of.length)
    throw invalid(
      `Invalid tuple literal: too many elements. Type ${name} expects ${of.length} but got ${parts.length}`,
    )
  return packTuple(
    parts.map((part, i) => {
      const type = of[i]!
      if (part === '@') return null
      const plain = part.replaceAll('\\:', ':').replaceAll('\\@', '@')
      if (!isNative(type)) throw invalid(`Invalid value '${plain}' for type ${type.name}`)
      return type.parse(plain)
    }),
  )
}

export function tupleType(of: readonly CqlType[]): TupleType {
  const { at, parts, alike } = byPlace(of, 'tuple')
  return {
    ...alike,
    kind: 'tuple',
    of,
    name: `frozen<tuple<${of.map(t => t.name).join(', ')}>>`,
    multiCell: false,
    toText: bytes =>
      `(${parts(bytes)
        .map((v, i) => (v ? at(i).toText(v) : 'null'))
        .join(', ')})`,
    toJson: bytes =>
      `[${parts(bytes)
        .map((v, i) => jsonOf(at(i), v))
        .join(', ')}]`,
    fromJson: json => {
      const parsed = typeof json === 'string' ? parseJson(json) : json
      if (!Array.isArray(parsed))
        throw invalid(
          `Expected a list representation of a tuple, but got a ${javaClass(json)}: ${javaText(json)}`,
        )
      if (parsed.length > of.length)
        throw invalid(`Tuple contains extra items (expected ${of.length}): ${javaText(parsed)}`)
      if (parsed.length < of.length)
        throw invalid(`Tuple is missing items (expected ${of.length}): ${javaText(parsed)}`)
      return packTuple(parsed.map((item, i) => (item === null ? null : at(i).fromJson(item))))
    },
    writeOption: writer => {
      writer.u16(0x31).u16(of.length)
      for (const type of of) type.writeOption(writer)
    },
  }
}

export function udtType(
  keyspace: string,
  typeName: string,
  fields: readonly UdtField[],
  frozen: boolean,
): UdtType {
  const types = fields.map(field => field.type)
  const { at, parts, alike } = byPlace(types, 'UDT')
  return {
    ...alike,
    kind: 'udt',
    keyspace,
    typeName,
    fields,
    name: frozenName(/^[a-z][a-z0-9_]*$/.test(typeName) ? typeName : `"${typeName}"`, frozen),
    multiCell: !frozen,
    toText: bytes =>
      `{${parts(bytes)
        .map((v, i) => `${fields[i]!.name}: ${v ? at(i).toText(v) : 'null'}`)
        .join(', ')}}`,
    toJson: bytes =>
      `{${parts(bytes)
        .map((v, i) => `${jsonText(fieldJsonName(fields[i]!.name))}: ${jsonOf(at(i), v)}`)
        .join(', ')}}`,
    fromJson: json => {
      const parsed: JsonValue = typeof json === 'string' ? parseJson(json) : json
      if (!(parsed instanceof Map))
        throw invalid(`Expected a map, but got a ${javaClass(json)}: ${javaText(json)}`)
      const byName = new Map([...parsed].map(([k, v]) => [columnNameOfJson(k), v]))
      for (const name of byName.keys()) {
        if (!fields.some(f => f.name === name))
          throw invalid(`Unknown field '${name}' in value of user defined type ${typeName}`)
      }
      return packTuple(fields.map(f => fieldFromJson(f, byName.get(f.name))))
    },
    writeOption: writer => {
      writer.u16(0x30).string(keyspace).string(typeName).u16(fields.length)
      for (const field of fields) field.type.writeOption(writer.string(field.name))
    },
  }
}

const fieldFromJson = (field: UdtField, value: JsonValue | undefined) =>
  value === null || value === undefined ? null : field.type.fromJson(value)
/** A name that is not all lower case is quoted inside JSON's own quotes. */
const fieldJsonName = (name: string) => (name === name.toLowerCase() ? name : `"${name}"`)
export const columnNameOfJson = (name: string) =>
  /^".*"$/s.test(name) ? name.slice(1, -1) : name.toLowerCase()
