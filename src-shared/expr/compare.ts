// Order and identity of values by their type: for ORDER BY, min/max, comparisons (compareValues)
// and for grouping and dedupe (keyOf).
import { Decimal } from './decimal'
import type { DataType, Row, Value } from './types'

type Compare = (a: Value, b: Value) => number

/** NULL first, as Spark's ascending order; NaN is greater than every other double. */
export function compareValues(type: DataType): Compare {
  const inner = compareNonNull(type)
  return (a, b) => (a === null ? (b === null ? 0 : -1) : b === null ? 1 : inner(a, b))
}

function compareNonNull(type: DataType): Compare {
  switch (type.kind) {
    case 'decimal':
      return (a, b) => (a instanceof Decimal && b instanceof Decimal ? a.compare(b) : 0)
    case 'array': {
      const element = compareValues(type.element)
      return (a, b) => (Array.isArray(a) && Array.isArray(b) ? compareLists(a, b, element) : 0)
    }
    case 'struct': {
      const fields = type.fields.map(f => ({ name: f.name, compare: compareValues(f.type) }))
      return (a, b) => {
        if (!isRow(a) || !isRow(b)) return 0
        for (const { name, compare } of fields) {
          const order = compare(a[name] ?? null, b[name] ?? null)
          if (order !== 0) return order
        }
        return 0
      }
    }
    case 'map': {
      const key = keyOf(type)
      return (a, b) => comparePrimitive(key(a), key(b))
    }
    default:
      return comparePrimitive
  }
}

function comparePrimitive(a: Value, b: Value): number {
  if (a === b || a === null || b === null) return 0
  if (a < b) return -1
  if (a > b) return 1
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : Number.isNaN(b) ? -1 : 0
}

function compareLists(a: readonly Value[], b: readonly Value[], element: Compare): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = element(a[i] ?? null, b[i] ?? null)
    if (order !== 0) return order
  }
  return a.length - b.length
}

export function isRow(value: Value): value is Row {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof Decimal)
  )
}

export type Key = string | number | bigint | boolean | null

/**
 * The key of a value in a Map: equal values of one type give the same key. Decimals by their text,
 * nested values by a JSON text.
 */
export function keyOf(type: DataType): (value: Value) => Key {
  switch (type.kind) {
    case 'array':
    case 'struct':
    case 'map': {
      const text = keyText(type)
      return value => (value === null ? null : text(value))
    }
    default:
      return value => (value === null || typeof value !== 'object' ? value : String(value))
  }
}

function keyText(type: DataType): (value: Value) => string {
  switch (type.kind) {
    case 'array': {
      const element = keyText(type.element)
      return value => (Array.isArray(value) ? `[${value.map(element).join(',')}]` : 'null')
    }
    case 'struct': {
      const fields = type.fields.map(f => ({ name: f.name, text: keyText(f.type) }))
      return value =>
        isRow(value) ? `{${fields.map(f => f.text(value[f.name] ?? null)).join(',')}}` : 'null'
    }
    case 'map': {
      const inner = keyText(type.value)
      return value => {
        if (!isRow(value)) return 'null'
        const names = Object.keys(value).sort()
        return `{${names.map(n => `${JSON.stringify(n)}:${inner(value[n] ?? null)}`).join(',')}}`
      }
    }
    default:
      return value => (typeof value === 'string' ? JSON.stringify(value) : String(value))
  }
}
