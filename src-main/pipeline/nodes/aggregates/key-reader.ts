// Splits rows into groups by the key expressions, and writes keys as texts.
import { keyOf, type CompiledExpression, type Key, type Row, type Value } from '@shared/expr'
import { rowMaker } from '../../model/row-maker'
import { textOfKey } from '../../model/rows'

export interface Named<T> {
  readonly name: string
  readonly it: T
}

export class KeyReader {
  private readonly parts: {
    name: string
    evaluate: (row: Row) => Value
    key: (value: Value) => Key
  }[]

  private readonly makeHead: ReturnType<typeof rowMaker>

  constructor(by: readonly Named<CompiledExpression>[]) {
    this.makeHead = rowMaker(by.map(({ name }) => name))
    this.parts = by.map(({ name, it }) => ({
      name,
      evaluate: row => it.evaluate(row),
      key: keyOf(it.type),
    }))
  }

  /** One map key for a row; equal keys give equal texts, and NULL is a key of its own. */
  keyOf(row: Row): Key {
    const { parts } = this
    const [only] = parts
    if (parts.length === 1 && only) return only.key(only.evaluate(row))
    if (parts.length === 0) return ''
    return JSON.stringify(parts.map(p => textOfKey(p.key(p.evaluate(row)))))
  }

  head(row: Row): Record<string, Value> {
    return this.makeHead(this.parts.map(({ evaluate }) => evaluate(row)))
  }
}

/** Keys as texts that lead back to the same key: a type letter, then the value. */
export function idOf(key: Key): string {
  if (typeof key === 'string') return `s${key}`
  if (key === null) return 'z'
  return `${typeof key === 'number' ? 'n' : typeof key === 'bigint' ? 'i' : 'b'}${String(key)}`
}

export function keyFrom(id: string): Key {
  const text = id.slice(1)
  switch (id[0]) {
    case 'n':
      return Number(text)
    case 'i':
      return BigInt(text)
    case 'b':
      return text === 'true'
    case 'z':
      return null
    default:
      return text
  }
}
