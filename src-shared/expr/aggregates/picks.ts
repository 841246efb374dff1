// Aggregates that keep one value: min, max, first, last, min_by, max_by, and the two booleans.
import { compareValues } from '../compare'
import { compileReader, compileWriter } from '../json'
import { BOOLEAN, NULL, type DataType, type Value } from '../types'
import {
  asList,
  slot,
  type AggregateDescriptor,
  type AggregateShape,
  type AnySlot,
} from './descriptor'

interface Kept {
  value: Value
  by: Value
  has: boolean
}

/** Keeps the first pair unless a later one is better; ties keep the earlier. */
function keep(
  type: DataType,
  byType: DataType,
  better: (candidate: Kept, kept: Kept) => boolean,
): AnySlot {
  const [write, read] = [compileWriter(type), compileReader(type)]
  const [writeBy, readBy] = [compileWriter(byType), compileReader(byType)]
  const offer = (acc: Kept, candidate: Kept) => {
    if (!candidate.has || (acc.has && !better(candidate, acc))) return acc
    acc.value = candidate.value
    acc.by = candidate.by
    acc.has = true
    return acc
  }
  return slot<Kept>({
    type,
    init: () => ({ value: null, by: null, has: false }),
    add: (acc, value, by) => void offer(acc, { value, by, has: true }),
    merge: offer,
    result: acc => acc.value,
    snapshot: acc => (acc.has ? [write(acc.value), writeBy(acc.by)] : []),
    restore: json => {
      const list = asList(json)
      return { value: read(list[0]), by: readBy(list[1]), has: list.length > 0 }
    },
  })
}

function extreme(direction: 1 | -1) {
  return ({ types: [type = NULL] }: { readonly types: readonly DataType[] }) => {
    if (type.kind === 'map') return undefined
    const compare = compareValues(type)
    return keep(type, NULL, (a, b) => compare(a.value, b.value) * direction > 0)
  }
}

function extremeBy(direction: 1 | -1) {
  return ({ types: [type = NULL, byType = NULL] }: { readonly types: readonly DataType[] }) => {
    if (byType.kind === 'map') return undefined
    const compare = compareValues(byType)
    const slotOf = keep(type, byType, (a, b) => compare(a.by, b.by) * direction > 0)
    // A row without the value to compare by is not a candidate.
    return {
      ...slotOf,
      add: (acc: unknown, value: Value, by: Value) =>
        void (by !== null && slotOf.add(acc, value, by)),
    }
  }
}

/** The first or the last value; with `true` as the second argument NULLs do not count. */
function atEnd(
  { types: [type = NULL, flag], constants: [, ignore] }: AggregateShape,
  better: () => boolean,
): AnySlot | undefined {
  if (flag && (flag.kind !== 'boolean' || typeof ignore !== 'boolean')) return undefined
  const kept = keep(type, NULL, better)
  if (ignore !== true) return kept
  return { ...kept, add: (acc, value, by) => void (value !== null && kept.add(acc, value, by)) }
}

interface Votes {
  yes: number
  no: number
}
function vote(result: (acc: Votes) => boolean): AnySlot {
  return slot<Votes>({
    type: BOOLEAN,
    init: () => ({ yes: 0, no: 0 }),
    add: (acc, value) => void (value === true ? acc.yes++ : acc.no++),
    remove: (acc, value) => void (value === true ? acc.yes-- : acc.no--),
    merge: (a, b) => {
      a.yes += b.yes
      a.no += b.no
      return a
    },
    result: acc => (acc.yes + acc.no === 0 ? null : result(acc)),
    snapshot: acc => [acc.yes, acc.no],
    restore: json => {
      const [yes, no] = asList(json)
      return { yes: Number(yes), no: Number(no) }
    },
  })
}
const every = vote(acc => acc.no === 0)
const some = vote(acc => acc.yes > 0)
const boolean1 = ['(condition: boolean): boolean']

export const pickAggregates: readonly AggregateDescriptor[] = [
  {
    name: 'min',
    signatures: ['(x: T): T'],
    doc: 'The least value',
    min: 1,
    max: 1,
    make: extreme(-1),
  },
  {
    name: 'max',
    signatures: ['(x: T): T'],
    doc: 'The greatest value',
    min: 1,
    max: 1,
    make: extreme(1),
  },
  {
    name: 'min_by',
    signatures: ['(x: T, by: any): T'],
    doc: 'The x of the row with the least y',
    min: 2,
    max: 2,
    nulls: 'see',
    make: extremeBy(-1),
  },
  {
    name: 'max_by',
    signatures: ['(x: T, by: any): T'],
    doc: 'The x of the row with the greatest y',
    min: 2,
    max: 2,
    nulls: 'see',
    make: extremeBy(1),
  },
  {
    name: 'first',
    aliases: ['first_value', 'any_value'],
    signatures: ['(x: T, ignoreNulls?: boolean): T'],
    doc: 'The value of the first row that arrived, or of the first that is not NULL',
    min: 1,
    max: 2,
    nulls: 'see',
    spark: 'first',
    make: shape => atEnd(shape, () => false),
  },
  {
    name: 'last',
    aliases: ['last_value'],
    signatures: ['(x: T, ignoreNulls?: boolean): T'],
    doc: 'The value of the last row that arrived, or of the last that is not NULL',
    min: 1,
    max: 2,
    nulls: 'see',
    spark: 'last',
    make: shape => atEnd(shape, () => true),
  },
  {
    name: 'bool_and',
    aliases: ['every'],
    signatures: boolean1,
    doc: 'Whether it holds for every row',
    min: 1,
    max: 1,
    spark: 'bool_and',
    make: ({ types: [type] }) => (type?.kind === 'boolean' ? every : undefined),
  },
  {
    name: 'bool_or',
    aliases: ['some', 'any'],
    signatures: boolean1,
    doc: 'Whether it holds for any row',
    min: 1,
    max: 1,
    spark: 'bool_or',
    make: ({ types: [type] }) => (type?.kind === 'boolean' ? some : undefined),
  },
]
