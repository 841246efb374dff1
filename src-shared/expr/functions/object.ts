// Functions over structs, maps and JSON texts.
import { castFunction } from '../casts'
import { compileWriter } from '../json'
import { commonType, map, NULL, printType, type DataType, type Value } from '../types'
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

const wider = (a: DataType, b: DataType): DataType => commonType(a, b) ?? a
const valuesOf = (types: readonly DataType[], end = types.length) =>
  types.slice(0, end).filter((_, i) => i % 2 === 1)

/** Whether the value there has a type in common with those before it. */
const fits = (types: readonly DataType[], at: number) =>
  commonType(valuesOf(types, at).reduce(wider, NULL), types[at] ?? NULL) !== undefined

const specs: readonly Omit<FunctionSpec, 'group'>[] = [
  {
    name: 'map',
    signatures: ['(...pairs: any): map<string, any>'],
    doc: "A map of keys and values in turn: map('a', 1, 'b', 2)",
    nulls: 'see',
    refuse: (constants, types) => {
      const wrong =
        constants.length % 2 === 1
          ? constants.length - 1
          : types.findIndex((type, i) => (i % 2 === 0 ? type.kind !== 'string' : !fits(types, i)))
      return wrong < 0
        ? undefined
        : { argument: wrong, code: 'expr-map-pairs', found: printType(types[wrong] ?? NULL) }
    },
    result: types => map(valuesOf(types).reduce(wider, NULL)),
    make: ({ types, result, zone }) => {
      const value = result.kind === 'map' ? result.value : NULL
      const widen = types.map(type => castFunction(type, value, zone) ?? ((v: Value) => v))
      return (...pairs: readonly Value[]) => {
        const entries: [string, Value][] = []
        for (let i = 0; i + 1 < pairs.length; i += 2) {
          const key = pairs[i]
          // Spark ends the query over a key that is NULL or comes twice.
          if (typeof key !== 'string' || entries.some(([k]) => k === key)) return null
          entries.push([key, widen[i + 1]?.(pairs[i + 1] ?? null) ?? null])
        }
        return Object.fromEntries(entries)
      }
    },
  },
  {
    name: 'named_struct',
    signatures: ['(...fields: any): struct'],
    doc: "A struct of names and values in turn: named_struct('a', 1, 'b', x)",
    nulls: 'see',
    refuse: constants => {
      const wrong =
        constants.length % 2 === 1
          ? constants.length - 1
          : constants.findIndex((c, i) => i % 2 === 0 && typeof c !== 'string')
      return wrong < 0 ? undefined : { argument: wrong, code: 'expr-struct-pairs', found: '' }
    },
    result: (types, constants) => ({
      kind: 'struct',
      fields: constants.flatMap((name, i) =>
        i % 2 === 0 ? [{ name: String(name), type: types[i + 1] ?? NULL }] : [],
      ),
    }),
    make:
      ({ result }) =>
      (...pairs: readonly Value[]) =>
        result.kind === 'struct'
          ? Object.fromEntries(result.fields.map((f, i) => [f.name, pairs[i * 2 + 1] ?? null]))
          : null,
  },
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
    make: ({ types: [type = NULL], zone }) => {
      const write = compileWriter(type, { decimals: 'number', nulls: 'omit', zone })
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
