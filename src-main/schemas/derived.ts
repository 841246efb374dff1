// The schema of rows whose types a lab knows, for a topic that names none: what Spark's to_avro and
// a person by hand would write.
import type { DataType, StructType } from '@shared/expr'
import type { SchemaType } from './schema'

const NAME_CHARS = /[^A-Za-z0-9_]/g

/** Undefined where a field's type is not known, or has no counterpart. */
export function derivedSchema(type: SchemaType, row: StructType, name: string): string | undefined {
  const record = recordName(name)
  if (!isWritable(row)) return undefined
  switch (type) {
    case 'AVRO':
      return JSON.stringify(avroRecord(row, record))
    case 'PROTOBUF':
      return protobufFile(row, record)
    case 'JSON':
      return JSON.stringify({ $schema: JSON_DRAFT, title: record, ...jsonType(row, false) })
  }
}

/** A topic's name as one that both formats take: `order-events` → `OrderEvents`. */
function recordName(topic: string): string {
  const words = topic.split(/[^A-Za-z0-9]+/).filter(Boolean)
  const name = words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return /^[A-Za-z]/.test(name) ? name : `R${name}`
}

function isWritable(type: DataType): boolean {
  switch (type.kind) {
    case 'null':
    case 'interval':
      return false
    case 'array':
      return isWritable(type.element)
    case 'map':
      return isWritable(type.value)
    case 'struct':
      return (
        type.fields.length > 0 &&
        type.fields.every(field => isName(field.name) && isWritable(field.type))
      )
    default:
      return true
  }
}

const isName = (name: string) => /^[A-Za-z_]/.test(name) && !NAME_CHARS.test(name)

// ——— Avro: every field may be NULL, as in a row

function avroRecord({ fields }: StructType, name: string): unknown {
  return {
    type: 'record',
    name,
    fields: fields.map(field => ({
      name: field.name,
      type: ['null', avroType(field.type, `${name}_${field.name}`)],
      default: null,
    })),
  }
}

function avroType(type: DataType, name: string): unknown {
  switch (type.kind) {
    case 'decimal':
      return {
        type: 'bytes',
        logicalType: 'decimal',
        precision: type.precision,
        scale: type.scale,
      }
    case 'date':
      return { type: 'int', logicalType: 'date' }
    case 'timestamp':
      return { type: 'long', logicalType: 'timestamp-millis' }
    case 'array':
      return { type: 'array', items: ['null', avroType(type.element, name)] }
    case 'map':
      return { type: 'map', values: ['null', avroType(type.value, name)] }
    case 'struct':
      return avroRecord(type, name)
    default:
      return type.kind
  }
}

// ——— JSON: closed, so that a field that comes later is compatible. Each field may be NULL, as in a row.

const JSON_DRAFT = 'http://json-schema.org/draft-07/schema#'

function jsonType(type: DataType, orNull = true): Readonly<Record<string, unknown>> {
  const or = (...names: string[]) => ({ type: orNull ? [...names, 'null'] : names[0] })
  switch (type.kind) {
    case 'boolean':
      return or('boolean')
    case 'int':
      return or('integer')
    // A text has the digits that a number does not hold.
    case 'long':
      return or('integer', 'string')
    case 'double':
      return or('number')
    case 'decimal':
      return or('number', 'string')
    case 'date':
      return { ...or('string'), format: 'date' }
    case 'timestamp':
      return { ...or('string'), format: 'date-time' }
    case 'array':
      return { ...or('array'), items: jsonType(type.element) }
    case 'map':
      return { ...or('object'), additionalProperties: jsonType(type.value) }
    case 'struct':
      return {
        ...or('object'),
        properties: Object.fromEntries(
          type.fields.map(field => [field.name, jsonType(field.type)]),
        ),
        additionalProperties: false,
      }
    default:
      return or('string')
  }
}

// ——— Protobuf has no decimals: a text keeps them exact. Lists and maps hold no NULL.

const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  int: 'int32',
  long: 'int64',
  double: 'double',
  boolean: 'bool',
  decimal: 'string',
  date: 'string',
  timestamp: 'google.protobuf.Timestamp',
}

function protobufFile(row: StructType, name: string): string | undefined {
  const message = protobufMessage(row, name, '')
  if (message === undefined) return undefined
  const imports = message.includes(SCALARS.timestamp ?? '')
    ? ['import "google/protobuf/timestamp.proto";', '']
    : []
  return ['syntax = "proto3";', '', ...imports, message, ''].join('\n')
}

function protobufMessage(row: StructType, name: string, indent: string): string | undefined {
  const nested: string[] = []
  const scalarOf = (type: DataType, field: string): string | undefined => {
    if (type.kind !== 'struct') return SCALARS[type.kind]
    const inner = `${recordName(field)}Value`
    const message = protobufMessage(type, inner, `${indent}  `)
    if (message !== undefined) nested.push(message)
    return message === undefined ? undefined : inner
  }
  const fields = row.fields.map(({ name: field, type }, at) => {
    const inner = type.kind === 'array' ? type.element : type.kind === 'map' ? type.value : type
    const scalar = scalarOf(inner, field)
    if (scalar === undefined) return undefined
    const written =
      type.kind === 'array'
        ? `repeated ${scalar}`
        : type.kind === 'map'
          ? `map<string, ${scalar}>`
          : `optional ${scalar}`
    return `${indent}  ${written} ${field} = ${at + 1};`
  })
  if (fields.includes(undefined)) return undefined
  return [`${indent}message ${name} {`, ...fields, ...nested, `${indent}}`].join('\n')
}
