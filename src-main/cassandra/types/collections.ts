// list, set, map, tuple, vector and user types: their bytes are the bytes of their parts, each with its length in front.
import { invalid } from '../errors'
import { type KeyReader, type KeyWriter } from '../storage/key-codec'
import type { Writer } from '../wire/writer'
import { javaClass, jsonText, javaText, parseJson, type JsonValue } from './json'
import type { CqlType } from './type'

export interface CollectionType extends CqlType {
  readonly kind: 'list' | 'set'
  readonly of: CqlType
}
export interface MapType extends CqlType {
  readonly kind: 'map'
  readonly key: CqlType
  readonly value: CqlType
}
export interface TupleType extends CqlType {
  readonly kind: 'tuple'
  readonly of: readonly CqlType[]
}
export interface VectorType extends CqlType {
  readonly kind: 'vector'
  readonly of: CqlType
  readonly dimension: number
}
export interface UdtField {
  readonly name: string
  readonly type: CqlType
}
export interface UdtType extends CqlType {
  readonly kind: 'udt'
  readonly keyspace: string
  readonly typeName: string
  readonly fields: readonly UdtField[]
}

export const isList = (type: CqlType): type is CollectionType => type.kind === 'list'
export const isSet = (type: CqlType): type is CollectionType => type.kind === 'set'
export const isMap = (type: CqlType): type is MapType => type.kind === 'map'
export const isTuple = (type: CqlType): type is TupleType => type.kind === 'tuple'
export const isVector = (type: CqlType): type is VectorType => type.kind === 'vector'
export const isUdt = (type: CqlType): type is UdtType => type.kind === 'udt'
export const isCollection = (type: CqlType): type is CollectionType | MapType => isList(type) || isSet(type) || isMap(type)

/** [count] then each value with its length, as collections are on the wire. */
export function packList(values: readonly (Buffer | null)[], perEntry = 1): Buffer {
  let bytes = 4
  for (const value of values) bytes += 4 + (value?.length ?? 0)
  const out = Buffer.allocUnsafe(bytes)
  out.writeInt32BE(values.length / perEntry)
  return fill(out, 4, values)
}

/** Values with their lengths, without a count: tuples and user types. */
export function packTuple(values: readonly (Buffer | null)[]): Buffer {
  let bytes = 0
  for (const value of values) bytes += 4 + (value?.length ?? 0)
  return fill(Buffer.allocUnsafe(bytes), 0, values)
}

function fill(out: Buffer, at: number, values: readonly (Buffer | null)[]): Buffer {
  for (const value of values) {
    out.writeInt32BE(value?.length ?? -1, at)
    at += 4
    if (value) {
      out.set(value, at)
      at += value.length
    }
  }
  return out
}

const tooShort = () => invalid('Not enough bytes to read a value')

export function unpackTuple(bytes: Buffer, from = 0, most = Number.MAX_SAFE_INTEGER): (Buffer | null)[] {
  const values: (Buffer | null)[] = []
  for (let at = from; at < bytes.length && values.length < most;) {
    if (at + 4 > bytes.length) throw tooShort()
    const length = bytes.readInt32BE(at)
    at += 4
    if (length < 0) values.push(null)
    else {
      if (at + length > bytes.length) throw tooShort()
      values.push(bytes.subarray(at, at + length))
      at += length
    }
  }
  return values
}

/** The elements of a list or set; for a map, keys and values in turn. */
export function unpackList(bytes: Buffer, perEntry = 1): Buffer[] {
  if (bytes.length < 4) throw invalid('Not enough bytes to read a collection')
  const count = bytes.readInt32BE(0) * perEntry
  const values = unpackTuple(bytes, 4, Math.max(count, 0))
  if (values.length < count) throw tooShort()
  return values.map(value => {
    if (value === null) throw invalid('null is not supported inside collections')
    return value
  })
}

