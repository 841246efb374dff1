// The fields that an expression over a topic's messages can name: those of the JSON values, found
// by looking at some of them, and what the broker knows of a message, under names that begin with
// an underscore. Types are the widest ones, because the values that were not looked at may differ.
import {
  array,
  BOOLEAN,
  commonType,
  LONG,
  map,
  NULL,
  STRING,
  TIMESTAMP,
  typeOfNumber,
  type DataType,
  type StructField,
  type StructType,
} from '../expr'

/** Deeper values are texts: an expression seldom goes there, and a value may nest without end. */
const DEPTH_MAX = 12
/** An object with more names than this holds data in its names. */
const FIELDS_MAX = 300

export const META_FIELDS: readonly StructField[] = [
  { name: '_key', type: STRING },
  { name: '_value', type: STRING },
  { name: '_partition', type: LONG },
  { name: '_offset', type: LONG },
  { name: '_time', type: TIMESTAMP },
  { name: '_headers', type: map(STRING) },
  { name: '_bytes', type: LONG },
]

/** A field of the value wins over a name of ours. */
export const withMeta = ({ fields }: StructType): StructType => {
  const taken = new Set(fields.map(({ name }) => name))
  return { kind: 'struct', fields: [...fields, ...META_FIELDS.filter(f => !taken.has(f.name))] }
}

/** Of the values that are JSON objects; the others have no fields. */
export function fieldsOfValues(values: readonly string[]): StructType {
  const objects = values
    .map(parsed)
    .filter(json => typeof json === 'object' && json !== null && !Array.isArray(json))
  const settledType = settled(typeOfSamples(objects))
  return settledType.kind === 'struct' ? settledType : { kind: 'struct', fields: [] }
}

/** The type that holds all of them; what was only ever null has the type of null. */
export const typeOfSamples = (values: readonly unknown[]): DataType =>
  values.reduce<DataType>((type, value) => either(type, typeOf(value, 0)), NULL)

/** The fields of the first, then those that only the second has. */
export const joinFields = (first: StructType, second: StructType): StructType => {
  const known = new Set(first.fields.map(({ name }) => name))
  return {
    kind: 'struct',
    fields: [...first.fields, ...second.fields.filter(({ name }) => !known.has(name))],
  }
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function typeOf(json: unknown, depth: number): DataType {
  if (json === null) return NULL
  if (typeof json === 'boolean') return BOOLEAN
  if (typeof json === 'number') return typeOfNumber(json, 'samples')
  if (typeof json !== 'object' || depth >= DEPTH_MAX) return STRING
  if (Array.isArray(json))
    return array(json.reduce<DataType>((type, item) => either(type, typeOf(item, depth + 1)), NULL))
  const entries = Object.entries(json).slice(0, FIELDS_MAX)
  return {
    kind: 'struct',
    fields: entries.map(([name, value]) => ({ name, type: typeOf(value, depth + 1) })),
  }
}

/** The type that holds both; a text where nothing else does. */
function either(a: DataType, b: DataType): DataType {
  if (a.kind === 'array' && b.kind === 'array') return array(either(a.element, b.element))
  if (a.kind === 'struct' && b.kind === 'struct') return eitherStruct(a, b)
  return commonType(a, b) ?? STRING
}

function eitherStruct(a: StructType, b: StructType): StructType {
  const fields = new Map(a.fields.map(({ name, type }) => [name, type]))
  for (const { name, type } of b.fields) {
    const known = fields.get(name)
    if (known !== undefined) fields.set(name, either(known, type))
    else if (fields.size < FIELDS_MAX) fields.set(name, type)
  }
  return { kind: 'struct', fields: [...fields].map(([name, type]) => ({ name, type })) }
}

/** A field that was only ever null is a text. */
function settled(type: DataType): DataType {
  if (type.kind === 'null') return STRING
  if (type.kind === 'array') return array(settled(type.element))
  if (type.kind !== 'struct') return type
  return { kind: 'struct', fields: type.fields.map(f => ({ ...f, type: settled(f.type) })) }
}
