// Random messages out of their declarations: one generator for every API and version, so that an
// API is covered from the moment it is declared.
import fc from 'fast-check'
import type { Fields, FieldSpec, Primitive, Shape } from '../wire/fields'

export interface At {
  readonly version: number
  readonly flexible: boolean
}

/** The fields that are on the wire in this version. */
function fieldsAt(fields: Fields, { version, flexible }: At): [string, FieldSpec][] {
  return Object.entries(fields).flatMap(([name, { spec }]): [string, FieldSpec][] =>
    version >= spec.since && version <= spec.until && (spec.tag === undefined || flexible)
      ? [[name, spec]]
      : [],
  )
}

export function arbitraryMessage(
  fields: Fields,
  at: At,
  elementsMin = 0,
): fc.Arbitrary<Record<string, unknown>> {
  const one = ([name, spec]: [string, FieldSpec]) => {
    const value = arbitraryShape(spec.shape, at, elementsMin)
    const mayBeNull = at.version >= spec.nullableSince && elementsMin === 0
    return [name, mayBeNull ? fc.option(value, { freq: 4 }) : value] as const
  }
  return fc.record(Object.fromEntries(fieldsAt(fields, at).map(one)), { noNullPrototype: true })
}

function arbitraryShape(shape: Shape, at: At, elementsMin: number): fc.Arbitrary<unknown> {
  if (shape.kind === 'struct') return arbitraryMessage(shape.fields, at, elementsMin)
  if (shape.kind === 'array')
    return fc.array(arbitraryShape(shape.of, at, elementsMin), {
      minLength: elementsMin,
      maxLength: elementsMin + 2,
    })
  return primitives[shape.type]()
}

const text = () => fc.string({ unit: 'grapheme', maxLength: 40 })
const blob = () => fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes))

const primitives: Readonly<Record<Primitive, () => fc.Arbitrary<unknown>>> = {
  bool: () => fc.boolean(),
  int8: () => fc.integer({ min: -0x80, max: 0x7f }),
  int16: () => fc.integer({ min: -0x8000, max: 0x7fff }),
  uint16: () => fc.integer({ min: 0, max: 0xffff }),
  int32: () => fc.integer(),
  uint32: () => fc.integer({ min: 0, max: 0xffffffff }),
  int64: () => fc.maxSafeInteger(),
  float64: () => fc.double({ noNaN: true }),
  uuid: () =>
    fc.uint8Array({ minLength: 16, maxLength: 16 }).map(b => Buffer.from(b).toString('hex')),
  string: text,
  bytes: blob,
  records: blob,
}

/** The part of a message that this version has: a reader fills the other fields with zeros. */
export function presentIn(fields: Fields, value: unknown, at: At): Record<string, unknown> {
  const from = value as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    fieldsAt(fields, at).map(([name, { shape }]) => [name, presentShape(shape, from[name], at)]),
  )
}

function presentShape(shape: Shape, value: unknown, at: At): unknown {
  if (value === null || shape.kind === 'primitive') return value
  if (shape.kind === 'struct') return presentIn(shape.fields, value, at)
  return (value as readonly unknown[]).map(one => presentShape(shape.of, one, at))
}
