// Every function of the expression language, in one list. A new one is a descriptor in its group's
// file.
import { conditionFunctions } from './condition'
import { dateFunctions } from './date'
import type { FunctionDescriptor } from './descriptor'
import { listFunctions } from './list'
import { numberFunctions } from './number'
import { objectFunctions } from './object'
import { textFunctions } from './text'

export const functions: readonly FunctionDescriptor[] = [
  ...textFunctions,
  ...numberFunctions,
  ...conditionFunctions,
  ...dateFunctions,
  ...listFunctions,
  ...objectFunctions,
]

const byName = new Map(
  functions.flatMap(f => [f.name, ...(f.aliases ?? [])].map(name => [name, f] as const)),
)
export const functionNames: readonly string[] = [...byName.keys()]

export function findFunction(name: string): FunctionDescriptor | undefined {
  return byName.get(name.toLowerCase())
}

export type { FunctionDescriptor } from './descriptor'