const frozenName = (name: string, frozen: boolean) => (frozen ? `frozen<${name}>` : name)
/** Inside a collection, a frozen part is spelled so once: list<frozen<set<int>>>. */
const partKey = (writer: KeyWriter, type: CqlType, value: Buffer | null) => {
  if (value === null) writer.u8(1)
  else {
    writer.u8(2)
    type.writeKey(writer, value)
  }
}
const endKey = (writer: KeyWriter) => void writer.u8(0)
const readParts = (reader: KeyReader, typeAt: (i: number) => CqlType) => {
  const parts: (Buffer | null)[] = []
  for (let mark = reader.u8(); mark !== 0; mark = reader.u8())
    parts.push(mark === 1 ? null : typeAt(parts.length).readKey(reader))
  return parts
}
const firstFlaw = (values: readonly (Buffer | null)[], typeAt: (i: number) => CqlType) => {
  for (const [i, value] of values.entries()) {
    const flaw = value && typeAt(i).flaw(value)
    if (flaw) return flaw
  }
  return undefined
}
const guarded = (read: () => string | undefined): string | undefined => {
  try {
    return read()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
function compareParts(a: readonly (Buffer | null)[], b: readonly (Buffer | null)[], typeAt: (i: number) => CqlType): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i] ?? null, b[i] ?? null]
    if (x === null || y === null) {
      if (x !== y) return x === null ? -1 : 1
      continue
    }
    const order = typeAt(i).compare(x, y)
    if (order !== 0) return order
  }
  return a.length - b.length
}
const nothing = { emptyAllowed: true }
const jsonOf = (type: CqlType, value: Buffer | null) => (value === null ? 'null' : type.toJson(value))

function collection(kindName: 'list' | 'set', of: CqlType, frozen: boolean): CollectionType {
  const plainName = `${kindName}<${of.name}>`
  return {
    ...nothing,
    kind: kindName,
    of,
    name: frozenName(plainName, frozen),
    multiCell: !frozen,
    compare: (a, b) => compareParts(unpackList(a), unpackList(b), () => of),
    flaw: value => guarded(() => firstFlaw(unpackList(value), () => of)),
    toText: value =>
      `[${unpackList(value)
        .map(v => of.toText(v))
        .join(', ')}]`,
    toJson: value =>
      `[${unpackList(value)
        .map(v => of.toJson(v))
        .join(', ')}]`,
    fromJson: value => {
      const parsed = typeof value === 'string' ? parseJson(value) : value
      if (!Array.isArray(parsed))
        throw invalid(
          `Expected a list${kindName === 'set' ? ' (representing a set)' : ''}, but got a ${javaClass(value)}: ${javaText(value)}`,
        )
      const items = parsed.map(item => {
        if (item === null) throw invalid(`Invalid null element in ${kindName === 'set' ? 'set' : 'list'}`)
        return of.fromJson(item)
      })
      return packList(kindName === 'set' ? sortedSet(of, items) : items)
    },
    writeKey: (writer, value) => {
      for (const item of unpackList(value)) partKey(writer, of, item)
      endKey(writer)
    },
    readKey: reader => packList(readParts(reader, () => of)),
    writeOption: (writer: Writer) => of.writeOption(writer.u16(kindName === 'list' ? 0x20 : 0x22)),
  }
}

export const listType = (of: CqlType, frozen: boolean) => collection('list', of, frozen)
export const setType = (of: CqlType, frozen: boolean) => collection('set', of, frozen)

export function sortedSet(of: CqlType, items: readonly Buffer[]): Buffer[] {
  const sorted = [...items].sort((a, b) => of.compare(a, b))
  return sorted.filter((item, i) => i === 0 || of.compare(sorted[i - 1]!, item) !== 0)
}

/** Keys in order, the last value of an equal key winning. */
export function sortedMap(key: CqlType, entries: readonly (readonly [Buffer, Buffer])[]): Buffer[] {
  const sorted = [...entries].sort((a, b) => key.compare(a[0], b[0]))
  return sorted.filter((entry, i) => i === sorted.length - 1 || key.compare(entry[0], sorted[i + 1]![0]) !== 0).flat()
}

