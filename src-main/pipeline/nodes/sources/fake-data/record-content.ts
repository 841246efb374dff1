// The types of what a record schema makes, as far as the schema alone tells them. A formula, a
// faker function or an entry of a catalog has a type that only a sample shows: its field is `null`
// here, and plan/sampled-types.ts fills it in.
import {
  array,
  BOOLEAN,
  decimal,
  DOUBLE,
  LONG,
  NULL,
  STRING,
  type DataType,
  type StructField,
  type StructType,
} from '@shared/expr'
import type { FieldSpec, RecordSchema } from '@shared/lab'

/** Enough for amounts of money. */
const DIGITS = 12

export function contentOf(record: RecordSchema | undefined): StructType | undefined {
  return record === undefined ? undefined : { kind: 'struct', fields: fieldsOf(record.fields) }
}

function fieldsOf(fields: Readonly<Record<string, FieldSpec>>): StructField[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    isHidden(field) ? [] : [{ name, type: typeOf(field) }],
  )
}

const isHidden = (field: FieldSpec) =>
  typeof field === 'object' && field !== null && field.hidden === true

function typeOf(field: FieldSpec): DataType {
  if (typeof field === 'string') return typeOfWord(field)
  if (typeof field !== 'object' || field === null) return NULL
  if ('number' in field)
    return (field.decimals ?? 0) > 0 ? decimal(DIGITS, field.decimals ?? 0) : DOUBLE
  if ('int' in field || 'sequence' in field) return LONG
  if ('list' in field) return array(typeOf(field.list))
  if ('object' in field) return { kind: 'struct', fields: fieldsOf(field.object) }
  if ('choice' in field)
    return Array.isArray(field.choice) && field.choice.every(each => typeof each === 'string')
      ? STRING
      : NULL
  if ('state' in field) return field.state === 'name' ? STRING : LONG
  return 'time' in field ? STRING : NULL
}

/** Most functions of faker make texts; a sample may know better. */
function typeOfWord(word: string): DataType {
  if (word.startsWith('=')) return NULL
  return word === 'sequence' ? LONG : word === 'boolean' ? BOOLEAN : STRING
}
