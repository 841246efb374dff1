// Turns a declared message into one reader and one writer per version: chains of closures in which
// everything that the version decides (fields, compact or classic lengths, tagged sections) is
// decided, so that no request asks again. A version is compiled when it is first used: a client
// speaks one version of each API.
import {
  ZERO_UUID,
  type FieldSpec,
  type Fields,
  type Primitive,
  type ReadOf,
  type Shape,
  type WriteOf,
} from './fields'
import type { Reader } from './reader'
import { Writer } from './writer'

type ReadFn = (reader: Reader) => unknown
type WriteFn = (writer: Writer, value: unknown) => void
type Struct = Record<string, unknown>

export class Message<F extends Fields> {
  private readonly readers = new Map<number, ReadFn>()
  private readonly writers = new Map<number, WriteFn>()

  constructor(
    readonly fields: F,
    readonly flexibleSince: number,
  ) {}

  read(reader: Reader, version: number): ReadOf<F> {
    let read = this.readers.get(version)
    if (!read)
      this.readers.set(
        version,
        (read = structReader(this.fields, { version, flexible: version >= this.flexibleSince })),
      )
    return read(reader) as ReadOf<F>
  }

  write(writer: Writer, version: number, value: WriteOf<F>): void {
    let write = this.writers.get(version)
    if (!write)
      this.writers.set(
        version,
        (write = structWriter(this.fields, { version, flexible: version >= this.flexibleSince })),
      )
    write(writer, value)
  }
}

interface At {
  readonly version: number
  readonly flexible: boolean
}

const exists = (spec: FieldSpec, at: At) => at.version >= spec.since && at.version <= spec.until
const isTagged = (spec: FieldSpec, at: At) => spec.tag !== undefined && at.flexible

function zeroOf(spec: FieldSpec): () => unknown {
  if (spec.defaultValue !== undefined) return () => spec.defaultValue
  const { shape } = spec
  if (shape.kind === 'array') return () => []
  if (shape.kind === 'struct') {
    const parts = Object.entries(shape.fields).map(
      ([name, field]) => [name, zeroOf(field.spec)] as const,
    )
    return () => Object.fromEntries(parts.map(([name, zero]) => [name, zero()]))
  }
  switch (shape.type) {
    case 'string':
      return () => ''
    case 'bool':
      return () => false
    case 'uuid':
      return () => ZERO_UUID
    case 'bytes':
    case 'records':
      return () => EMPTY
    default:
      return () => 0
  }
}

const EMPTY = Buffer.alloc(0)

// Reading

function structReader(fields: Fields, at: At): ReadFn {
  const names: string[] = []
  const reads: ReadFn[] = []
  const tagged = new Map<number, { name: string; read: ReadFn }>()
  for (const [name, { spec }] of Object.entries(fields)) {
    names.push(name)
    const zero = zeroOf(spec)
    if (!exists(spec, at)) reads.push(zero)
    else if (isTagged(spec, at)) {
      reads.push(zero)
      tagged.set(spec.tag!, { name, read: fieldReader(spec, at) })
    } else if (spec.tag !== undefined) reads.push(zero)
    else reads.push(fieldReader(spec, at))
  }
  const count = names.length
  return reader => {
    const value: Struct = {}
    for (let i = 0; i < count; i++) value[names[i]!] = reads[i]!(reader)
    if (at.flexible) readTags(reader, value, tagged)
    return value
  }
}

function readTags(
  reader: Reader,
  value: Struct,
  tagged: ReadonlyMap<number, { name: string; read: ReadFn }>,
): void {
  for (let left = reader.tags(); left > 0; left--) {
    const known = tagged.get(reader.unsignedVarint())
    const size = reader.unsignedVarint()
    if (!known) reader.skip(size)
    else value[known.name] = reader.within(size, known.read)
  }
}

export function skipTags(reader: Reader): void {
  for (let left = reader.tags(); left > 0; left--) {
    reader.unsignedVarint()
    reader.skip(reader.unsignedVarint())
  }
}

function fieldReader(spec: FieldSpec, at: At): ReadFn {
  return shapeReader(spec.shape, at, at.version >= spec.nullableSince)
}

function shapeReader(shape: Shape, at: At, nullable: boolean): ReadFn {
  if (shape.kind === 'struct') return structReader(shape.fields, at)
  if (shape.kind === 'array') {
    const element = shapeReader(shape.of, at, false)
    const length = lengthReader(at.flexible, reader => reader.int32())
    return reader => {
      const count = length(reader)
      if (count < 0) return absent(nullable, [])
      reader.elements(count)
      const values: unknown[] = []
      for (let i = 0; i < count; i++) values.push(element(reader))
      return values
    }
  }
  return primitiveReader(shape.type, at, nullable)
}

