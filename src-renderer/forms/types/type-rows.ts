// The types of a row's fields as lines of a tree, and each change of one as a new map. A field that
// nobody touches keeps its text, however it is written.
import { parseType, printType, tryParseType, type DataType } from '@shared/expr'

/** Steps from a field into its type: the name of a field, the elements of a list or map. */
export const EACH = '[]'
export type TypeMap = Readonly<Record<string, string>>

export interface TypeRow {
  readonly id: string
  /** The field of the row, and the steps into it. */
  readonly field: string
  readonly steps: readonly string[]
  readonly depth: number
  /** Empty for the elements of a list or a map. */
  readonly name: string
  readonly text: string
  /** Undefined when the text is not a type. */
  readonly type: DataType | undefined
}

export const SIMPLE_KINDS = [
  'string',
  'int',
  'long',
  'double',
  'decimal',
  'boolean',
  'date',
  'timestamp',
] as const
export const KINDS = [...SIMPLE_KINDS, 'struct', 'array', 'map'] as const
export type TypeKind = (typeof KINDS)[number]

export function rowsOf(types: TypeMap): TypeRow[] {
  return Object.entries(types).flatMap(([field, text]) => {
    const read = tryParseType(text)
    return 'type' in read
      ? walk(field, [], field, read.type)
      : [{ id: field, field, steps: [], depth: 0, name: field, text, type: undefined }]
  })
}

function walk(field: string, steps: readonly string[], name: string, type: DataType): TypeRow[] {
  const own = { id: [field, ...steps].join('.'), field, steps, depth: steps.length, name, type }
  const inside =
    type.kind === 'struct'
      ? type.fields.flatMap(each => walk(field, [...steps, each.name], each.name, each.type))
      : type.kind === 'array'
        ? walk(field, [...steps, EACH], '', type.element)
        : type.kind === 'map'
          ? walk(field, [...steps, EACH], '', type.value)
          : []
  return [{ ...own, text: printType(type) }, ...inside]
}

const FRESH: Readonly<Record<TypeKind, string>> = {
  string: 'string',
  int: 'int',
  long: 'long',
  double: 'double',
  decimal: 'decimal(10,2)',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  struct: 'struct<name: string>',
  array: 'array<string>',
  map: 'map<string, string>',
}

/** A list of something keeps it, and something becomes what a list is of. */
export function asKind(kind: TypeKind, was: DataType | undefined): string {
  if (kind === 'array' && was !== undefined && was.kind !== 'array')
    return printType({ kind: 'array', element: was.kind === 'map' ? was.value : was })
  if (kind === 'struct' && was?.kind === 'array' && was.element.kind === 'struct')
    return printType(was.element)
  return FRESH[kind]
}

export function withText(types: TypeMap, row: TypeRow, text: string): TypeMap {
  if (row.steps.length === 0) return { ...types, [row.field]: text }
  const read = tryParseType(text)
  return 'type' in read ? changed(types, row.field, row.steps, () => read.type) : types
}

export function withName(types: TypeMap, row: TypeRow, to: string): TypeMap {
  if (row.steps.length === 0)
    return to in types
      ? types
      : Object.fromEntries(
          Object.entries(types).map(([name, text]) => [name === row.field ? to : name, text]),
        )
  return inStruct(types, row, fields =>
    fields.some(({ name }) => name === to)
      ? fields
      : fields.map(each => (each.name === row.name ? { ...each, name: to } : each)),
  )
}

export function without(types: TypeMap, row: TypeRow): TypeMap {
  if (row.steps.length === 0)
    return Object.fromEntries(Object.entries(types).filter(([name]) => name !== row.field))
  return inStruct(types, row, fields =>
    fields.length === 1 ? fields : fields.filter(({ name }) => name !== row.name),
  )
}

export function moved(types: TypeMap, row: TypeRow, by: 1 | -1): TypeMap {
  if (row.steps.length > 0)
    return inStruct(types, row, fields => swapped(fields, ({ name }) => name === row.name, by))
  return Object.fromEntries(swapped(Object.entries(types), ([name]) => name === row.field, by))
}

/** A field more: in the struct of a row, or at the end of the map. */
export function withField(types: TypeMap, within: TypeRow | undefined): TypeMap {
  if (within === undefined) return { ...types, [freeIn(Object.keys(types))]: 'string' }
  return changed(types, within.field, within.steps, type =>
    type.kind === 'struct'
      ? {
          ...type,
          fields: [
            ...type.fields,
            { name: freeIn(type.fields.map(({ name }) => name)), type: parseType('string') },
          ],
        }
      : type,
  )
}

function freeIn(names: readonly string[]): string {
  let name = 'field'
  for (let n = 2; names.includes(name); n++) name = `field_${n}`
  return name
}

function swapped<T>(list: readonly T[], isIt: (each: T) => boolean, by: 1 | -1): T[] {
  const next = [...list]
  const at = next.findIndex(isIt)
  const to = at + by
  if (at >= 0 && to >= 0 && to < next.length) next.splice(to, 0, ...next.splice(at, 1))
  return next
}

type Fields = readonly { readonly name: string; readonly type: DataType }[]
function inStruct(types: TypeMap, row: TypeRow, change: (fields: Fields) => Fields): TypeMap {
  return changed(types, row.field, row.steps.slice(0, -1), type =>
    type.kind === 'struct' ? { ...type, fields: change(type.fields) } : type,
  )
}

function changed(
  types: TypeMap,
  field: string,
  steps: readonly string[],
  change: (type: DataType) => DataType,
): TypeMap {
  const read = tryParseType(types[field] ?? '')
  if (!('type' in read)) return types
  return { ...types, [field]: printType(inside(read.type, steps, change)) }
}

function inside(
  type: DataType,
  [step, ...rest]: readonly string[],
  change: (type: DataType) => DataType,
): DataType {
  if (step === undefined) return change(type)
  if (type.kind === 'array') return { ...type, element: inside(type.element, rest, change) }
  if (type.kind === 'map') return { ...type, value: inside(type.value, rest, change) }
  if (type.kind !== 'struct') return type
  return {
    ...type,
    fields: type.fields.map(each =>
      each.name === step ? { ...each, type: inside(each.type, rest, change) } : each,
    ),
  }
}
