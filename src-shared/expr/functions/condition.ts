// Functions that choose among values: what SQL has for NULLs, and greatest/least.
import { compareValues } from '../compare'
import { NULL, type Value } from '../types'
import { defineFunction, type FunctionDescriptor, type FunctionSpec } from './descriptor'

function extreme(direction: 1 | -1): NonNullable<FunctionSpec['make']> {
  return ({ types: [type = NULL] }) => {
    const compare = compareValues(type)
    return (...values: readonly Value[]) => {
      let best: Value = null
      for (const value of values)
        if (value !== null && (best === null || compare(value, best) * direction > 0)) best = value
      return best
    }
  }
}

const specs: readonly Omit<FunctionSpec, 'group'>[] = [
  {
    name: 'coalesce',
    signatures: ['(first: T, ...more: T): T'],
    doc: 'The first value that is not NULL',
    nulls: 'see',
    evaluate: (...values: readonly Value[]) => values.find(v => v !== null) ?? null,
  },
  {
    name: 'ifnull',
    aliases: ['nvl'],
    signatures: ['(value: T, otherwise: T): T'],
    doc: 'The value, or another when it is NULL',
    nulls: 'see',
    spark: 'nvl',
    evaluate: (a: Value, b: Value) => a ?? b,
  },
  {
    name: 'nvl2',
    signatures: ['(value: any, present: T, absent: T): T'],
    doc: 'One value if the first is not NULL, else another',
    nulls: 'see',
    evaluate: (v: Value, a: Value, b: Value) => (v === null ? b : a),
  },
  {
    name: 'nullif',
    signatures: ['(a: T, b: T): T'],
    doc: 'NULL when both are equal, else the first',
    nulls: 'see',
    make: ({ types: [type = NULL] }) => {
      const compare = compareValues(type)
      return (a: Value, b: Value) => (a !== null && b !== null && compare(a, b) === 0 ? null : a)
    },
  },
  {
    name: 'if',
    aliases: ['iff'],
    signatures: ['(condition: boolean, then: T, otherwise: T): T'],
    doc: 'One of two values by a condition',
    nulls: 'see',
    spark: 'if',
    evaluate: (c: boolean | null, a: Value, b: Value) => (c ? a : b),
  },
  {
    name: 'isnull',
    signatures: ['(value: any): boolean'],
    doc: 'Whether the value is NULL',
    nulls: 'see',
    evaluate: (v: Value) => v === null,
  },
  {
    name: 'isnotnull',
    signatures: ['(value: any): boolean'],
    doc: 'Whether the value is not NULL',
    nulls: 'see',
    evaluate: (v: Value) => v !== null,
  },
  {
    name: 'isnan',
    signatures: ['(value: double): boolean'],
    doc: 'Whether the value is not a number',
    nulls: 'see',
    evaluate: (v: number | null) => Number.isNaN(v),
  },
  {
    name: 'greatest',
    signatures: ['(first: T, ...more: T): T'],
    doc: 'The greatest value that is not NULL',
    nulls: 'see',
    make: extreme(1),
  },
  {
    name: 'least',
    signatures: ['(first: T, ...more: T): T'],
    doc: 'The least value that is not NULL',
    nulls: 'see',
    make: extreme(-1),
  },
]
export const conditionFunctions: readonly FunctionDescriptor[] = specs.map(spec =>
  defineFunction({ group: 'condition', ...spec }),
)