function lengthReader(
  flexible: boolean,
  classic: (reader: Reader) => number,
): (reader: Reader) => number {
  return flexible ? reader => reader.unsignedVarint() - 1 : classic
}

/** Null where the version does not allow it reads as empty: old clients rely on that. */
function absent<T>(nullable: boolean, empty: T): T | null {
  return nullable ? null : empty
}

function primitiveReader(type: Primitive, at: At, nullable: boolean): ReadFn {
  switch (type) {
    case 'bool':
      return reader => reader.int8() !== 0
    case 'string': {
      const length = lengthReader(at.flexible, reader => reader.int16())
      return reader => {
        const size = length(reader)
        return size < 0 ? absent(nullable, '') : reader.text(size)
      }
    }
    case 'bytes':
    case 'records': {
      const length = lengthReader(at.flexible, reader => reader.int32())
      return reader => {
        const size = length(reader)
        return size < 0 ? absent(nullable, EMPTY) : reader.view(size)
      }
    }
    default:
      return reader => reader[type]()
  }
}

// Writing

function structWriter(fields: Fields, at: At): WriteFn {
  const plain: { name: string; zero: () => unknown; write: WriteFn }[] = []
  const tagged: { name: string; tag: number; zero: unknown; write: WriteFn }[] = []
  for (const [name, { spec }] of Object.entries(fields)) {
    if (!exists(spec, at)) continue
    const write = shapeWriter(spec.shape, at, at.version >= spec.nullableSince)
    if (isTagged(spec, at)) tagged.push({ name, tag: spec.tag!, zero: zeroOf(spec)(), write })
    else if (spec.tag === undefined) plain.push({ name, zero: zeroOf(spec), write })
  }
  tagged.sort((a, b) => a.tag - b.tag)
  return (writer, value) => {
    const from = value as Struct
    for (let i = 0; i < plain.length; i++) {
      const { name, zero, write } = plain[i]!
      const given = from[name]
      write(writer, given === undefined ? zero() : given)
    }
    if (!at.flexible) return
    if (tagged.length === 0) return writer.unsignedVarint(0)
    const present = tagged.filter(
      ({ name, zero }) => from[name] !== undefined && !isSame(from[name], zero),
    )
    writer.unsignedVarint(present.length)
    for (const { name, tag, write } of present) {
      const inner = new Writer(64)
      write(inner, from[name])
      writer.unsignedVarint(tag)
      writer.unsignedVarint(inner.length)
      writer.append(inner)
    }
  }
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))

function shapeWriter(shape: Shape, at: At, nullable: boolean): WriteFn {
  if (shape.kind === 'struct') return structWriter(shape.fields, at)
  if (shape.kind === 'array') {
    const element = shapeWriter(shape.of, at, false)
    const length: LengthFn = at.flexible ? compactLength : (writer, count) => writer.int32(count)
    return (writer, value) => {
      if (value === null) return length(writer, nullable ? -1 : 0)
      const values = value as readonly unknown[]
      length(writer, values.length)
      for (let i = 0; i < values.length; i++) element(writer, values[i])
    }
  }
  return primitiveWriter(shape.type, at, nullable)
}

type LengthFn = (writer: Writer, length: number) => void
const compactLength: LengthFn = (writer, length) => writer.unsignedVarint(length + 1)

function primitiveWriter(type: Primitive, at: At, nullable: boolean): WriteFn {
  switch (type) {
    case 'bool':
      return (writer, value) => writer.int8(value === true ? 1 : 0)
    case 'string': {
      const length: LengthFn = at.flexible ? compactLength : (writer, size) => writer.int16(size)
      return (writer, value) => {
        if (value === null) return length(writer, nullable ? -1 : 0)
        const text = value as string
        const size = Buffer.byteLength(text)
        length(writer, size)
        writer.text(text, size)
      }
    }
    case 'bytes':
    case 'records': {
      const length: LengthFn = at.flexible ? compactLength : (writer, size) => writer.int32(size)
      return (writer, value) => {
        if (value === null) return length(writer, nullable ? -1 : 0)
        const pieces = (Array.isArray(value) ? value : [value]) as readonly Buffer[]
        length(
          writer,
          pieces.reduce((sum, piece) => sum + piece.length, 0),
        )
        for (const piece of pieces) writer.bytes(piece)
      }
    }
    case 'uuid':
      return (writer, value) => writer.uuid(value as string)
    case 'uint16':
      return (writer, value) => writer.int16(value as number)
    case 'uint32':
      return (writer, value) => writer.int32(value as number)
    default:
      return (writer, value) => writer[type](value as number)
  }
}
