// What a pair of rows becomes: the fields of the first input, then those of the second. Two fields
// that are equal by `on` and have one name are one field, of the type that both can become, as Spark's
// `coalesce` gives it; any other name that is there already gets `right_` before it.
import {
  castFunction,
  commonType,
  findZone,
  sparkName,
  utc,
  type DataType,
  type Row,
  type StructField,
  type StructType,
  type Value,
} from '@shared/expr'

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

/** A date becomes a moment by the zone. */
export function pairingOf(
  left: StructType,
  right: StructType,
  on: Readonly<Record<string, string>>,
  zoneName: string,
): Pairing {
  const zone = findZone(zoneName) ?? utc
  const lefts = new Map(left.fields.map(({ name, type }) => [name, type]))
  const taken = new Set(lefts.keys())
  const rights = right.fields.map(({ name }) => {
    if (lefts.has(name) && isEqualBy(on, name)) return { from: name, to: name, isShared: true }
    let to = name
    while (taken.has(to)) to = `right_${to}`
    taken.add(to)
    return { from: name, to, isShared: false }
  })
  const types = new Map(lefts)
  for (const [i, { type }] of right.fields.entries()) {
    const to = rights[i]?.to ?? ''
    const own = lefts.get(to)
    types.set(to, own ? (commonType(own, type) ?? own) : type)
  }
  const wider = (from: DataType, to: string) => {
    const type = types.get(to)
    return (type && castFunction(from, type, zone)) ?? (value => value)
  }
  const readLeft = left.fields.map(({ name, type }) => ({ name, widen: wider(type, name) }))
  const readRight = right.fields.flatMap(({ type }, i) => {
    const field = rights[i]
    return field ? [{ ...field, widen: wider(type, field.to) }] : []
  })
  return {
    row: {
      kind: 'struct',
      fields: [...types].map(([name, type]): StructField => ({ name, type })),
    },
    right: rights,
    make(one, other) {
      const row: Record<string, Value> = {}
      for (const { name, widen } of readLeft) row[name] = one ? widen(one[name] ?? null) : null
      for (const { from, to, isShared, widen } of readRight)
        if (!isShared || !one) row[to] = other ? widen(other[from] ?? null) : null
      return row
    },
  }
}

const isEqualBy = (on: Readonly<Record<string, string>>, name: string): boolean =>
  on[name] === name || on[sparkName(name)] === sparkName(name)