export function mapType(key: CqlType, value: CqlType, frozen: boolean): MapType {
  const at = (i: number) => (i % 2 === 0 ? key : value)
  const pairs = (bytes: Buffer) => {
    const parts = unpackList(bytes, 2)
    return Array.from({ length: parts.length / 2 }, (_, i) => [parts[2 * i]!, parts[2 * i + 1]!] as const)
  }
  return {
    ...nothing,
    kind: 'map',
    key,
    value,
    name: frozenName(`map<${key.name}, ${value.name}>`, frozen),
    multiCell: !frozen,
    compare: (a, b) => compareParts(unpackList(a, 2), unpackList(b, 2), at),
    flaw: bytes => guarded(() => firstFlaw(unpackList(bytes, 2), at)),
    toText: bytes =>
      `{${pairs(bytes)
        .map(([k, v]) => `${key.toText(k)}: ${value.toText(v)}`)
        .join(', ')}}`,
    toJson: bytes =>
      `{${pairs(bytes)
        .map(([k, v]) => `${asName(key.toJson(k))}: ${value.toJson(v)}`)
        .join(', ')}}`,
    fromJson: json => {
      const parsed = typeof json === 'string' ? parseJson(json) : json
      if (!(parsed instanceof Map)) throw invalid(`Expected a map, but got a ${javaClass(json)}: ${javaText(json)}`)
      const entries = [...parsed].map(([k, v]) => {
        if (v === null) throw invalid('Invalid null value in map')
        return [key.fromJson(k), value.fromJson(v)] as const
      })
      return packList(sortedMap(key, entries), 2)
    },
    writeKey: (writer, bytes) => {
      unpackList(bytes, 2).forEach((part, i) => partKey(writer, at(i), part))
      endKey(writer)
    },
    readKey: reader => packList(readParts(reader, at), 2),
    writeOption: writer => {
      key.writeOption(writer.u16(0x21))
      value.writeOption(writer)
    },
  }
}

const asName = (json: string) => (json.startsWith('"') ? json : jsonText(json))

export function tupleType(of: readonly CqlType[]): TupleType {
  const at = (i: number) => of[i]!
  const parts = (bytes: Buffer) => {
    const values = unpackTuple(bytes)
    return of.map((_, i) => values[i] ?? null)
  }
  return {
    ...nothing,
    kind: 'tuple',
    of,
    name: `frozen<tuple<${of.map(t => t.name).join(', ')}>>`,
    multiCell: false,
    compare: (a, b) => compareParts(parts(a), parts(b), at),
    flaw: bytes =>
      guarded(() => {
        const values = unpackTuple(bytes)
        if (values.length > of.length) return `Invalid remaining data after end of tuple value`
        return firstFlaw(values, at)
      }),
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
        throw invalid(`Expected a list representation of a tuple, but got a ${javaClass(json)}: ${javaText(json)}`)
      if (parsed.length > of.length) throw invalid(`Tuple contains extra items (expected ${of.length}): ${javaText(parsed)}`)
      if (parsed.length < of.length) throw invalid(`Tuple is missing items (expected ${of.length}): ${javaText(parsed)}`)
      return packTuple(parsed.map((item, i) => (item === null ? null : at(i).fromJson(item))))
    },
    writeKey: (writer, bytes) => {
      parts(bytes).forEach((part, i) => partKey(writer, at(i), part))
      endKey(writer)
    },
    readKey: reader => packTuple(readParts(reader, at)),
    writeOption: writer => {
      writer.u16(0x31).u16(of.length)
      for (const type of of) type.writeOption(writer)
    },
  }
}

