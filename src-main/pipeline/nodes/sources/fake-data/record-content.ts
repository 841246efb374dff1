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

const TEXTS = ['time', 'between', 'pattern', 'uuid', 'cpf', 'cnpj', 'ssn'] as const
const MEASURES = ['number', 'normal', 'lognormal', 'exponential'] as const

function typeOf(field: FieldSpec): DataType {
  if (typeof field === 'string') return typeOfWord(field)
  if (typeof field !== 'object' || field === null) return NULL
  if (MEASURES.some(kind => kind in field)) {
    const digits = 'decimals' in field ? (field.decimals ?? 0) : 0
    return digits > 0 ? decimal(DIGITS, digits) : DOUBLE
  }
  if ('sequence' in field)
    return field.prefix === undefined && field.pad === undefined ? LONG : STRING
  if ('boolean' in field) return BOOLEAN
  if ('list' in field) return array(typeOf(field.list))
  if ('object' in field) return { kind: 'struct', fields: fieldsOf(field.object) }
  if ('choice' in field)
    return !Array.isArray(field.choice) || field.choice.every(each => typeof each === 'string')
      ? STRING
      : NULL
  if ('state' in field) return field.state === 'name' ? STRING : LONG
  if ('int' in field || 'zipf' in field) return 'pick' in field || 'ref' in field ? NULL : LONG
  return TEXTS.some(kind => kind in field) ? STRING : NULL
}

/** Most functions of faker make texts; a sample may know better. */
function typeOfWord(word: string): DataType {
  if (word.startsWith('=')) return NULL
  return word === 'sequence' ? LONG : word === 'boolean' ? BOOLEAN : STRING
}
