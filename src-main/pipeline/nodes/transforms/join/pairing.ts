// What a pair of rows becomes: the fields of the first input, then those of the second. Two fields
// that are equal by `on` and have one name are one field; any other name that is there already gets
// `right_` before it.
import { sparkName, type Row, type StructField, type StructType, type Value } from '@shared/expr'

interface RightField {
  readonly from: string
  readonly to: string
  /** The same field of the first input, which is taken where there is a first row. */
  readonly isShared: boolean
}

export interface Pairing {
  readonly row: StructType
  readonly right: readonly RightField[]
  make(left: Row | null, right: Row | null): Row
}

export function pairingOf(
  left: StructType,
  right: StructType,
  on: Readonly<Record<string, string>>,
): Pairing {
  const taken = new Set(left.fields.map(({ name }) => name))
  const isShared = (name: string) =>
    taken.has(name) && (on[name] === name || on[sparkName(name)] === sparkName(name))
  const rights = right.fields.map(({ name }) => {
    if (isShared(name)) return { from: name, to: name, isShared: true }
    let to = name
    while (taken.has(to)) to = `right_${to}`
    taken.add(to)
    return { from: name, to, isShared: false }
  })
  const added = rights.flatMap(({ to, isShared: shared }, i): StructField[] => {
    const field = right.fields[i]
    return shared || !field ? [] : [{ name: to, type: field.type }]
  })
  const names = left.fields.map(({ name }) => name)
  return {
    row: { kind: 'struct', fields: [...left.fields, ...added] },
    right: rights,
    make(one, other) {
      const row: Record<string, Value> = {}
      for (const name of names) row[name] = one?.[name] ?? null
      for (const { from, to, isShared: shared } of rights)
        if (!shared || !one) row[to] = other?.[from] ?? null
      return row
    },
  }
}