export function udtType(keyspace: string, typeName: string, fields: readonly UdtField[], frozen: boolean): UdtType {
  const at = (i: number) => fields[i]!.type
  const parts = (bytes: Buffer) => {
    const values = unpackTuple(bytes)
    return fields.map((_, i) => values[i] ?? null)
  }
  return {
    ...nothing,
    kind: 'udt',
    keyspace,
    typeName,
    fields,
    name: frozenName(/^[a-z][a-z0-9_]*$/.test(typeName) ? typeName : `"${typeName}"`, frozen),
    multiCell: !frozen,
    compare: (a, b) => compareParts(parts(a), parts(b), at),
    flaw: bytes =>
      guarded(() => {
        const values = unpackTuple(bytes)
        if (values.length > fields.length) return `Invalid remaining data after end of UDT value`
        return firstFlaw(values, at)
      }),
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
      if (!(parsed instanceof Map)) throw invalid(`Expected a map, but got a ${javaClass(json)}: ${javaText(json)}`)
      const byName = new Map([...parsed].map(([k, v]) => [columnNameOfJson(k), v]))
      for (const name of byName.keys()) {
        if (!fields.some(f => f.name === name)) throw invalid(`Unknown field '${name}' in value of user defined type ${typeName}`)
      }
      return packTuple(fields.map(f => fieldFromJson(f, byName.get(f.name))))
    },
    writeKey: (writer, bytes) => {
      parts(bytes).forEach((part, i) => partKey(writer, at(i), part))
      endKey(writer)
    },
    readKey: reader => packTuple(readParts(reader, at)),
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
export const columnNameOfJson = (name: string) => (/^".*"$/s.test(name) ? name.slice(1, -1) : name.toLowerCase())

export function vectorType(of: CqlType, dimension: number, className: string): VectorType {
  const size = of.fixedLength
  const parts = (bytes: Buffer) =>
    size === undefined
      ? unpackVariable(bytes, dimension)
      : Array.from({ length: dimension }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
  return {
    kind: 'vector',
    of,
    dimension,
    name: `vector<${of.name}, ${dimension}>`,
    multiCell: false,
    emptyAllowed: false,
    fixedLength: size === undefined ? undefined : size * dimension,
    compare: (a, b) => (a.length === 0 || b.length === 0 ? a.length - b.length : compareParts(parts(a), parts(b), () => of)),
    flaw: bytes => {
      if (size !== undefined && bytes.length !== size * dimension)
        return `Not enough bytes to read a vector<${of.name}, ${dimension}>`
      return guarded(() => firstFlaw(parts(bytes), () => of))
    },
    toText: bytes =>
      `[${parts(bytes)
        .map(v => of.toText(v))
        .join(', ')}]`,
    toJson: bytes =>
      `[${parts(bytes)
        .map(v => of.toJson(v))
        .join(', ')}]`,
    fromJson: json => {
      const parsed = typeof json === 'string' ? parseJson(json) : json
      if (!Array.isArray(parsed)) throw invalid(`Expected a list, but got a ${javaClass(json)}: ${javaText(json)}`)
      if (parsed.length !== dimension) throw invalid(`List had incorrect size: expected ${dimension} but given ${parsed.length}.`)
      return packVector(
        of,
        parsed.map(item => of.fromJson(item)),
      )
    },
    writeKey: (writer, bytes) => {
      for (const part of parts(bytes)) partKey(writer, of, part)
      endKey(writer)
    },
    readKey: reader =>
      packVector(
        of,
        readParts(reader, () => of).map(part => part ?? Buffer.alloc(0)),
      ),
    writeOption: writer => void writer.u16(0).string(className),
  }
}

export function packVector(of: CqlType, values: readonly Buffer[]): Buffer {
  if (of.fixedLength !== undefined) return Buffer.concat(values)
  return Buffer.concat(values.flatMap(value => [unsignedVint(value.length), value]))
}

export const vectorParts = (type: VectorType, bytes: Buffer): Buffer[] => {
  const size = type.of.fixedLength
  if (size === undefined) return unpackVariable(bytes, type.dimension)
  return Array.from({ length: type.dimension }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
}

function unsignedVint(n: number): Buffer {
  if (n < 0x80) return Buffer.from([n])
  if (n < 0x4000) return Buffer.from([0x80 | (n >> 8), n & 0xff])
  if (n < 0x200000) return Buffer.from([0xc0 | (n >> 16), (n >> 8) & 0xff, n & 0xff])
  return Buffer.from([0xe0 | (n >>> 24), (n >> 16) & 0xff, (n >> 8) & 0xff, n & 0xff])
}

function unpackVariable(bytes: Buffer, count: number): Buffer[] {
  const out: Buffer[] = []
  for (let at = 0; out.length < count;) {
    const first = bytes[at]
    if (first === undefined) throw tooShort()
    let extra = 0
    while (extra < 4 && first & (0x80 >> extra)) extra++
    let length = first & (0xff >> (extra + 1))
    for (let i = 1; i <= extra; i++) length = length * 256 + (bytes[at + i] ?? 0)
    at += 1 + extra
    if (at + length > bytes.length) throw tooShort()
    out.push(bytes.subarray(at, at + length))
    at += length
  }
  return out
}
