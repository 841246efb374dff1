// Functions over structs, maps and JSON texts.
import { compileWriter } from '../json'
import { NULL, type Value } from '../types'
import { defineFunction, type FunctionDescriptor, type FunctionSpec } from './descriptor'

type Entries = Readonly<Record<string, Value>>

/** A JSON path of names and indexes: `$.a.b[0]`. A value that is not a text comes back as JSON. */
function jsonAt(text: string, path: string): Value {
  if (!path.startsWith('$')) return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  for (const [, name, quoted, index] of path
    .slice(1)
    .matchAll(/\.([^.[\]]+)|\['([^']+)'\]|\[(\d+)\]/g)) {
    if (typeof value !== 'object' || value === null) return null
    const key = name ?? quoted ?? index ?? ''
    if (!Object.hasOwn(value, key)) return null
    value = Reflect.get(value, key)
  }
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const specs: readonly Omit<FunctionSpec, 'group'>[] = [
  {
    name: 'map_keys',
    signatures: ['(entries: map<string, T>): array<string>'],
    doc: 'The keys of a map',
    evaluate: (m: Entries) => Object.keys(m),
  },
  {
    name: 'map_values',
    signatures: ['(entries: map<string, T>): array<T>'],
    doc: 'The values of a map',
    evaluate: (m: Entries) => Object.values(m),
  },
  {
    name: 'map_contains_key',
    signatures: ['(entries: map<string, T>, key: string): boolean'],
    doc: 'Whether a map has a key',
    evaluate: (m: Entries, key: string) => Object.hasOwn(m, key),
  },
  {
    name: 'to_json',
    signatures: [
      '(value: struct): string',
      '(value: array<T>): string',
      '(value: map<string, T>): string',
    ],
    doc: 'The value as JSON text',
    make: ({ types: [type = NULL] }) => {
      const write = compileWriter(type, { decimals: 'number' })
      return (value: Value) => JSON.stringify(write(value))
    },
  },
  {
    name: 'get_json_object',
    signatures: ['(json: string, path: string): string'],
    doc: "A part of a JSON text: get_json_object(t, '$.items[0].name')",
    evaluate: jsonAt,
  },
]
export const objectFunctions: readonly FunctionDescriptor[] = specs.map(spec =>
  defineFunction({ group: 'object', ...spec }),
)
