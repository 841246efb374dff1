// Every native function, by name. A new function is an entry in one of the lists that are gathered
// here; the console's completion follows from `functionNames`.
import type { NativeFunction } from './function'
import { mathFunctions, numericAggregates } from './numbers'
import { timeFunctions } from './times'
import { valueFunctions } from './values'

const registry = new Map<string, NativeFunction>(
  [...timeFunctions, ...mathFunctions, ...numericAggregates, ...valueFunctions].map(f => [
    f.name,
    f,
  ]),
)

/** `token` depends on the table's partition key, so statements compile it themselves. */
const TOKEN = 'token'

export const functionNames: readonly string[] = [...registry.keys(), TOKEN].sort()

interface FunctionName {
  readonly keyspace?: string
  readonly name: string
}

export const findFunction = ({ keyspace, name }: FunctionName): NativeFunction | undefined =>
  keyspace === undefined || keyspace === 'system' ? registry.get(name) : undefined

export const isKnownFunction = ({ keyspace, name }: FunctionName): boolean =>
  (keyspace === undefined || keyspace === 'system') && (registry.has(name) || name === TOKEN)
